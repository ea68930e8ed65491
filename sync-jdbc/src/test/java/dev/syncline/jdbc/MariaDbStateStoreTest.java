package dev.syncline.jdbc;

class MariaDbStateStoreTest extends JdbcStateContract {
  MariaDbStateStoreTest() {
    super(TestDatabase.mariaDb());
  }
}
