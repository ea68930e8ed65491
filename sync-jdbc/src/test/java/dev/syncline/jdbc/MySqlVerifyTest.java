package dev.syncline.jdbc;

class MySqlVerifyTest extends MariaDbVerifyContract {
  MySqlVerifyTest() {
    super(TestDatabase.mySql());
  }
}
