package dev.syncline.core.definition;

/** How a run finds out what changed. */
public enum DeltaStrategy {
  /**
   * Reads everything and compares the values themselves, field by field; exact, knows which fields
   * changed, and keeps the written values in the state.
   */
  FULL,
  /** Reads everything and compares hashes. */
  HASH,
  /** Reads what has a row version at or after the cursor. */
  ROWVERSION,
  /** Reads what has a timestamp at or after the cursor. */
  TIMESTAMP;

  /** Whether it reads by a cursor, which the source then needs. */
  public boolean byCursor() {
    return this == ROWVERSION || this == TIMESTAMP;
  }
}
