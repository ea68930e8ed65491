package dev.syncline.core.verify;

import java.util.Locale;

/** In what source, record state and destination disagree. */
public enum DriftKind {
  /** The source has the record, the destination does not. */
  MISSING("missing at the destination"),
  /** The destination still has a record of ours that is gone at the source. */
  EXTRA("extra at the destination"),
  /** Both have the record, with other values. */
  DIFFERENT("different"),
  /** The destination has a record more than once; this is one of the further ones. */
  DOUBLED("doubled at the destination"),
  /** The destination is right, and what is remembered of the record is not. */
  STATE("remembered wrongly");

  private final String words;

  DriftKind(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  /** As JSON has it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
