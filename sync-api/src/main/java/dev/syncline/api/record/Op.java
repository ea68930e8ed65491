package dev.syncline.api.record;

/** What the source says of a record. */
public enum Op {
  /** The record exists in this form; whether it is new, the engine finds out. */
  UPSERT,
  /** The record was deleted (a tombstone); only the key fields need values. */
  DELETE
}
