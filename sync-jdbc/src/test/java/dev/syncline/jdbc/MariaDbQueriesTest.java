package dev.syncline.jdbc;

class MariaDbQueriesTest extends QueriesTest {
  MariaDbQueriesTest() {
    super(TestDatabase.mariaDb());
  }

  @Override
  String endless() {
    return "SELECT COUNT(*) AS id FROM seq_1_to_10000000 a, seq_1_to_10000000 b WHERE a.seq + b.seq < 0";
  }

  @Override
  String wideRows(int rows) {
    return "SELECT seq AS id, REPEAT('x', 100000) AS wide FROM seq_1_to_" + rows;
  }
}
