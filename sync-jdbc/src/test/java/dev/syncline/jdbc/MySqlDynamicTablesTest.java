package dev.syncline.jdbc;

class MySqlDynamicTablesTest extends DynamicTablesContract {
  MySqlDynamicTablesTest() {
    super(TestDatabase.mySql());
  }
}
