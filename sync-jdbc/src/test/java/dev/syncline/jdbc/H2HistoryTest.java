package dev.syncline.jdbc;

class H2HistoryTest extends HistoryContract {
  H2HistoryTest() {
    super(TestDatabase.h2());
  }
}
