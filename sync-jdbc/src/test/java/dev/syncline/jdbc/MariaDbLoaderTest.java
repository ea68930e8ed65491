package dev.syncline.jdbc;

class MariaDbLoaderTest extends JdbcLoaderContract {
  MariaDbLoaderTest() {
    super(TestDatabase.mariaDb(), Keys.PRIMARY);
  }

  @Override
  String generatedId() {
    return "row_no BIGINT AUTO_INCREMENT PRIMARY KEY";
  }
}
