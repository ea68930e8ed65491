package dev.syncline.jdbc;

class MariaDbCatalogTest extends CatalogContract {
  MariaDbCatalogTest() {
    super(TestDatabase.mariaDb());
  }
}
