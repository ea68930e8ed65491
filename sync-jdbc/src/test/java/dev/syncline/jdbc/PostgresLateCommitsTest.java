package dev.syncline.jdbc;

class PostgresLateCommitsTest extends LateCommitsContract {
  PostgresLateCommitsTest() {
    super(TestDatabase.postgres());
  }
}
