package dev.syncline.api.config;

/** Anything that an engine takes as a connection: the builders of connectors implement it. */
@FunctionalInterface
public interface ConnectionSettings {

  /** The connection as data. */
  ConnectionSpec toSpec();
}
