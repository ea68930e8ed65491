package dev.syncline.jdbc;

import dev.syncline.api.record.LogicalType;

class MySqlExtractorTest extends JdbcExtractorContract {
  MySqlExtractorTest() {
    super(TestDatabase.mySql(), LogicalType.LOCAL_TIMESTAMP);
  }
}
