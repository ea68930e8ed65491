package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.api.config.Nearest;
import java.util.Map;
import java.util.Optional;

/** Of which type a section is that names a connection. */
final class ConnectionTypes {
  private final Map<String, ConnectionSpec> connections;

  ConnectionTypes(Map<String, ConnectionSpec> connections) {
    this.connections = connections;
  }

  /**
   * The type that a section names, or that of its connection.
   *
   * @throws dev.syncline.api.error.ConfigurationException if neither is known
   */
  String of(ComponentConfig section) {
    var connection = section.optionalString("connection");
    if (connection.isPresent() && !connections.containsKey(connection.get())) {
      throw section.error(
          "connection",
          "there is no connection '"
              + connection.get()
              + "'"
              + (connections.isEmpty()
                  ? "; write it under 'connections'"
                  : Nearest.hint(connection.get(), connections.keySet())));
    }
    String type =
        section
            .optionalString("type")
            .or(() -> connection.flatMap(this::typeOf))
            .orElseThrow(
                () -> section.error("type", "a 'connection' or a 'type' must say what this is"));
    if (type.equals("local")) {
      throw section.error(
          "type", "'local' is for components made in code; name the type of a provider");
    }
    return type;
  }

  private Optional<String> typeOf(String connection) {
    return Optional.ofNullable(connections.get(connection)).map(ConnectionSpec::type);
  }
}
