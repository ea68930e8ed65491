package dev.syncline.jdbc;

class MariaDbLateCommitsTest extends LateCommitsContract {
  MariaDbLateCommitsTest() {
    super(TestDatabase.mariaDb());
  }
}
