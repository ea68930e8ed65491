package dev.syncline.jdbc;

class MySqlRowRulesTest extends MariaDbRowRulesContract {
  MySqlRowRulesTest() {
    super(TestDatabase.mySql());
  }
}
