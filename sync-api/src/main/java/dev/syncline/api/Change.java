package dev.syncline.api;

/** What has to happen at the destination for one record. */
public enum Change {
  /** The destination does not hold the record yet. */
  INSERT,
  /** The destination holds an older version. */
  UPDATE,
  /** The record is gone at the source and must go at the destination. */
  DELETE,
  /** The destination already holds this version: nothing is sent. */
  UNCHANGED
}
