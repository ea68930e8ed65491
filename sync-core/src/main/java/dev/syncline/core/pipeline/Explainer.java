package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.Row.Rejection;
import dev.syncline.core.plan.Explanation;
import dev.syncline.core.plan.Explanation.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes one record through a rehearsed run and says what happens to it. */
public final class Explainer extends ChangeWatch {
  private final SyncDefinition definition;
  private final String name;
  private final KeyHash id;
  private final Function<Extractor, OneRecord> record;
  private final Secrets secrets;
  private final List<Step> steps = new ArrayList<>();
  private boolean readable;
  private @Nullable Row row;

  /** Explains the record of this key. */
  public Explainer(SyncDefinition definition, Key key) {
    this(
        definition,
        key.toString(),
        new Identity().key(key.values()),
        source -> OneRecord.of(source, key));
  }

  /** Explains the record of a dead letter, as it was fetched; it may have no key. */
  public Explainer(SyncDefinition definition, DeadLetter letter) {
    this(
        definition,
        letter.key().map(key -> RecordText.key(key).toString()).orElse("without a key"),
        letter.id(),
        source -> OneRecord.of(source, RecordText.record(letter.raw())));
  }

  private Explainer(
      SyncDefinition definition, String name, KeyHash id, Function<Extractor, OneRecord> record) {
    this.definition = definition;
    this.name = name;
    this.id = id;
    this.record = record;
    this.secrets = new Secrets(definition.secretFields(), definition.mapping());
  }

  /** A run with these parts that reads this record only. */
  public Rehearsal rehearsal(RunParts parts) {
    OneRecord one = record.apply(parts.extractor());
    readable = one.readable();
    return Rehearsal.ofOne(parts, one);
  }

  @Override
  boolean needsStates() {
    return true;
  }

  @Override
  boolean real() {
    return false;
  }

  @Override
  boolean confirmed() {
    return true;
  }

  @Override
  void beforeWrite(WorkBatch batch) {
    batch.rows().stream().filter(one -> one.id.equals(id)).forEach(one -> row = one);
  }

  /** What was found out, once the rehearsed run is over. */
  public Explanation explanation(RunReport report, StoredKey stored) {
    Row found = row;
    if (found == null) {
      steps.add(new Step(Stage.FETCH, unread(report, stored), Map.of()));
    } else {
      describe(found);
    }
    var notices = new ArrayList<String>();
    report
        .failure()
        .ifPresent(f -> notices.add("a run would fail in " + f.stage() + ": " + f.message()));
    return new Explanation(
        definition.name(),
        name,
        found == null ? Optional.empty() : Optional.ofNullable(found.outcome),
        steps,
        stored.lines(),
        notices);
  }

  /** The hash by which the state store knows the record. */
  public KeyHash id() {
    return id;
  }

  private String unread(RunReport report, StoredKey stored) {
    if (!readable) {
      return "the source cannot be asked for a single record; a plan shows the record if it changes";
    }
    if (report.failure().isPresent()) {
      return "it was not read";
    }
    String gone =
        stored.written()
            ? switch (definition.deletes().mode()) {
              case NONE -> "; it stays at the destination, because deletes are not looked for";
              case ABSENCE -> "; the next complete scan deletes it, if the delete guard lets it";
              default -> "; it stays at the destination until the source says that it is deleted";
            }
            : "";
    return "the source does not hold it" + gone;
  }

  private void describe(Row found) {
    if (found.key == null && found.rejection != null) {
      // The key is looked at before anything else.
      steps.add(step(found, Stage.FETCH));
      steps.add(
          new Step(
              found.rejection.stage(), "refuses it: " + message(found, found.rejection), Map.of()));
      return;
    }
    Stage last = found.rejection == null ? decidedBy(found) : found.rejection.stage();
    for (Stage stage : Stage.values()) {
      boolean decides = stage == last;
      if (stage.compareTo(last) <= 0) {
        steps.add(
            decides && found.rejection != null
                ? new Step(stage, "refuses it: " + message(found, found.rejection), Map.of())
                : step(found, stage));
      }
    }
  }

  /** Where a row that was not refused ended. */
  private static Stage decidedBy(Row found) {
    return switch (found.outcome == null ? Outcome.DEFERRED : found.outcome) {
      case PENDING, UNCHANGED -> Stage.RESOLVE;
      case FILTERED, SUPERSEDED, REJECTED -> found.reached;
      case INSERTED, UPDATED, DELETED, DEFERRED -> Stage.INGEST;
    };
  }

  private String message(Row found, Rejection why) {
    return Secrets.mask(why.message(), secrets.valuesOf(found));
  }

  private Step step(Row found, Stage stage) {
    return switch (stage) {
      case FETCH -> new Step(stage, fetched(found), shown(found.rawSchema, found.raw));
      case NORMALIZE ->
          Arrays.deepEquals(found.values, found.raw)
              ? new Step(stage, "leaves it as it is", Map.of())
              : new Step(stage, "cleans it", shown(found.schema, found.values));
      case VALIDATE -> new Step(stage, "finds no rule broken", Map.of());
      case MAP ->
          found.mappedSchema == null
              ? new Step(stage, filtered(found), Map.of())
              : new Step(stage, mapped(found), shown(found.mappedSchema, found.mapped));
      case IDENTIFY -> new Step(stage, hashes(found), Map.of());
      case DELTA -> new Step(stage, compared(found), Map.of());
      case RESOLVE -> new Step(stage, resolved(found), Map.of());
      case INGEST -> new Step(stage, sent(found), Map.of());
      case TRACK -> new Step(stage, "books it", Map.of());
    };
  }

  private static String fetched(Row found) {
    if (found.untouched != null) {
      return "reads it, and leaves it: a person has discarded its dead letter";
    }
    return found.edited == null
        ? "reads it"
        : "reads it, and takes the form that a person has edited";
  }

  private String filtered(Row found) {
    boolean deleted = found.op == Op.DELETE && found.state != null;
    return "filters it out"
        + (found.filteredBy == null
            ? ""
            : " (" + Secrets.mask(found.filteredBy, secrets.valuesOf(found)) + ")")
        + (deleted ? ", and deletes what was written of it, if the delete guard lets it" : "");
  }

  private String mapped(Row found) {
    return found.outcome == Outcome.FILTERED && found.reached == Stage.MAP
        ? filtered(found)
        : "maps it";
  }

  private static String hashes(Row found) {
    String now =
        found.dataHash == null ? "it has no data hash" : "its data hash is " + found.dataHash;
    return found.state == null ? now : now + "; " + found.state.dataHash() + " was written";
  }

  private String compared(Row found) {
    if (found.outcome == Outcome.FILTERED && found.reached == Stage.DELTA) {
      return "leaves it: a delete is not due, or is held until everything is read";
    }
    if (found.change == null) {
      return "has nothing to compare: it is gone, and was not written or is marked already";
    }
    return switch (found.change) {
      case INSERT ->
          found.state == null
              ? "an insert: nothing of it was written"
              : "an insert: it was written to another destination";
      case UPDATE -> "an update: " + differing(found);
      case DELETE -> "a delete: the source says that it is gone";
      case UNCHANGED -> found.rehashed ? "unchanged; only the hash is new" : "unchanged";
    };
  }

  private static String differing(Row found) {
    Schema schema = found.mappedSchema;
    if (found.changedFields == null || schema == null) {
      boolean same = found.state != null && found.state.dataHash().equals(found.dataHash);
      return same ? "a parent has another id" : "the hashes differ";
    }
    return found.changedFields.stream()
        .mapToObj(i -> schema.field(i).name())
        .collect(Collectors.joining(", ", "", " changed"));
  }

  private String resolved(Row found) {
    if (found.outcome == Outcome.PENDING) {
      return "parks it: it waits for "
          + found.missing.stream()
              .map(parent -> parent.key() + " of sync '" + parent.sync() + "'")
              .collect(Collectors.joining(", "));
    }
    if (!found.deferred.isEmpty()) {
      return "leaves a link open: the parent is not there yet";
    }
    return definition.parents().isEmpty() || found.change == Change.DELETE
        ? "it has no parents"
        : "its parents are there";
  }

  private static String sent(Row found) {
    if (found.outcome == Outcome.FILTERED) {
      return found.change == Change.INSERT
          ? "leaves it, unless the destination holds it: 'insertNew' is false"
          : "leaves the destination's record as it is: 'updateExisting' is false";
    }
    return found.change == null || found.change == Change.UNCHANGED
        ? "nothing is sent"
        : "would be sent" + (found.change == Change.INSERT ? "" : " to " + refOf(found));
  }

  private static String refOf(Row found) {
    return found.state == null ? "its record" : "record " + found.state.ref();
  }

  private Map<String, String> shown(Schema schema, @Nullable Object[] values) {
    @Nullable Object[] masked = secrets.mask(schema, values);
    var texts = new LinkedHashMap<String, String>();
    for (int i = 0; i < masked.length; i++) {
      texts.put(schema.field(i).name(), ShownValue.of(masked[i]));
    }
    return texts;
  }
}
