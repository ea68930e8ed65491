package dev.syncline.jdbc;

class H2CatalogTest extends CatalogContract {
  H2CatalogTest() {
    super(TestDatabase.h2File());
  }
}
