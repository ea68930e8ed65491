package dev.syncline.jdbc;

class MySqlCatalogTest extends CatalogContract {
  MySqlCatalogTest() {
    super(TestDatabase.mySql());
  }
}
