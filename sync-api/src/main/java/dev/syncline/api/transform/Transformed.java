package dev.syncline.api.transform;

import dev.syncline.api.record.SyncRecord;

/** What a {@link Transformer} says of a record. */
public sealed interface Transformed {

  /** The record goes on in this form. */
  record Kept(SyncRecord record) implements Transformed {}

  /** The record is dropped on purpose, and counted. */
  record Filtered(String reason) implements Transformed {}

  /** The record is bad and becomes a dead letter. */
  record Rejected(String reason) implements Transformed {}
}
