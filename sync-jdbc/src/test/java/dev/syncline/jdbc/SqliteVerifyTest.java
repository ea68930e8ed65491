package dev.syncline.jdbc;

class SqliteVerifyTest extends VerifyContract {
  SqliteVerifyTest() {
    super(TestDatabase.sqlite());
  }

  @Override
  String generatedId() {
    return "row_id INTEGER PRIMARY KEY AUTOINCREMENT";
  }

  @Override
  String plainColumns() {
    return "price DECIMAL(10, 2), active BOOLEAN, stamp TEXT, born DATE, raw BLOB";
  }

  @Override
  String awkwardColumns() {
    return "ratio REAL, doc TEXT, tag TEXT, padded CHAR(8), amount TEXT, wide TEXT";
  }

  @Override
  boolean digests() {
    return false;
  }
}
