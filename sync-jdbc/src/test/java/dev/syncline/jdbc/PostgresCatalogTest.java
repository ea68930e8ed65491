package dev.syncline.jdbc;

class PostgresCatalogTest extends CatalogContract {
  PostgresCatalogTest() {
    super(TestDatabase.postgres());
  }
}
