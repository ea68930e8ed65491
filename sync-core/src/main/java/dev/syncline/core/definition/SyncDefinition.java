package dev.syncline.core.definition;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.RequestLimits;
import dev.syncline.api.destination.Destination;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.source.Source;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.transform.Transformer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One named sync: a source, what is done to its records, and a destination. Immutable data, equal
 * when it means the same, whether it was built in code or read from a file.
 *
 * <p>Everything but inline code (a local source, transformer or destination) can be written down
 * and run elsewhere; {@link #local()} tells.
 *
 * @param name letters, digits, {@code .}, {@code _} and {@code -}; the state is kept under it
 * @param source where records come from
 * @param normalization how their values are cleaned and coerced
 * @param validation which rules they must keep
 * @param mapping how source fields become destination fields
 * @param transforms custom work on validated records before they are mapped, in order
 * @param parents fields that hold ids of other records
 * @param destination where records go
 * @param delta how changes are found
 * @param deletes how deletes are found and guarded
 * @param errorBudget how many records may be rejected
 * @param secretFields the fields whose values dead letters must not show
 * @param settings how a run goes about its work
 * @param accepted what the engine would refuse otherwise
 * @param limits how hard a destination may be worked that has no connection of its own
 * @param schemaDrift what is done when the source's schema changes
 * @param onLossyWrite what is done with a value that does not fit the destination
 * @param writes what of the changes may be written, and under which name
 */
public record SyncDefinition(
    String name,
    SourceSpec source,
    Normalization normalization,
    Validation validation,
    Mapping mapping,
    List<TransformSpec> transforms,
    List<ParentLink> parents,
    DestinationSpec destination,
    Delta delta,
    Deletes deletes,
    ErrorBudget errorBudget,
    SecretFields secretFields,
    RunSettings settings,
    Set<Risk> accepted,
    RequestLimits limits,
    SchemaDrift schemaDrift,
    OnLossyWrite onLossyWrite,
    Writes writes) {

  /**
   * Copies the lists and checks the parts against each other.
   *
   * @throws dev.syncline.api.error.ConfigurationException naming every field and value that is
   *     wrong; several errors are its suppressed exceptions, too
   */
  public SyncDefinition {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(normalization, "normalization");
    Objects.requireNonNull(validation, "validation");
    Objects.requireNonNull(mapping, "mapping");
    transforms = List.copyOf(transforms);
    parents = List.copyOf(parents);
    Objects.requireNonNull(destination, "destination");
    Objects.requireNonNull(delta, "delta");
    Objects.requireNonNull(deletes, "deletes");
    Objects.requireNonNull(errorBudget, "errorBudget");
    Objects.requireNonNull(secretFields, "secretFields");
    Objects.requireNonNull(settings, "settings");
    accepted = Set.copyOf(accepted);
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(schemaDrift, "schemaDrift");
    Objects.requireNonNull(onLossyWrite, "onLossyWrite");
    Objects.requireNonNull(writes, "writes");
    Refusal.throwAll(
        "sync '" + name + "'",
        DefinitionChecks.of(
            name, source, mapping, parents, destination, delta, limits, secretFields, writes));
  }

  /** A builder; everything but a source and a destination has a default. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Why this definition runs only in the process that made it; empty if it runs anywhere. */
  public Optional<String> local() {
    if (source.local().isPresent()) {
      return Optional.of("its source is made in code");
    }
    for (int i = 0; i < transforms.size(); i++) {
      if (transforms.get(i).local().isPresent()) {
        return Optional.of("its transformer number " + (i + 1) + " is made in code");
      }
    }
    for (var lookup : mapping.lookups().entrySet()) {
      if (lookup.getValue() instanceof Lookup.FromSource from
          && from.source().local().isPresent()) {
        return Optional.of("its lookup '" + lookup.getKey() + "' is made in code");
      }
    }
    return destination.local().isPresent()
        ? Optional.of("its destination is made in code")
        : Optional.empty();
  }

  /** The same sync between two other systems; its tests put their own in the place of both. */
  public SyncDefinition between(Source otherSource, Destination otherDestination) {
    return new SyncDefinition(
        name,
        otherSource.toSpec(),
        normalization,
        validation,
        mapping,
        transforms,
        parents,
        otherDestination.toSpec(),
        delta,
        deletes,
        errorBudget,
        secretFields,
        settings,
        accepted,
        RequestLimits.NONE,
        schemaDrift,
        onLossyWrite,
        writes);
  }

  /** Collects the parts of a definition. Not safe for use by several threads. */
  public static final class Builder {
    private final String name;
    private final Normalization.Builder normalization = Normalization.builder();
    private final Validation.Builder validation = Validation.builder();
    private final Mapping.Builder mapping = Mapping.builder();
    private final List<TransformSpec> transforms = new ArrayList<>();
    private @Nullable Function<Set<String>, TransformSpec> typed;
    private final List<ParentLink> parents = new ArrayList<>();
    private @Nullable SourceSpec source;
    private @Nullable DestinationSpec destination;
    private @Nullable Delta delta;
    private Deletes deletes = Deletes.none();
    private ErrorBudget errorBudget = ErrorBudget.standard();
    private SecretFields secretFields = SecretFields.NONE;
    private RunSettings settings = RunSettings.DEFAULT;
    private final Set<Risk> accepted = EnumSet.noneOf(Risk.class);
    private RequestLimits limits = RequestLimits.NONE;
    private SchemaDrift schemaDrift = SchemaDrift.standard();
    private OnLossyWrite onLossyWrite = OnLossyWrite.REJECT;
    private Writes writes = Writes.ALL;

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "name");
    }

    /** Where records come from. */
    public Builder source(Source source) {
      this.source = source.toSpec();
      return this;
    }

    /** Adds rules by which values are cleaned and coerced. */
    public Builder normalize(Consumer<Normalization.Builder> rules) {
      rules.accept(normalization);
      return this;
    }

    /** Adds rules that every record must keep. */
    public Builder validate(Consumer<Validation.Builder> rules) {
      rules.accept(validation);
      return this;
    }

    /** Adds mapped fields; without any, every field goes through under its own name. */
    public Builder map(Consumer<Mapping.Builder> fields) {
      fields.accept(mapping);
      return this;
    }

    /**
     * Reads records as Java records, instead of {@link #map}: normalized, by the names of the
     * source's fields. The definition then runs only in this process.
     */
    public <T extends Record> TypedRecords<T> as(Class<T> type) {
      return new TypedRecords<>(this, Objects.requireNonNull(type, "type"));
    }

    Builder typed(Function<Set<String>, TransformSpec> transform) {
      typed = transform;
      return this;
    }

    /** The mapping as a transformer, before the others. */
    private List<TransformSpec> allTransforms() {
      if (typed == null) {
        return transforms;
      }
      if (!mapping.build().all()) {
        throw Refusal.at("map", "a sync maps its records by 'map' or by 'as', not by both");
      }
      var passing = new HashSet<>(writes.namespace().keySet());
      parents.forEach(parent -> passing.add(parent.field()));
      deletes.mark().ifPresent(passing::add);
      var all = new ArrayList<TransformSpec>();
      all.add(typed.apply(passing));
      all.addAll(transforms);
      return all;
    }

    /** Adds a transformer that a provider makes. */
    public Builder transform(String providerType, Map<String, ?> config) {
      transforms.add(TransformSpec.of(providerType, ComponentConfig.of(config)));
      return this;
    }

    /** Adds a transformer made in code; the definition then runs only in this process. */
    public Builder transform(Transformer transformer) {
      transforms.add(TransformSpec.local(transformer));
      return this;
    }

    /** Adds any transformer. */
    public Builder transform(TransformSpec transform) {
      transforms.add(Objects.requireNonNull(transform, "transform"));
      return this;
    }

    /** Links a mapped field to a parent; a record without a parent is rejected. */
    public Builder parent(String mappedField, String parentSync, String... sourceKeyFields) {
      parents.add(new ParentLink(mappedField, parentSync, List.of(sourceKeyFields), false, false));
      return this;
    }

    /** Links a mapped field to a parent that a record may do without. */
    public Builder optionalParent(
        String mappedField, String parentSync, String... sourceKeyFields) {
      parents.add(new ParentLink(mappedField, parentSync, List.of(sourceKeyFields), true, false));
      return this;
    }

    /**
     * Links a mapped field to a parent that may come later than the record, or needs it in turn:
     * the record is written without the link, and linked as soon as both are there.
     */
    public Builder deferredParent(
        String mappedField, String parentSync, String... sourceKeyFields) {
      parents.add(new ParentLink(mappedField, parentSync, List.of(sourceKeyFields), true, true));
      return this;
    }

    /** Where records go. */
    public Builder destination(Destination destination) {
      this.destination = destination.toSpec();
      return this;
    }

    /** How changes are found; by timestamp if the source has a cursor, else by hash. */
    public Builder delta(Delta delta) {
      this.delta = Objects.requireNonNull(delta, "delta");
      return this;
    }

    /** How deletes are found and guarded; not at all by default. */
    public Builder deletes(Deletes deletes) {
      this.deletes = Objects.requireNonNull(deletes, "deletes");
      return this;
    }

    /** How many records may be rejected; 10 percent after 1000 by default. */
    public Builder errorBudget(ErrorBudget errorBudget) {
      this.errorBudget = Objects.requireNonNull(errorBudget, "errorBudget");
      return this;
    }

    /**
     * Fields whose values dead letters must not show; {@code *} stands for any text, upper and
     * lower case are the same.
     */
    public Builder secretFields(String... names) {
      this.secretFields = new SecretFields(List.of(names));
      return this;
    }

    /** How a run goes about its work. */
    public Builder settings(RunSettings settings) {
      this.settings = Objects.requireNonNull(settings, "settings");
      return this;
    }

    /** Accepts what the engine would refuse otherwise. */
    public Builder accept(Risk risk) {
      accepted.add(Objects.requireNonNull(risk, "risk"));
      return this;
    }

    /**
     * How hard the destination may be worked; not bounded by default. For a destination without a
     * connection: the limits of a connection stand there, and all that use it share them.
     */
    public Builder limits(RequestLimits limits) {
      this.limits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /** What of the changes may be written, and under which name; all, under the record's key. */
    public Builder writes(Writes writes) {
      this.writes = Objects.requireNonNull(writes, "writes");
      return this;
    }

    /** What is done when the source's schema changes; {@link SchemaDrift#standard} by default. */
    public Builder schemaDrift(SchemaDrift contract) {
      this.schemaDrift = Objects.requireNonNull(contract, "contract");
      return this;
    }

    /** What is done with a value that does not fit the destination; it is rejected by default. */
    public Builder onLossyWrite(OnLossyWrite policy) {
      this.onLossyWrite = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * The definition.
     *
     * @throws dev.syncline.api.error.ConfigurationException naming every field and value that is
     *     missing or wrong; several errors are its suppressed exceptions, too
     */
    public SyncDefinition build() {
      var from = source;
      var to = destination;
      if (from == null || to == null) {
        Refusal.throwAll("sync '" + name + "'", DefinitionChecks.missing(name, from, to));
        throw new IllegalStateException("a missing part was not reported");
      }
      var keyed = DefinitionChecks.withKeyAsList(from);
      return new SyncDefinition(
          name,
          keyed,
          normalization.build(),
          validation.build(),
          mapping.build(),
          allTransforms(),
          parents,
          to,
          delta != null ? delta : defaultDelta(keyed),
          deletes,
          errorBudget,
          secretFields,
          settings,
          accepted,
          limits,
          schemaDrift,
          onLossyWrite,
          writes);
    }

    private static Delta defaultDelta(SourceSpec source) {
      return source.cursor().isPresent() ? Delta.timestamp() : Delta.hash();
    }
  }
}
