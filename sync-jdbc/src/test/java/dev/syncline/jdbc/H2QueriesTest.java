package dev.syncline.jdbc;

class H2QueriesTest extends QueriesTest {
  H2QueriesTest() {
    super(TestDatabase.h2());
  }

  @Override
  String wideRows(int rows) {
    return "SELECT x AS id, REPEAT(CHAR(65 + MOD(x, 26)), 100000) AS wide FROM SYSTEM_RANGE(1, "
        + rows
        + ")";
  }

  @Override
  String id() {
    return "ID";
  }

  @Override
  String version() {
    return "VERSION";
  }
}
