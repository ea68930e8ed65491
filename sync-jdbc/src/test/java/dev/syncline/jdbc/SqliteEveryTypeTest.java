package dev.syncline.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqliteEveryTypeTest extends EveryTypeContract {
  SqliteEveryTypeTest() {
    super(TestDatabase.sqlite());
  }

  @Override
  EveryType types() {
    return new EveryType()
        .with("INTEGER", "-9223372036854775808", "9223372036854775807", "9007199254740993")
        .with("INTEGER", "'not a number'", "1.5", "x'01'", "1e300")
        .with("BIGINT UNSIGNED", "9223372036854775807")
        .with("BOOLEAN", "1", "0", "2", "'yes'")
        .with("REAL", "0.1", "9e999", "-9e999", "1e308", "-0.0", "1")
        .with("REAL", "'text'", "x'00'")
        .with("NUMERIC", "12", "12.5")
        .mixed("NUMERIC", "'1e400'", "9007199254740993")
        .with("DECIMAL(10,2)", "12.50", "'0.1'", "'x'")
        .with(
            "TEXT",
            "''",
            "' a '",
            "'Zoë 😀'",
            "replace(hex(zeroblob(500000)), '00', 'xy')",
            "x'ff'")
        .with("TEXT", "'12345678901234567890.10'", "1.50")
        .with("VARCHAR(5)", "'longer than five'")
        .with("BLOB", "x''", "x'00ff10'", "zeroblob(1000000)", "'text'", "1", "1.5")
        .with("DATE", "'2024-02-29'", "20240229", "2460369.5")
        .with("DATETIME", "'2024-02-29 12:00:00.123456789'", "1709208000000")
        .with("TIMESTAMP", "'2024-02-29T12:00:00Z'")
        .with("JSON", "'{\"b\":1, \"a\":  [1]}'", "'1'")
        .with("UUID", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'")
        .mixed("", "'1'", "1.5", "x'31'");
  }

  /** With the class of what is stored. */
  @Override
  String text(String column, String type) {
    return "typeof(" + column + ") || ' ' || quote(" + column + ")";
  }

  @Test
  void isOnThePage() throws IOException, SQLException {
    requireOnPage();
  }
}
