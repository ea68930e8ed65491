package dev.syncline.jdbc;

import dev.syncline.api.record.LogicalType;

class PostgresExtractorTest extends JdbcExtractorContract {
  PostgresExtractorTest() {
    super(TestDatabase.postgres(), LogicalType.TIMESTAMP);
  }
}
