package dev.syncline.jdbc;

class MariaDbDynamicTablesTest extends DynamicTablesContract {
  MariaDbDynamicTablesTest() {
    super(TestDatabase.mariaDb());
  }
}
