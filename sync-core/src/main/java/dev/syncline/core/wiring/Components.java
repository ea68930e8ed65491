package dev.syncline.core.wiring;

import dev.syncline.api.catalog.Catalog;
import dev.syncline.api.catalog.CatalogProvider;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Connection;
import dev.syncline.api.config.ConnectionProvider;
import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderProvider;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ExtractorProvider;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StateStoreProvider;
import dev.syncline.api.transform.Transformer;
import dev.syncline.api.transform.TransformerProvider;
import dev.syncline.api.validate.Validator;
import dev.syncline.api.validate.ValidatorProvider;
import dev.syncline.core.definition.Constraint;
import dev.syncline.core.definition.TransformSpec;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Makes the components of runs. Connections are opened when they are asked for first, shared by all
 * runs and closed with this.
 *
 * <p>Safe for use by several threads.
 */
public final class Components implements AutoCloseable {
  private final Providers<ExtractorProvider> extractors =
      new Providers<>("source", ServiceLoader.load(ExtractorProvider.class));
  private final Providers<LoaderProvider> loaders =
      new Providers<>("destination", ServiceLoader.load(LoaderProvider.class));
  private final Providers<TransformerProvider> transformers =
      new Providers<>("transformer", ServiceLoader.load(TransformerProvider.class));
  private final Providers<ValidatorProvider> validators =
      new Providers<>("validator", ServiceLoader.load(ValidatorProvider.class));
  private final Providers<StateStoreProvider> stateStores =
      new Providers<>("state store", ServiceLoader.load(StateStoreProvider.class));
  private final Providers<ConnectionProvider> connectionProviders =
      new Providers<>("connection", ServiceLoader.load(ConnectionProvider.class));
  private final Providers<CatalogProvider> catalogs =
      new Providers<>("catalog", ServiceLoader.load(CatalogProvider.class));
  private final Map<String, ConnectionSpec> specs;
  private final Map<String, Connection> opened = new LinkedHashMap<>();
  private final Clock clock;

  /** Components over these connections. */
  public Components(Map<String, ConnectionSpec> specs, Clock clock) {
    this.specs = Map.copyOf(specs);
    this.clock = clock;
  }

  /** The extractor of a sync. */
  public Extractor extractor(String sync, SourceSpec spec) {
    if (spec.local().isPresent()) {
      return spec.local().get().get();
    }
    return extractors.of(spec.type(), spec.config()).create(spec.config(), new Context(sync));
  }

  /** The loader of a sync. */
  public Loader loader(String sync, DestinationSpec spec) {
    if (spec.local().isPresent()) {
      return spec.local().get().get();
    }
    return loaders.of(spec.type(), spec.config()).create(spec.config(), new Context(sync));
  }

  /** A transformer of a sync. */
  public Transformer transformer(String sync, TransformSpec spec) {
    return spec.local()
        .orElseGet(
            () ->
                transformers
                    .of(spec.type(), spec.config())
                    .create(spec.config(), new Context(sync)));
  }

  /** A validator of a sync. */
  public Validator validator(String sync, Constraint.Custom custom) {
    return custom
        .local()
        .orElseGet(
            () ->
                validators
                    .of(custom.type(), custom.config())
                    .create(custom.config(), new Context(sync)));
  }

  /**
   * A catalog.
   *
   * @param name what messages call it
   */
  public Catalog catalog(String name, String type, ComponentConfig config) {
    return catalogs.of(type, config).create(config, new Context(name));
  }

  /** A state store. */
  public StateStore stateStore(String type, ComponentConfig config) {
    return stateStores.of(type, config).create(config, new Context("state store"));
  }

  /** A connection, opened if it is not yet. */
  public synchronized Connection connection(String name) {
    Connection open = opened.get(name);
    if (open == null) {
      ConnectionSpec spec = specs.get(name);
      if (spec == null) {
        throw new ConfigurationException(
            "no connection '"
                + name
                + "'"
                + (specs.isEmpty()
                    ? "; give it to the engine's builder or list it under 'connections'"
                    : Nearest.hint(name, specs.keySet())));
      }
      open =
          connectionProviders
              .of(spec.type(), spec.config())
              .create(spec.config(), new Context(name));
      opened.put(name, open);
    }
    return open;
  }

  /** Closes all connections. */
  @Override
  public synchronized void close() {
    opened.values().forEach(Connection::close);
    opened.clear();
  }

  private final class Context implements ComponentContext {
    private final String name;

    Context(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Clock clock() {
      return clock;
    }

    @Override
    public <T extends Connection> T connection(String connectionName, Class<T> kind) {
      Connection connection = Components.this.connection(connectionName);
      if (!kind.isInstance(connection)) {
        throw new ConfigurationException(
            "connection '"
                + connectionName
                + "' is a "
                + connection.getClass().getSimpleName()
                + ", but '"
                + name
                + "' needs a "
                + kind.getSimpleName());
      }
      return kind.cast(connection);
    }
  }
}
