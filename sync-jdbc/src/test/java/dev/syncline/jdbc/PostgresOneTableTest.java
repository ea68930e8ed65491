package dev.syncline.jdbc;

class PostgresOneTableTest extends OneTableContract {
  PostgresOneTableTest() {
    super(TestDatabase.postgres());
  }
}
