package dev.syncline.core.wiring;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.config.Provider;
import dev.syncline.api.error.ConfigurationException;
import java.util.Map;
import java.util.TreeMap;

/** The providers of one kind, by type. */
final class Providers<P extends Provider<?>> {
  private final String kind;
  private final Map<String, P> byType = new TreeMap<>();

  /**
   * @param kind what they make, for messages
   * @param found all that ServiceLoader finds
   */
  Providers(String kind, Iterable<P> found) {
    this.kind = kind;
    for (P provider : found) {
      P other = byType.put(provider.type(), provider);
      if (other != null) {
        throw new ConfigurationException(
            "two "
                + kind
                + " providers of type '"
                + provider.type()
                + "': "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName()
                + "; keep one of them on the class path");
      }
    }
  }

  /**
   * The provider of a type.
   *
   * @param config what names the type, if it comes from a file
   */
  P of(String type, ComponentConfig config) {
    P provider = byType.get(type);
    if (provider == null) {
      var place = config.locationOf("type");
      throw new ConfigurationException(
          place.file().isEmpty() ? null : place,
          "no "
              + kind
              + " of type '"
              + type
              + "'"
              + (byType.isEmpty()
                  ? "; add the module that brings it to the class path"
                  : Nearest.hint(type, byType.keySet())));
    }
    return provider;
  }
}
