package dev.syncline.jdbc;

class PostgresDynamicTablesTest extends DynamicTablesContract {
  PostgresDynamicTablesTest() {
    super(TestDatabase.postgres());
  }
}
