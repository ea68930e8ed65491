package dev.syncline.jdbc;

class H2NamesTest extends NamesContract {
  H2NamesTest() {
    super(TestDatabase.h2(), "naïve 😀");
  }

  @Override
  String textType() {
    return "VARCHAR";
  }
}
