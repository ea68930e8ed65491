package dev.syncline.jdbc;

class MySqlLateCommitsTest extends LateCommitsContract {
  MySqlLateCommitsTest() {
    super(TestDatabase.mySql());
  }
}
