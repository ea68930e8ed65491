package dev.syncline.api.source;

/** Anything that a definition takes as its source: the builders of connectors implement it. */
@FunctionalInterface
public interface Source {

  /** The source as data. */
  SourceSpec toSpec();
}
