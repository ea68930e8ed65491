package dev.syncline.jdbc;

class MariaDbSchemaDriftTest extends SchemaDriftContract {
  MariaDbSchemaDriftTest() {
    super(TestDatabase.mariaDb());
  }

  @Override
  String type(String column, String type) {
    return "MODIFY COLUMN " + column + " " + type;
  }
}
