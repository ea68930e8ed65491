package dev.syncline.jdbc;

class SqliteQueriesTest extends QueriesTest {
  SqliteQueriesTest() {
    super(TestDatabase.sqlite());
  }

  @Override
  String endless() {
    return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) AS id FROM n";
  }

  @Override
  String wideRows(int rows) {
    return "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < "
        + rows
        + ") SELECT id, hex(zeroblob(50000)) AS wide FROM n";
  }
}
