package dev.syncline.jdbc;

class PostgresQueriesTest extends QueriesTest {
  PostgresQueriesTest() {
    super(TestDatabase.postgres());
  }

  @Override
  String endless() {
    return "SELECT 1 AS id FROM pg_sleep(3600)";
  }

  @Override
  String wideRows(int rows) {
    return "SELECT i AS id, repeat('x', 100000) AS wide FROM generate_series(1, " + rows + ") i";
  }
}
