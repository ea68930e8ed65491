package dev.syncline.jdbc;

class PostgresStateStoreTest extends JdbcStateContract {
  PostgresStateStoreTest() {
    super(TestDatabase.postgres());
  }
}
