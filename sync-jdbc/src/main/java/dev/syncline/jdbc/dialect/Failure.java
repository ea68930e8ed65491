package dev.syncline.jdbc.dialect;

/** What an SQL error means for us. */
public enum Failure {
  /** Trying again may help: a lock, a lost connection, a limit. */
  RETRYABLE,
  /** One row is to blame: its values break a rule of the table. */
  ROW,
  /** Trying again does not help: a missing table, a refused right. */
  PERMANENT
}
