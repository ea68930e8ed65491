package dev.syncline.jdbc;

class MariaDbQueriesTest extends QueriesTest {
  MariaDbQueriesTest() {
    super(TestDatabase.mariaDb());
  }

  @Override
  String wideRows(int rows) {
    return "SELECT seq AS id, REPEAT('x', 100000) AS wide FROM seq_1_to_" + rows;
  }
}
