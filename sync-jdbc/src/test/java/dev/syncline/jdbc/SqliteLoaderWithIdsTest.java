package dev.syncline.jdbc;

class SqliteLoaderWithIdsTest extends JdbcLoaderContract {
  SqliteLoaderWithIdsTest() {
    super(TestDatabase.sqlite(), Keys.GENERATED_AND_UNIQUE);
  }

  @Override
  String generatedId() {
    return "row_no INTEGER PRIMARY KEY AUTOINCREMENT";
  }
}
