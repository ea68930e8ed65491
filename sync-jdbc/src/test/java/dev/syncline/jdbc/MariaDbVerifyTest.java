package dev.syncline.jdbc;

class MariaDbVerifyTest extends MariaDbVerifyContract {
  MariaDbVerifyTest() {
    super(TestDatabase.mariaDb());
  }
}
