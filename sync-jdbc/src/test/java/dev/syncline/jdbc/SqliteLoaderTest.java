package dev.syncline.jdbc;

class SqliteLoaderTest extends JdbcLoaderContract {
  SqliteLoaderTest() {
    super(TestDatabase.sqlite(), Keys.PRIMARY);
  }

  @Override
  String generatedId() {
    return "row_no INTEGER PRIMARY KEY AUTOINCREMENT";
  }
}
