package dev.syncline.jdbc;

class PostgresHistoryTest extends HistoryContract {
  PostgresHistoryTest() {
    super(TestDatabase.postgres());
  }
}
