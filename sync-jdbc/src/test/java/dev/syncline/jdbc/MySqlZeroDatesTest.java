package dev.syncline.jdbc;

class MySqlZeroDatesTest extends ZeroDatesContract {
  MySqlZeroDatesTest() {
    super(TestDatabase.mySql());
  }
}
