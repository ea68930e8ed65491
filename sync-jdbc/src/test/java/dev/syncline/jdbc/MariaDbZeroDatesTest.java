package dev.syncline.jdbc;

class MariaDbZeroDatesTest extends ZeroDatesContract {
  MariaDbZeroDatesTest() {
    super(TestDatabase.mariaDb());
  }
}
