package dev.syncline.core.catalog;

import dev.syncline.api.catalog.Entity;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.Destination;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.DeltaStrategy;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A source that describes itself, and what shall become of its entities: each gets a sync of its
 * own. Immutable data, from the builder or from a file.
 *
 * <p>In the texts of {@code destination} and in {@code names}, {@code {catalog}} and {@code
 * {entity}} stand for the names. A text of the destination may also hold {@code {key}}, for the
 * fields of the key as a path names them; alone it is the list of them. {@code {cursor}} alone is
 * the cursor's field; where there is none, the setting is left out.
 *
 * @param name its name, for messages and for the names of its syncs
 * @param type the type of the {@link dev.syncline.api.catalog.CatalogProvider}
 * @param config its settings
 * @param destination where the records of all entities go
 * @param remember the file in which the entities are remembered
 * @param names how the syncs are called
 * @param choice which entities are synced
 * @param keys the keys of entities whose system knows none, by their names
 * @param delta how changes are found, where it is not left to the entities
 * @param deletes how deletes are found and guarded
 * @param schemaDrift what is done about a change of an entity's fields: evolve or freeze
 * @param linksParents whether a record waits for its parent; else parents are only run first
 * @param customize adds to the definitions of entities in code
 */
public record CatalogDefinition(
    String name,
    String type,
    ComponentConfig config,
    DestinationSpec destination,
    Path remember,
    String names,
    Choice choice,
    Map<String, List<String>> keys,
    DeltaChoice delta,
    Deletes deletes,
    SchemaDrift schemaDrift,
    boolean linksParents,
    Optional<BiConsumer<Entity, SyncDefinition.Builder>> customize) {
  private static final String USUAL_NAMES = "{catalog}.{entity}";

  /** Copies the keys, and refuses what a catalog cannot do. */
  public CatalogDefinition {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(destination, "destination");
    Objects.requireNonNull(remember, "remember");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(delta, "delta");
    Objects.requireNonNull(deletes, "deletes");
    Objects.requireNonNull(customize, "customize");
    keys =
        keys.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    if (!name.matches("[A-Za-z0-9._-]{1,60}")) {
      throw refused(
          "name",
          "the catalog's name '"
              + name
              + "' must be of letters, digits, '.', '_' and '-', at most 60");
    }
    if (!names.contains("{entity}")) {
      throw refused(
          "names", "'names' must contain '{entity}', so that every sync has its own name");
    }
    for (SchemaChange.Kind kind : SchemaChange.Kind.values()) {
      Answer answer = schemaDrift.answer(kind);
      if (answer != Answer.EVOLVE && answer != Answer.FREEZE) {
        throw refused(
            "schemaDrift",
            "a catalog can only 'evolve' or 'freeze'; other answers are given in single syncs");
      }
    }
  }

  private static ConfigurationException refused(String path, String message) {
    return new ConfigurationException(Location.ofPath(path), message);
  }

  /**
   * Which entities are synced; {@code *} stands for any text, upper and lower case are the same.
   *
   * @param include the wanted ones; empty for all
   * @param exclude those that are not wanted
   */
  public record Choice(List<String> include, List<String> exclude) {
    /** All entities. */
    public static final Choice ALL = new Choice(List.of(), List.of());

    /** Copies the lists. */
    public Choice {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }

    /** Whether an entity is chosen. */
    public boolean takes(String entity) {
      return (include.isEmpty() || matches(include, entity)) && !matches(exclude, entity);
    }

    private static boolean matches(List<String> patterns, String entity) {
      return patterns.stream().anyMatch(pattern -> NamePattern.matches(pattern, entity));
    }
  }

  /**
   * How changes are found.
   *
   * @param strategy for all entities; empty for what each of them says
   * @param overlap how far behind the cursor a run begins
   * @param reconcileEvery how often everything is compared
   */
  public record DeltaChoice(
      Optional<DeltaStrategy> strategy,
      Optional<Duration> overlap,
      Optional<Duration> reconcileEvery) {
    /** As each entity says. */
    public static final DeltaChoice AS_TOLD =
        new DeltaChoice(Optional.empty(), Optional.empty(), Optional.empty());

    /** Refuses missing parts. */
    public DeltaChoice {
      Objects.requireNonNull(strategy, "strategy");
      Objects.requireNonNull(overlap, "overlap");
      Objects.requireNonNull(reconcileEvery, "reconcileEvery");
    }
  }

  /** The same catalog whose syncs find changes in another way. */
  public CatalogDefinition with(DeltaChoice how) {
    return new CatalogDefinition(
        name,
        type,
        config,
        destination,
        remember,
        names,
        choice,
        keys,
        how,
        deletes,
        schemaDrift,
        linksParents,
        customize);
  }

  /** A builder; a catalog, a destination and a file to remember have no default. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Collects the parts. Not safe for use by several threads. */
  public static final class Builder {
    private final String name;
    private @Nullable String type;
    private ComponentConfig config = ComponentConfig.of(Map.of());
    private @Nullable DestinationSpec destination;
    private @Nullable Path remember;
    private String names = USUAL_NAMES;
    private Choice choice = Choice.ALL;
    private final Map<String, List<String>> keys = new LinkedHashMap<>();
    private DeltaChoice delta = DeltaChoice.AS_TOLD;
    private Deletes deletes = Deletes.none();
    private SchemaDrift schemaDrift = SchemaDrift.standard();
    private boolean linksParents = true;
    private @Nullable BiConsumer<Entity, SyncDefinition.Builder> customize;

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /** What is asked: the type of a catalog's provider, and its settings. */
    public Builder source(String providerType, Map<String, ?> settings) {
      return source(providerType, ComponentConfig.of(settings));
    }

    /** What is asked: the type of a catalog's provider, and its settings. */
    public Builder source(String providerType, ComponentConfig settings) {
      type = Objects.requireNonNull(providerType, "providerType");
      config = Objects.requireNonNull(settings, "settings");
      return this;
    }

    /** Where the records of all entities go. */
    public Builder destination(Destination template) {
      destination = template.toSpec();
      return this;
    }

    /** The file in which the entities are remembered. */
    public Builder remember(Path file) {
      remember = Objects.requireNonNull(file, "file");
      return this;
    }

    /** How the syncs are called; {@code {catalog}.{entity}} unless said. */
    public Builder names(String pattern) {
      names = Objects.requireNonNull(pattern, "pattern");
      return this;
    }

    /** Which entities are synced; all unless said. */
    public Builder choice(Choice entities) {
      choice = Objects.requireNonNull(entities, "entities");
      return this;
    }

    /** Only these entities are synced. */
    public Builder entities(String... patterns) {
      choice = new Choice(List.of(patterns), choice.exclude());
      return this;
    }

    /** These entities are not synced. */
    public Builder except(String... patterns) {
      choice = new Choice(choice.include(), List.of(patterns));
      return this;
    }

    /** The key of an entity whose system knows none, or another one than its system says. */
    public Builder key(String entity, String... fields) {
      keys.put(Objects.requireNonNull(entity, "entity"), List.of(fields));
      return this;
    }

    /** How changes are found; as each entity says, unless said here. */
    public Builder delta(DeltaChoice how) {
      delta = Objects.requireNonNull(how, "how");
      return this;
    }

    /** How deletes are found and guarded; not at all by default. */
    public Builder deletes(Deletes how) {
      deletes = Objects.requireNonNull(how, "how");
      return this;
    }

    /** What is done about a change of fields; {@link SchemaDrift#standard} by default. */
    public Builder schemaDrift(SchemaDrift contract) {
      schemaDrift = Objects.requireNonNull(contract, "contract");
      return this;
    }

    /**
     * Whether children wait for their parents, as they do unless said; else parents only run first.
     */
    public Builder linksParents(boolean waits) {
      linksParents = waits;
      return this;
    }

    /** Adds to the definition of every entity in code. */
    public Builder customize(BiConsumer<Entity, SyncDefinition.Builder> more) {
      customize = Objects.requireNonNull(more, "more");
      return this;
    }

    /**
     * The definition.
     *
     * @throws ConfigurationException naming what is missing or wrong
     */
    public CatalogDefinition build() {
      if (type == null || destination == null || remember == null) {
        throw refused(
            type == null ? "source" : destination == null ? "destination" : "remember",
            "a catalog needs a source, a destination and a file to remember its entities in");
      }
      return new CatalogDefinition(
          name,
          type,
          config,
          destination,
          remember,
          names,
          choice,
          keys,
          delta,
          deletes,
          schemaDrift,
          linksParents,
          Optional.ofNullable(customize));
    }
  }
}
