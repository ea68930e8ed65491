package dev.syncline.api.config;

import java.time.Clock;

/** What a component may ask of the place it runs in. Safe for use by several threads. */
public interface ComponentContext {

  /** The name of the sync, or of the connection, that the component is made for; for messages. */
  String name();

  /** The clock of the engine; components take the time from nowhere else. */
  Clock clock();

  /**
   * An open connection. Connections belong to the engine, are shared by all its syncs and are
   * closed by it.
   *
   * @throws dev.syncline.api.error.ConfigurationException if there is no connection of this name,
   *     or if it is not of this kind; the message names the nearest right name
   */
  <T extends Connection> T connection(String connectionName, Class<T> kind);
}
