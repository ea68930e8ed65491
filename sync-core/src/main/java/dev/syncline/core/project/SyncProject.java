package dev.syncline.core.project;

import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.grammar.Connectors;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one YAML file says: connections, a state store and syncs. Immutable.
 *
 * <pre>{@code
 * connections:
 *   shop: {type: jdbc, url: "jdbc:sqlite:shop.db", password: "${SHOP_PASSWORD:-}"}
 *   crm: {type: jdbc, url: "jdbc:sqlite:crm.db"}
 * stateStore: {type: sqlite, path: sync-state.db}
 * syncs:
 *   - name: customers
 *     source: {connection: shop, query: SELECT * FROM customers, key: id}
 *     normalize: {trim: name, timestamp: {created_at: Europe/Berlin}}
 *     validate: {required: email, matches: {email: .+@.+}}
 *     map: {id: customer_id, name: title, status: {to: state, values: {a: Active}}}
 *     destination: {connection: crm, table: customers}
 *     deletes: {by: absence, atMostPercent: 5}
 * }</pre>
 *
 * <p>{@code ${NAME}} and {@code ${NAME:-default}} in a value stand for environment variables;
 * <code>$${</code> is a plain <code>${</code>. Inside braces and brackets such a value needs
 * quotes. Values mean what they look like: {@code NO} is a text, {@code 0123} keeps its zero.
 *
 * <p>A section {@code profiles} says what is different in one environment. The one that is chosen
 * is laid over the rest: sections name by name, lists and single values as a whole.
 *
 * @param connections the connections by name, in the order of the file
 * @param stateStore where the state is kept, if the file says so
 * @param syncs the syncs in the order of the file
 * @param catalogs the sources that describe themselves, in the order of the file
 */
public record SyncProject(
    Map<String, ConnectionSpec> connections,
    Optional<StateStoreSpec> stateStore,
    List<SyncDefinition> syncs,
    List<CatalogDefinition> catalogs) {

  /** Copies the collections. */
  public SyncProject {
    connections = Collections.unmodifiableMap(new LinkedHashMap<>(connections));
    Objects.requireNonNull(stateStore, "stateStore");
    syncs = List.copyOf(syncs);
    catalogs = List.copyOf(catalogs);
  }

  /**
   * Reads a file, with the environment of this process.
   *
   * @throws ConfigurationException naming every error with its line and column
   */
  public static SyncProject load(Path file) {
    return load(file, System.getenv());
  }

  /**
   * Reads a file.
   *
   * @param environment what {@code ${NAME}} stands for
   * @throws ConfigurationException naming every error with its line and column
   */
  public static SyncProject load(Path file, Map<String, String> environment) {
    return parse(ProjectFile.read(file), file.toString(), environment);
  }

  /**
   * Reads a file in one of its profiles, with the environment of this process.
   *
   * @param profile which of {@code profiles} is laid over the rest, such as {@code staging}
   * @throws ConfigurationException naming every error with its line and column
   */
  public static SyncProject load(Path file, String profile) {
    return load(file, profile, System.getenv());
  }

  /**
   * Reads a file in one of its profiles.
   *
   * @param profile which of {@code profiles} is laid over the rest, such as {@code staging}
   * @param environment what {@code ${NAME}} stands for
   * @throws ConfigurationException naming every error with its line and column
   */
  public static SyncProject load(Path file, String profile, Map<String, String> environment) {
    return parse(ProjectFile.read(file), file.toString(), profile, environment);
  }

  /**
   * Reads a text.
   *
   * @param yaml the text
   * @param fileName what errors call it
   * @param environment what {@code ${NAME}} stands for
   * @throws ConfigurationException naming every error with its line and column
   */
  public static SyncProject parse(String yaml, String fileName, Map<String, String> environment) {
    return read(yaml, fileName, Optional.empty(), environment);
  }

  /**
   * Reads a text in one of its profiles.
   *
   * @param yaml the text
   * @param fileName what errors call it
   * @param profile which of {@code profiles} is laid over the rest
   * @param environment what {@code ${NAME}} stands for
   * @throws ConfigurationException naming every error with its line and column
   */
  public static SyncProject parse(
      String yaml, String fileName, String profile, Map<String, String> environment) {
    return read(yaml, fileName, Optional.of(profile), environment);
  }

  private static SyncProject read(
      String yaml, String fileName, Optional<String> profile, Map<String, String> environment) {
    var problems = new Problems();
    var document = new YamlDocument(fileName);
    var placeholders = new Placeholders(environment);
    try {
      new YamlReader(yaml, fileName, placeholders, document, problems).read();
      var project = new Profiles(document, Connectors.found(), problems).read(profile);
      problems.throwIfAny(document);
      return project;
    } catch (Problems.Enough e) {
      throw problems.all(document);
    }
  }

  /**
   * A catalog by its name.
   *
   * @throws ConfigurationException if there is none, with the nearest name
   */
  public CatalogDefinition catalog(String name) {
    return catalogs.stream()
        .filter(catalog -> catalog.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "there is no catalog '"
                        + name
                        + "'"
                        + Nearest.hint(
                            name, catalogs.stream().map(CatalogDefinition::name).toList())));
  }

  /**
   * A sync by its name.
   *
   * @throws ConfigurationException if there is none, with the nearest name
   */
  public SyncDefinition sync(String name) {
    return syncs.stream()
        .filter(sync -> sync.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "there is no sync '"
                        + name
                        + "'"
                        + Nearest.hint(name, syncs.stream().map(SyncDefinition::name).toList())));
  }
}
