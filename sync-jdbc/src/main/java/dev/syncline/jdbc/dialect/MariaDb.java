package dev.syncline.jdbc.dialect;

/** MariaDB, by its own driver; by MySQL Connector/J it looks like MySQL and is served as that. */
final class MariaDb extends MySql {

  @Override
  public String name() {
    return "MariaDB";
  }

  @Override
  public boolean serves(String product) {
    return product.equals("MariaDB");
  }

  /** JSON is text here, and kept as it is. */
  @Override
  public StoredForm stored(ColumnMeta column) {
    return column.typeName().equals("json") ? StoredForm.PLAIN : super.stored(column);
  }
}
