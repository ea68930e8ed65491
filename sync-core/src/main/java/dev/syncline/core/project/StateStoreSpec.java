package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import java.util.Objects;

/**
 * What a project says of its state store.
 *
 * @param type the type of the {@link dev.syncline.api.state.StateStoreProvider}
 * @param config its settings
 */
public record StateStoreSpec(String type, ComponentConfig config) {

  /** Refuses missing parts. */
  public StateStoreSpec {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(config, "config");
  }
}
