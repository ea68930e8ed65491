package dev.syncline.jdbc;

class MySqlSchemaDriftTest extends SchemaDriftContract {
  MySqlSchemaDriftTest() {
    super(TestDatabase.mySql());
  }

  @Override
  String type(String column, String type) {
    return "MODIFY COLUMN " + column + " " + type;
  }
}
