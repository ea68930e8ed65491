package dev.syncline.jdbc;

class SqliteLoaderWithoutIndexTest extends JdbcLoaderContract {
  SqliteLoaderWithoutIndexTest() {
    super(TestDatabase.sqlite(), Keys.GENERATED);
  }

  @Override
  String generatedId() {
    return "row_no INTEGER PRIMARY KEY AUTOINCREMENT";
  }
}
