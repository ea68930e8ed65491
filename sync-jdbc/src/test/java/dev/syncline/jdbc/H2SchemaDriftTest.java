package dev.syncline.jdbc;

class H2SchemaDriftTest extends SchemaDriftContract {
  H2SchemaDriftTest() {
    super(TestDatabase.h2File());
  }
}
