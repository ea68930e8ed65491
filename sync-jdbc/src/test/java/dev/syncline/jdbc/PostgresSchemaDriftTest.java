package dev.syncline.jdbc;

class PostgresSchemaDriftTest extends SchemaDriftContract {
  PostgresSchemaDriftTest() {
    super(TestDatabase.postgres());
  }
}
