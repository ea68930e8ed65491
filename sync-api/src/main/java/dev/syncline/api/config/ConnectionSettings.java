package dev.syncline.api.config;

/** Anything that an engine takes as a connection: the builders of connectors implement it. */
@FunctionalInterface
public interface ConnectionSettings {

  /** The connection as data. */
  ConnectionSpec toSpec();

  /** The same connection with limits, which all syncs of an engine share that use it. */
  default ConnectionSettings limits(RequestLimits limits) {
    return () -> {
      ConnectionSpec spec = toSpec();
      return new ConnectionSpec(spec.type(), spec.config(), limits);
    };
  }
}
