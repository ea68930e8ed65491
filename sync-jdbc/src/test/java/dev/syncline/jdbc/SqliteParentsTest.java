package dev.syncline.jdbc;

class SqliteParentsTest extends ParentsContract {
  SqliteParentsTest() {
    super(TestDatabase.sqlite());
  }

  @Override
  String generatedId() {
    return "INTEGER PRIMARY KEY AUTOINCREMENT";
  }
}
