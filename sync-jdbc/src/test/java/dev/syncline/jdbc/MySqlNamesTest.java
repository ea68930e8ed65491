package dev.syncline.jdbc;

class MySqlNamesTest extends NamesContract {
  MySqlNamesTest() {
    super(TestDatabase.mySql());
  }

  @Override
  String textType() {
    return "LONGTEXT";
  }
}
