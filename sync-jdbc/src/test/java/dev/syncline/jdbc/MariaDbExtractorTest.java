package dev.syncline.jdbc;

import dev.syncline.api.record.LogicalType;

class MariaDbExtractorTest extends JdbcExtractorContract {
  MariaDbExtractorTest() {
    super(TestDatabase.mariaDb(), LogicalType.TIMESTAMP);
  }
}
