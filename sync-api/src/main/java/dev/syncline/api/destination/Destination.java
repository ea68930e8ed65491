package dev.syncline.api.destination;

/** Anything that a definition takes as its destination: connectors' builders implement it. */
@FunctionalInterface
public interface Destination {

  /** The destination as data. */
  DestinationSpec toSpec();
}
