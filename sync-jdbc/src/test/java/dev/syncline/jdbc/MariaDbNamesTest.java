package dev.syncline.jdbc;

class MariaDbNamesTest extends NamesContract {
  MariaDbNamesTest() {
    super(TestDatabase.mariaDb());
  }

  @Override
  String textType() {
    return "LONGTEXT";
  }
}
