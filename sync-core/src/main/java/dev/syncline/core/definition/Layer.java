package dev.syncline.core.definition;

/** The five layers of a normalization. */
public enum Layer {
  /** Values get another type: truth values, texts, bytes, ids. */
  TYPES,
  /** Texts are cleaned. */
  STRINGS,
  /** Numbers are read and rounded. */
  NUMBERS,
  /** Dates and times are read. */
  DATES,
  /** Values are replaced by others. */
  VALUES
}
