package dev.syncline.jdbc;

class SqliteCatalogTest extends CatalogContract {
  SqliteCatalogTest() {
    super(TestDatabase.sqlite());
  }
}
