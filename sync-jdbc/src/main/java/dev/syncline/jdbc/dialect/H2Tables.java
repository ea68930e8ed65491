package dev.syncline.jdbc.dialect;

/** Tables of H2. */
final class H2Tables extends TableSql {
  H2Tables(Dialect dialect) {
    super(dialect);
  }

  /** MERGE INTO sets all columns. */
  @Override
  public boolean upsertsInPart() {
    return false;
  }
}
