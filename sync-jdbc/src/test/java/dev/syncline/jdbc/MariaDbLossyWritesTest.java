package dev.syncline.jdbc;

class MariaDbLossyWritesTest extends MariaDbLossyWritesContract {
  MariaDbLossyWritesTest() {
    super(TestDatabase.mariaDbThatCuts());
  }
}
