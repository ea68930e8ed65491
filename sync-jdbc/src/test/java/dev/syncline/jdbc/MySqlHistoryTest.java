package dev.syncline.jdbc;

class MySqlHistoryTest extends HistoryContract {
  MySqlHistoryTest() {
    super(TestDatabase.mySql());
  }

  @Override
  String withoutIndex() {
    return "DROP INDEX one_each ON people_history";
  }
}
