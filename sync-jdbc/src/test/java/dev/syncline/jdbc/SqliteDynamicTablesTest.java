package dev.syncline.jdbc;

class SqliteDynamicTablesTest extends DynamicTablesContract {
  SqliteDynamicTablesTest() {
    super(TestDatabase.sqlite());
  }

  @Override
  boolean widens() {
    return false;
  }
}
