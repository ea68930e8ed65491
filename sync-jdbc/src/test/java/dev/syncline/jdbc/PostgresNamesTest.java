package dev.syncline.jdbc;

class PostgresNamesTest extends NamesContract {
  PostgresNamesTest() {
    super(TestDatabase.postgres(), "naïve 😀");
  }
}
