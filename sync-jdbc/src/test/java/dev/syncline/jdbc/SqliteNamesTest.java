package dev.syncline.jdbc;

class SqliteNamesTest extends NamesContract {
  SqliteNamesTest() {
    super(TestDatabase.sqlite(), "naïve 😀");
  }

  @Override
  String longText() {
    return "replace(hex(zeroblob(500000)), '0', 'x')";
  }
}
