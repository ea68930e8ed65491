package dev.syncline.jdbc;

class H2StateStoreTest extends JdbcStateContract {
  H2StateStoreTest() {
    super(TestDatabase.h2File());
  }
}
