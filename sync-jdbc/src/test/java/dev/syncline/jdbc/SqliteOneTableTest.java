package dev.syncline.jdbc;

class SqliteOneTableTest extends OneTableContract {
  SqliteOneTableTest() {
    super(TestDatabase.sqlite());
  }
}
