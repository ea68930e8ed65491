package dev.syncline.jdbc;

class MySqlEveryTypeTest extends MariaDbEveryTypeContract {
  MySqlEveryTypeTest() {
    super(TestDatabase.mySql());
  }
}
