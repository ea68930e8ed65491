package dev.syncline.jdbc;

import dev.syncline.api.record.LogicalType;

class H2ExtractorTest extends JdbcExtractorContract {
  H2ExtractorTest() {
    super(TestDatabase.h2(), LogicalType.LOCAL_TIMESTAMP);
  }
}
