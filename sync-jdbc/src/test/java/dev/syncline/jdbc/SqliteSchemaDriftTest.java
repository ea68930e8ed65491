package dev.syncline.jdbc;

class SqliteSchemaDriftTest extends SchemaDriftContract {
  SqliteSchemaDriftTest() {
    super(TestDatabase.sqlite());
  }

  /** A type cannot be altered, and means little. */
  @Override
  boolean altersTypes() {
    return false;
  }
}
