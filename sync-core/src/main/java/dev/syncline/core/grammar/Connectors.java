package dev.syncline.core.grammar;

import dev.syncline.api.catalog.CatalogProvider;
import dev.syncline.api.config.ConnectionProvider;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Provider;
import dev.syncline.api.destination.LoaderProvider;
import dev.syncline.api.source.ExtractorProvider;
import dev.syncline.api.state.StateStoreProvider;
import dev.syncline.api.transform.TransformerProvider;
import dev.syncline.api.validate.ValidatorProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** What the providers on the class path say of their configuration. Immutable. */
public final class Connectors {
  static final String CONNECTION = "connection";
  static final String STATE_STORE = "state store";
  static final String SOURCE = "source";
  static final String CATALOG = "catalog";
  static final String DESTINATION = "destination";
  static final String TRANSFORMER = "transformer";
  static final String VALIDATOR = "validator";

  private final Map<String, Map<String, Options>> byKind;

  private Connectors(Map<String, Map<String, Options>> byKind) {
    this.byKind = byKind;
  }

  /** Those that {@link ServiceLoader} finds. */
  public static Connectors found() {
    var byKind = new LinkedHashMap<String, Map<String, Options>>();
    byKind.put(CONNECTION, described(ServiceLoader.load(ConnectionProvider.class)));
    byKind.put(STATE_STORE, described(ServiceLoader.load(StateStoreProvider.class)));
    byKind.put(SOURCE, described(ServiceLoader.load(ExtractorProvider.class)));
    byKind.put(CATALOG, described(ServiceLoader.load(CatalogProvider.class)));
    byKind.put(DESTINATION, described(ServiceLoader.load(LoaderProvider.class)));
    byKind.put(TRANSFORMER, described(ServiceLoader.load(TransformerProvider.class)));
    byKind.put(VALIDATOR, described(ServiceLoader.load(ValidatorProvider.class)));
    return new Connectors(byKind);
  }

  private static Map<String, Options> described(Iterable<? extends Provider<?>> providers) {
    var byType = new TreeMap<String, Options>();
    providers.forEach(provider -> byType.putIfAbsent(provider.type(), provider.options()));
    return byType;
  }

  /** What is known of the kind's types. */
  public Map<String, Options> of(String kind) {
    return byKind.getOrDefault(kind, Map.of());
  }

  /** What a type's provider says. */
  public Optional<Options> of(String kind, String type) {
    return Optional.ofNullable(of(kind).get(type));
  }

  /**
   * Whether a module that brings components of this kind is here, so that a type that is not known
   * must be a slip. The engine's own state store is always here and says nothing.
   */
  public boolean complete(String kind) {
    return of(kind).keySet().stream().anyMatch(type -> !type.equals("memory"));
  }

  /** Whether the type of such a component is that of its connection where it names none. */
  public static boolean typeOfConnection(String kind) {
    return kind.equals(SOURCE) || kind.equals(CATALOG) || kind.equals(DESTINATION);
  }
}
