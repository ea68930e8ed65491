package dev.syncline.core.memory;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Options;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StateStoreProvider;

/** Makes the state store of type {@code memory}, which has no settings. */
public final class InMemoryStateStoreProvider implements StateStoreProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public InMemoryStateStoreProvider() {}

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public Options options() {
    return Options.of();
  }

  @Override
  public StateStore create(ComponentConfig config, ComponentContext context) {
    config.allow();
    return InMemoryStateStore.create(context.clock());
  }
}
