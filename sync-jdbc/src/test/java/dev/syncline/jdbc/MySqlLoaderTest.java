package dev.syncline.jdbc;

class MySqlLoaderTest extends JdbcLoaderContract {
  MySqlLoaderTest() {
    super(TestDatabase.mySql(), Keys.GENERATED_AND_UNIQUE);
  }

  @Override
  String generatedId() {
    return "row_no BIGINT AUTO_INCREMENT PRIMARY KEY";
  }
}
