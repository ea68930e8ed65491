package dev.syncline.jdbc;

/** MariaDB and MySQL have the same types. */
abstract class MariaDbVerifyContract extends VerifyContract {
  MariaDbVerifyContract(TestDatabase database) {
    super(database);
  }

  @Override
  String generatedId() {
    return "row_id BIGINT AUTO_INCREMENT PRIMARY KEY";
  }

  @Override
  String plainColumns() {
    return "price DECIMAL(10, 2), active TINYINT(1), stamp TIMESTAMP(6) NULL, born DATE, raw VARBINARY(2)";
  }

  @Override
  String awkwardColumns() {
    return "ratio FLOAT, doc JSON, tag CHAR(36), padded CHAR(8), amount DECIMAL(10, 2), wide DOUBLE";
  }

  @Override
  boolean digests() {
    return true;
  }

  @Override
  String zone() {
    return "";
  }
}
