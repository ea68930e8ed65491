package dev.syncline.jdbc;

class MariaDbHistoryTest extends HistoryContract {
  MariaDbHistoryTest() {
    super(TestDatabase.mariaDb());
  }

  @Override
  String withoutIndex() {
    return "DROP INDEX one_each ON people_history";
  }
}
