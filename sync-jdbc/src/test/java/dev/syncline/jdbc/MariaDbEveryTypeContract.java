package dev.syncline.jdbc;

/** The types of MySQL and MariaDB, for both drivers. */
abstract class MariaDbEveryTypeContract extends EveryTypeContract {
  MariaDbEveryTypeContract(TestDatabase database) {
    super(database);
  }

  @Override
  EveryType types() {
    return new EveryType()
        .with("tinyint", "-128", "127")
        .with("tinyint(1)", "-128", "127", "0", "1", "2")
        .with("boolean", "true", "false", "2")
        .with("tinyint unsigned", "255")
        .with("smallint unsigned", "65535")
        .with("mediumint", "-8388608", "8388607")
        .with("mediumint unsigned", "16777215")
        .with("int", "-2147483648", "2147483647")
        .with("int unsigned", "4294967295")
        .with("int(10) unsigned zerofill", "42")
        .with("bigint", "-9223372036854775808", "9223372036854775807", "9007199254740993")
        .with("bigint unsigned", "18446744073709551615", "9223372036854775808", "0")
        .with(
            "decimal(65,30)", "12345678901234567890123456789012345.123456789012345678901234567891")
        .with("decimal(20,4) unsigned", "1234567890123456.7891", "1.5000")
        .with("float", "16777217", "0.1", "3.40282e38", "1e-45", "-0.0", "1234567.9")
        .with("float unsigned", "16777216", "7.25")
        .with("double", "0.1", "1.7976931348623157e308", "5e-324", "-0e0", "9007199254740993")
        .with("double unsigned", "0.1")
        .with("bit(1)", "b'1'", "b'0'")
        .with("bit(10)", "b'1010101010'", "b'1'")
        .with("bit(64)", "b'1'", "18446744073709551615")
        .with("year", "2024", "1901", "2155", "'0000'")
        .with("date", "'2024-02-29'", "'1000-01-01'", "'9999-12-31'", "'0001-01-01'")
        .with("time", "'00:00:00'", "'23:59:59'", "'838:59:59'", "'-838:59:59'", "'-00:00:01'")
        .with(
            "time(6)",
            "'12:34:56.123456'",
            "'-12:34:56.000001'",
            "'838:59:59.000000'",
            "'24:00:00'")
        .with("datetime", "'2024-01-02 03:04:05'", "'1000-01-01 00:00:00'", "'9999-12-31 23:59:59'")
        .with("datetime(3)", "'2024-01-02 03:04:05.123'")
        .with("datetime(6)", "'2024-01-02 03:04:05.123456'", "'2024-03-31 02:30:00'")
        .with(
            "timestamp NULL",
            "'2024-01-02 03:04:05'",
            "'1970-01-01 00:00:01'",
            "'2038-01-19 03:14:07'")
        .with("timestamp(6) NULL", "'2024-10-27 02:30:00.123456'")
        .with("char(5)", "'ab'", "'abcde'")
        .with("varchar(5)", "'abcde'", "'😀😀😀😀😀'", "'a '")
        .with("tinytext", "REPEAT('é', 127)")
        .with("text", "'Zoë 😀'", "''", "'a\\\\b\\0'")
        .with("mediumtext", "REPEAT('x', 1000000)")
        .with("longtext", "REPEAT('😀', 250000)")
        .with("varchar(10) CHARACTER SET latin1", "'äöü€'")
        .with("binary(4)", "x'00ff'", "x'01020304'")
        .with("varbinary(10)", "x''", "x'00ff10'")
        .with("blob", "x'00ff10'", "REPEAT(x'00', 60000)")
        .with("longblob", "REPEAT(x'ff', 1000000)")
        .with("enum('a','b c','é')", "'a'", "'b c'", "'é'")
        .with("set('x','y','z')", "'x,z'", "''")
        .with("json", "'{\"b\": 1, \"a\":  [1, 2.50]}'", "'null'", "'\"😀\"'")
        .with("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'")
        .with("inet6", "'::1'")
        .with("inet4", "'10.0.0.1'")
        .with("point", "ST_GeomFromText('POINT(1.5 -2)')")
        .with("geometry", "ST_GeomFromText('LINESTRING(0 0, 1 1)')");
  }

  @Override
  String text(String column, String type) {
    return "IF(" + column + " IS NULL, NULL, HEX(CONCAT(" + column + ")))";
  }
}
