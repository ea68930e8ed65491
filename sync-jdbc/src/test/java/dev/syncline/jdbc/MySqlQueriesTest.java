package dev.syncline.jdbc;

class MySqlQueriesTest extends QueriesTest {
  MySqlQueriesTest() {
    super(TestDatabase.mySql());
  }

  @Override
  String wideRows(int rows) {
    return "SELECT seq AS id, REPEAT('x', 100000) AS wide FROM seq_1_to_" + rows;
  }
}
