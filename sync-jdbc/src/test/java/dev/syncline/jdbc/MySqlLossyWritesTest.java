package dev.syncline.jdbc;

/** The same by MySQL Connector/J, which tells other lengths of the same columns. */
class MySqlLossyWritesTest extends MariaDbLossyWritesContract {
  MySqlLossyWritesTest() {
    super(TestDatabase.mySqlThatCuts());
  }
}
