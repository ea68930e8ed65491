package dev.syncline.jdbc.provider;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StateStoreProvider;
import dev.syncline.jdbc.SqliteStateStore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Makes state stores of type {@code sqlite} from the setting {@code path}. */
public final class SqliteStateStoreProvider implements StateStoreProvider {
  private static final Options OPTIONS =
      Options.of(
          Option.required("path", Shape.TEXT, "the file of the state, such as sync-state.db"));

  @Override
  public String type() {
    return "sqlite";
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public StateStore create(ComponentConfig config, ComponentContext context) {
    config.allow(OPTIONS.names());
    try {
      return SqliteStateStore.at(Path.of(config.string("path")), context.clock());
    } catch (InvalidPathException e) {
      throw config.error("path", "'path' is not a path: " + e.getReason());
    }
  }
}
