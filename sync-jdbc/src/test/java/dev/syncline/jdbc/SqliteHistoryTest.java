package dev.syncline.jdbc;

class SqliteHistoryTest extends HistoryContract {
  SqliteHistoryTest() {
    super(TestDatabase.sqlite());
  }

  @Override
  String number() {
    return "rowid";
  }
}
