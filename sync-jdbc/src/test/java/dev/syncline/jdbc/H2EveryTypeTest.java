package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class H2EveryTypeTest extends EveryTypeContract {
  H2EveryTypeTest() {
    super(TestDatabase.h2());
  }

  @Override
  EveryType types() {
    return new EveryType()
        .with("boolean", "true", "false")
        .with("tinyint", "-128", "127")
        .with("smallint", "-32768", "32767")
        .with("integer", "-2147483648", "2147483647")
        .with("bigint", "-9223372036854775808", "9223372036854775807", "9007199254740993")
        .with("numeric(20,4)", "1234567890123456.7891", "-0.0001", "1.5000")
        .with("numeric(100,0)", "1e90")
        .with("decfloat(40)", "1.50", "1e-40", "'NaN'", "'Infinity'", "'-Infinity'")
        .with("real", "3.4028235e38", "0.1", "16777217", "'NaN'", "'-Infinity'", "1e-45")
        .with("double precision", "0.1", "1.7976931348623157e308", "'NaN'", "'Infinity'", "-0e0")
        .with("float(20)", "0.1")
        .with(
            "varchar",
            "''",
            "' a '",
            "'Zoë 😀 e\u0301'",
            "repeat('x', 1000000)",
            "U&'a\\000Ab\\\\'")
        .with("varchar(10)", "'abcde'", "'😀😀😀😀😀'")
        .with("varchar_ignorecase(10)", "'aBc'")
        .with("char(5)", "'ab'", "'abcde'")
        .with("clob", "'é'", "repeat('😀', 250000)")
        .with("binary(4)", "x'00ff0102'")
        .with("varbinary(10)", "x''", "x'00ff10'")
        .with("blob", "x'00ff10'", "CAST(repeat('ab', 100000) AS varbinary)")
        .with(
            "date",
            "'2024-02-29'",
            "'0001-01-01'",
            "'9999-12-31'",
            "'-0044-03-15'",
            "'12345-01-01'")
        .with("time(9)", "'00:00'", "'23:59:59.999999999'")
        .with("time with time zone", "'12:34:56+02'", "'00:00:00-15:59'")
        .with("time(9) with time zone", "'12:34:56.123456789+05:45'")
        .with("timestamp(9)", "'2024-01-02 03:04:05.123456789'", "'-0044-03-15 12:00:00'")
        .with("timestamp(0)", "'2024-01-02 03:04:05'")
        .with("timestamp(9) with time zone", "'2024-01-02 03:04:05.123456789+00'")
        .with("interval year", "interval '3' year")
        .with("interval year to month", "interval '1-2' year to month")
        .with("interval day to second(9)", "interval '1 02:03:04.567890123' day to second")
        .with("interval second", "interval '-5.5' second")
        .with("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'")
        .with("json", "json '{\"b\": 1, \"a\":  [1, 2.50]}'", "json 'null'", "json '\"é😀\"'")
        .with("enum('a', 'b c', 'é')", "'a'", "'b c'", "'é'")
        .mixed("integer array", "array[1, 2, null]", "array[]")
        .mixed("varchar(10) array", "array['a,b', '', null, '[1]', 'é']")
        .mixed("integer array array", "array[array[1], array[2, 3]]")
        .mixed("numeric(10,2) array", "array[1.50, 2.25]");
  }

  @Override
  String text(String column, String type) {
    return type.equals("blob") ? "RAWTOHEX(" + column + ")" : "CAST(" + column + " AS VARCHAR)";
  }

  @Override
  String back(String column, String type) {
    // A text would become a JSON text.
    return type.equals("json") ? column + " FORMAT JSON" : "CAST(" + column + " AS " + type + ")";
  }

  @Test
  void anArrayIsAListWhereThereAreNone() {
    database.execute(
        "CREATE TABLE \"lists\" (\"id\" INTEGER PRIMARY KEY, \"v\" NUMERIC(10,2) ARRAY)",
        "INSERT INTO \"lists\" VALUES (1, ARRAY[1.50, NULL]), (2, ARRAY[]), (3, NULL)");
    run(
        JdbcSource.table(database.pool().dataSource(), "lists").key("id"),
        JdbcTable.of(database.pool().dataSource(), "documents").createIfMissing());
    assertThat(database.column("SELECT CAST(\"v\" AS VARCHAR) FROM \"documents\" ORDER BY \"id\""))
        .containsExactly("[1.50,null]", "[]", "null");
  }

  @Test
  void isOnThePage() throws IOException, SQLException {
    requireOnPage();
  }
}
