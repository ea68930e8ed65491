package dev.syncline.jdbc;

import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SqliteRowRulesTest extends RowRulesTest {
  SqliteRowRulesTest() {
    super(TestDatabase.sqlite());
  }

  /** SQLite takes any number into any column; what its affinity would damage is refused. */
  @Override
  @Test
  void numbersThatDoNotFitAreRefused() {
    refuses("INTEGER", LogicalType.STRING, "007", "TEXT");
    refuses("NUMERIC", LogicalType.STRING, "1e3", "TEXT");
    refuses("REAL", LogicalType.DECIMAL, new BigDecimal("0.12345678901234567890"), "exactly");
    refuses(
        "DECIMAL(6,2)", LogicalType.DECIMAL, new BigDecimal("99999999999999999999.5"), "exactly");
    refuses("REAL", LogicalType.FLOAT, Double.NaN, "NaN");
    takes("DECIMAL(6,2)", LogicalType.DECIMAL, new BigDecimal("12.50"));
    takes("TEXT", LogicalType.DECIMAL, new BigDecimal("0.12345678901234567890"));
    takes("INTEGER", LogicalType.STRING, "12");
    takes("INTEGER", LogicalType.STRING, "twelve");
  }

  /** SQLite has no lengths. */
  @Override
  @Test
  void textsThatDoNotFitAreRefused() {
    refuses("VARCHAR(5)", LogicalType.STRING, "a\uD83D", "half of a character");
    takes("VARCHAR(5)", LogicalType.STRING, "longer than five");
  }

  /** SQLite keeps times as text. */
  @Override
  @Test
  void timesThatDoNotFitAreRefused() {
    takes(
        "TIMESTAMP(3)",
        LogicalType.LOCAL_TIMESTAMP,
        java.time.LocalDateTime.parse("2024-01-01T00:00:00.123456789"));
  }
}
