package dev.syncline.jdbc;

class H2VerifyTest extends VerifyContract {
  H2VerifyTest() {
    super(TestDatabase.h2());
  }

  @Override
  String generatedId() {
    return "row_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";
  }

  @Override
  String plainColumns() {
    return "price DECIMAL(10, 2), active BOOLEAN, stamp TIMESTAMP(6) WITH TIME ZONE, born DATE, raw BINARY(2)";
  }

  @Override
  String awkwardColumns() {
    return "ratio REAL, doc JSON, tag VARCHAR(36), padded CHAR(8), amount DECIMAL(10, 2), wide DOUBLE PRECISION";
  }

  @Override
  boolean digests() {
    return false;
  }

  @Override
  String documentSuffix() {
    return " FORMAT JSON";
  }
}
