package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.api.state.SyncProgress.KnownSource;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.schema.FieldDrift;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a sync has agreed to about the fields of its source. A source that tells its fields before
 * it is read is compared with the remembered ones then; of one that does not, a field is recognised
 * as new in the first batch that has it.
 *
 * <p>{@link #meet}, {@link #tellLate} and {@link #remember} belong to the loading thread; {@link
 * #apply} and {@link #shape} may be called by another one.
 */
final class SchemaContract {
  private final SyncDefinition definition;
  private final Optional<KnownSource> known;
  private final UnaryOperator<Schema> mapped;
  private final ReportDraft draft;
  private final Map<String, Field> agreed = new LinkedHashMap<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Field> seen = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<SchemaChange> late = new ConcurrentLinkedQueue<>();
  private final Map<Schema, ContractStep> steps = new ConcurrentHashMap<>();
  private String scope = "";
  private volatile boolean declared;
  private volatile @Nullable Schema lastSeen;
  private @Nullable Schema next;

  /**
   * @param known what the last run left
   * @param mapped what the definition makes of a source's schema
   */
  SchemaContract(
      SyncDefinition definition,
      Optional<KnownSource> known,
      UnaryOperator<Schema> mapped,
      ReportDraft draft) {
    this.definition = definition;
    this.known = known;
    this.mapped = mapped;
    this.draft = draft;
  }

  /**
   * Compares the source with what is remembered of it. Before anything is read.
   *
   * @param described the fields that the source tells; none if it does not know them yet
   * @throws PermanentException if the contract forbids a change
   */
  void meet(Schema described) {
    declared = described.size() > 0;
    scope = AgreedSchema.scope(definition, declared);
    Optional<Schema> before = AgreedSchema.remembered(known, scope);
    before.ifPresent(schema -> schema.fields().forEach(field -> agreed.put(field.name(), field)));
    if (!declared) {
      return;
    }
    List<SchemaChange> changes = before.map(old -> answered(old, described)).orElse(List.of());
    next = next(described, changes);
    changes.stream()
        .filter(change -> change.kind() != Kind.NARROWED)
        .forEach(change -> answers.put(change.field(), change.answer()));
    if (!changes.isEmpty()) {
      draft.drifted(changes);
      refuseFrozen(changes, "nothing was written");
    }
  }

  private List<SchemaChange> answered(Schema before, Schema now) {
    List<FieldDrift> drifts = FieldDrift.between(before, now);
    if (drifts.isEmpty()) {
      return List.of();
    }
    var all = new LinkedHashMap<>(agreed);
    now.fields().forEach(field -> all.putIfAbsent(field.name(), field));
    Schema whole = mapped.apply(Schema.of(List.copyOf(all.values())));
    return drifts.stream().map(drift -> drift.answered(answer(drift, all, whole))).toList();
  }

  private Answer answer(FieldDrift drift, Map<String, Field> all, Schema whole) {
    if (drift.kind() == Kind.VANISHED && indispensable(drift.field())) {
      return Answer.FREEZE;
    }
    return uses(drift.field(), all, whole)
        ? definition.schemaDrift().answer(drift.kind())
        : Answer.EVOLVE;
  }

  private boolean indispensable(String field) {
    return definition.source().key().contains(field)
        || definition.source().cursor().filter(field::equals).isPresent()
        || definition.deletes().flagField().filter(field::equals).isPresent();
  }

  /** Whether anything is another without the field; rules made in code may look at every field. */
  private boolean uses(String field, Map<String, Field> all, Schema whole) {
    if (indispensable(field) || !definition.validation().custom().isEmpty()) {
      return true;
    }
    var without = new LinkedHashMap<>(all);
    without.remove(field);
    try {
      return !mapped.apply(Schema.of(List.copyOf(without.values()))).equals(whole);
    } catch (ConfigurationException e) {
      return true;
    }
  }

  private static void refuseFrozen(List<SchemaChange> changes, String sofar) {
    List<SchemaChange> frozen =
        changes.stream().filter(change -> change.answer() == Answer.FREEZE).toList();
    if (!frozen.isEmpty()) {
      throw new PermanentException(
          "the source's schema is another one than the remembered, and "
              + sofar
              + ": "
              + frozen.stream().map(SchemaChange::toString).collect(Collectors.joining("; "))
              + ". Undo the change at the source, or change the definition to it; or accept the"
              + " schema as it is now once with SyncEngine.acceptSchema, or let 'schemaDrift' say"
              + " 'evolve', 'discard' or 'reject' for this kind of change");
    }
  }

  /** What is remembered: what was agreed to before, but for what evolves. */
  private Schema next(Schema now, List<SchemaChange> changes) {
    Set<String> kept = new HashSet<>();
    for (SchemaChange change : changes) {
      if (change.answer() != Answer.EVOLVE) {
        kept.add(change.field());
      }
    }
    var fields = new ArrayList<Field>();
    for (Field field : now.fields()) {
      Field before = kept.contains(field.name()) ? agreed.get(field.name()) : field;
      if (before != null) {
        fields.add(before);
      }
    }
    for (Field field : agreed.values()) {
      if (kept.contains(field.name()) && now.indexOf(field.name()).isEmpty()) {
        fields.add(field);
      }
    }
    return Schema.of(fields);
  }

  /** From the next commit on, the schema as it was agreed to is the remembered one. */
  void remember(ProgressBook progress) {
    Schema fields = next;
    if (!declared) {
      var all = new LinkedHashMap<>(agreed);
      seen.forEach(all::putIfAbsent);
      fields = Schema.of(List.copyOf(all.values()));
    }
    if (fields != null && fields.size() > 0) {
      progress.remember(new KnownSource(scope, fields));
    }
  }

  /** Tells what was recognised in the middle of the reading. */
  void tellLate() {
    var changes = new ArrayList<SchemaChange>();
    for (SchemaChange change = late.poll(); change != null; change = late.poll()) {
      changes.add(change);
    }
    if (!changes.isEmpty()) {
      draft.drifted(changes);
    }
  }

  /** The fields that the stages see of records with these. */
  Schema shape(Schema raw) {
    return step(raw).output();
  }

  /** Leaves out and rejects what the contract says. */
  void apply(WorkBatch batch) {
    if (batch.intake() == WorkBatch.Intake.FETCHED && !declared) {
      recognise(batch.schema());
    }
    if (answers.isEmpty()) {
      return;
    }
    for (Row row : batch.rows()) {
      if (row.open() && row.op == Op.UPSERT) {
        apply(row);
      }
    }
  }

  private void apply(Row row) {
    ContractStep step = step(row.schema);
    if (step.changesNothing()) {
      return;
    }
    @Nullable Object[] out = new @Nullable Object[step.output().size()];
    String refusal = step.apply(row.values, out);
    if (refusal != null) {
      row.reject(Stage.FETCH, "schema-drift", refusal);
      return;
    }
    row.values = out;
    row.schema = step.output();
  }

  private ContractStep step(Schema schema) {
    return steps.computeIfAbsent(schema, raw -> ContractStep.compile(raw, agreed, answers));
  }

  /** Types of values come and go from batch to batch; a name that was never there is new. */
  private void recognise(Schema schema) {
    if (schema == lastSeen) {
      return;
    }
    lastSeen = schema;
    var changes = new ArrayList<SchemaChange>();
    for (Field field : schema.fields()) {
      boolean unknown =
          !agreed.isEmpty()
              && !agreed.containsKey(field.name())
              && !seen.containsKey(field.name())
              && !answers.containsKey(field.name());
      Answer answer = unknown ? answerToNew(field, schema) : Answer.EVOLVE;
      if (unknown) {
        var drift = new FieldDrift(Kind.NEW, Optional.empty(), Optional.of(field));
        changes.add(drift.answered(answer));
        if (answer != Answer.EVOLVE) {
          answers.put(field.name(), answer);
          steps.clear();
        }
      }
      if (!answers.containsKey(field.name())) {
        seen.putIfAbsent(field.name(), field);
      }
    }
    late.addAll(changes);
    refuseFrozen(changes, "the batch that shows it was not written");
  }

  private Answer answerToNew(Field field, Schema schema) {
    var all = new LinkedHashMap<String, Field>();
    schema.fields().forEach(one -> all.put(one.name(), one));
    return uses(field.name(), all, mapped.apply(schema))
        ? definition.schemaDrift().answer(Kind.NEW)
        : Answer.EVOLVE;
  }
}
