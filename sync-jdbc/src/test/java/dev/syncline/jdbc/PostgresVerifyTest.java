package dev.syncline.jdbc;

class PostgresVerifyTest extends VerifyContract {
  PostgresVerifyTest() {
    super(TestDatabase.postgres());
  }

  @Override
  String generatedId() {
    return "row_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";
  }

  @Override
  String plainColumns() {
    return "price DECIMAL(10, 2), active BOOLEAN, stamp TIMESTAMPTZ, born DATE, raw BYTEA";
  }

  @Override
  String awkwardColumns() {
    return "ratio REAL, doc JSONB, tag UUID, padded CHAR(8), amount NUMERIC(10, 2), wide DOUBLE PRECISION";
  }

  @Override
  boolean digests() {
    return true;
  }

  @Override
  String bytes(String hex) {
    return "'\\x" + hex + "'";
  }
}
