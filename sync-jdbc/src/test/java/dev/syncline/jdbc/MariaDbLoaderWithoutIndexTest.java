package dev.syncline.jdbc;

class MariaDbLoaderWithoutIndexTest extends JdbcLoaderContract {
  MariaDbLoaderWithoutIndexTest() {
    super(TestDatabase.mariaDb(), Keys.GENERATED);
  }

  @Override
  String generatedId() {
    return "row_no BIGINT AUTO_INCREMENT PRIMARY KEY";
  }
}
