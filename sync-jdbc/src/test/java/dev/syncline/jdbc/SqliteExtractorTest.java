package dev.syncline.jdbc;

import dev.syncline.api.record.LogicalType;
import java.util.EnumSet;
import java.util.Set;

class SqliteExtractorTest extends JdbcExtractorContract {
  SqliteExtractorTest() {
    super(TestDatabase.sqlite(), LogicalType.INTEGER);
  }

  /** SQLite stores nothing else. */
  @Override
  protected Set<LogicalType> types() {
    return EnumSet.of(
        LogicalType.BOOLEAN,
        LogicalType.INTEGER,
        LogicalType.FLOAT,
        LogicalType.STRING,
        LogicalType.BYTES);
  }
}
