package dev.syncline.jdbc;

class SqliteHistoryTest extends HistoryContract {
  SqliteHistoryTest() {
    super(TestDatabase.sqlite());
  }

  @Override
  String number() {
    return "rowid";
  }

  /** To SQLite a declared length means nothing. */
  @Override
  long tooLong() {
    return 0;
  }
}
