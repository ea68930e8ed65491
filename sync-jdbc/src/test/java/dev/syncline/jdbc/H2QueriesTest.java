package dev.syncline.jdbc;

class H2QueriesTest extends QueriesTest {
  H2QueriesTest() {
    super(TestDatabase.h2());
  }

  @Override
  String endless() {
    return "SELECT COUNT(*) AS id FROM SYSTEM_RANGE(1, 10000000) a, SYSTEM_RANGE(1, 10000000) b"
        + " WHERE a.x + b.x < 0";
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
