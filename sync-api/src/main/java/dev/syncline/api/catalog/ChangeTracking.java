package dev.syncline.api.catalog;

/** How changes of an entity are found, as its system says. */
public enum ChangeTracking {
  /** All records are read, and compared value by value. */
  FULL,
  /** All records are read, and compared by their hashes. */
  HASH,
  /** Records with a newer row version are read. */
  ROWVERSION,
  /** Records with a later timestamp are read. */
  TIMESTAMP
}
