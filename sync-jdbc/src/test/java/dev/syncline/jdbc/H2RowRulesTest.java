package dev.syncline.jdbc;

class H2RowRulesTest extends RowRulesTest {
  H2RowRulesTest() {
    super(TestDatabase.h2());
  }
}
