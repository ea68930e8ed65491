package dev.syncline.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresEveryTypeTest extends EveryTypeContract {
  PostgresEveryTypeTest() {
    super(TestDatabase.postgres());
  }

  @Override
  void beforeTypes() {
    database.execute(
        "CREATE TYPE mood AS ENUM ('sad', 'so so', 'happy')",
        "CREATE TYPE \"Mixed Case\" AS ENUM ('Ä', 'b')",
        "CREATE TYPE pair AS (a integer, b text)",
        "CREATE DOMAIN positive AS numeric CHECK (VALUE > 0)");
  }

  @Override
  EveryType types() {
    return new EveryType()
        .with("boolean", "true", "false")
        .with("smallint", "-32768", "32767")
        .with("integer", "-2147483648", "2147483647")
        .with("bigint", "-9223372036854775808", "9223372036854775807", "9007199254740993")
        .with("numeric", "'0.1'", "'1e-40'", "'123456789012345678901234567890.5'", "'NaN'")
        .with("numeric", "'Infinity'", "'-Infinity'", "'1.50'", "'-0.000'")
        .with("numeric(20,4)", "'1234567890123456.7891'", "'-0.0001'", "'1.5000'")
        .with("numeric(20,0)", "'18446744073709551615'")
        .with("numeric(5,-2)", "'1234500'")
        .with("numeric(3,5)", "'0.00123'")
        .with("money", "'1234.56'", "'-0.07'", "'92233720368547758.07'", "'-92233720368547758.08'")
        .with("real", "'3.4028235e38'", "'0.1'", "'16777217'", "'NaN'", "'-Infinity'", "'1e-45'")
        .with("double precision", "0.1", "'1.7976931348623157e308'", "'NaN'", "'Infinity'", "'-0'")
        .with("text", "''", "' a '", "'Zoë 😀 e\u0301'", "repeat('x', 1000000)", "E'a\\nb\\\\'")
        .with("varchar(5)", "'abcde'", "'😀😀😀😀😀'")
        .with("char(5)", "'ab'", "'abcde'")
        .with("\"char\"", "'a'")
        .with("name", "'abc'")
        .with("bytea", "''", "'\\x00ff10'", "decode(repeat('00', 100000), 'hex')")
        .with("bit", "B'1'", "B'0'")
        .with("bit(10)", "B'1010101010'")
        .with("varbit", "B''", "B'10110'", "B'1'")
        .with(
            "date", "'2024-02-29'", "'0001-01-01'", "'infinity'", "'-infinity'", "'0044-03-15 BC'")
        .with("date", "'9999-12-31'", "'12345-01-01'")
        .with("time", "'00:00'", "'23:59:59.999999'", "'24:00'", "'12:34:56.7'")
        .with("time(0)", "'23:59:59'")
        .with("timetz", "'12:34:56.123456+02'", "'00:00-15:59'", "'24:00:00+00'", "'12:00+05:45'")
        .with("timestamp", "'2024-01-02 03:04:05.123456'", "'infinity'", "'-infinity'")
        .with("timestamp", "'0044-03-15 12:00 BC'", "'12345-01-01'", "'1900-01-01'")
        .with("timestamptz", "'2024-01-02 03:04:05.123456+02'", "'infinity'", "'-infinity'")
        .with("timestamptz", "'0044-03-15 12:00+00 BC'", "'1883-11-18 12:03:58+00'")
        .with("interval", "'1 year 2 mons 3 days 04:05:06.789012'", "'-1 day +02:00'", "'0'")
        .with("interval day to second(3)", "'1 day 02:03:04.567'")
        .with("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'")
        .with("json", "'{\"b\": 1, \"a\":  [1, 2.50]}'", "'null'", "'\"x\"'")
        .with(
            "jsonb",
            "'{\"b\": 1, \"a\": [1, 2.50], \"c\": \"😀\"}'",
            "'null'",
            "'12345678901234567890.10'")
        .with("integer[]", "'{1,2,NULL}'", "'{}'", "'{{1,2},{3,4}}'", "'[0:1]={7,8}'")
        .with("text[]", "'{\"a,b\",\"\\\"\",NULL,\"null\",\"\",é😀}'")
        .with("timestamptz[]", "'{2024-01-02 03:04:05+02}'")
        .with("mood", "'sad'", "'so so'")
        .with("mood[]", "'{sad,happy}'")
        .with("\"Mixed Case\"", "'Ä'")
        .with("\"Mixed Case\"[]", "'{Ä,b}'")
        .with("pair", "'(1,\"a b\")'")
        .with("positive", "1.50")
        .with("inet", "'10.0.0.1/8'", "'::1'")
        .with("cidr", "'10.0.0.0/8'")
        .with("macaddr", "'08:00:2b:01:02:03'")
        .with("int4range", "'[1,5)'", "'empty'")
        .with("tstzrange", "'[2024-01-01 00:00+00,)'")
        .with("point", "'(1.5,-2)'")
        .with("xml", "'<a>é</a>'")
        .with("tsvector", "'a fat cat'")
        .with("oid", "4294967295");
  }

  @Override
  String text(String column, String type) {
    return column + "::text";
  }

  @Override
  String back(String column, String type) {
    return "CAST(CAST(" + column + " AS text) AS " + type + ")";
  }

  @Test
  void isOnThePage() throws IOException, SQLException {
    requireOnPage();
  }
}
