package dev.syncline.jdbc;

class H2DynamicTablesTest extends DynamicTablesContract {
  H2DynamicTablesTest() {
    super(TestDatabase.h2File());
  }
}
