package dev.syncline.jdbc;

class MariaDbRowRulesTest extends MariaDbRowRulesContract {
  MariaDbRowRulesTest() {
    super(TestDatabase.mariaDb());
  }
}
