package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.destination.Target;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.HeldValues.Held;
import dev.syncline.core.pipeline.Row.Rejection;
import dev.syncline.core.plan.FieldChange;
import dev.syncline.core.plan.PlanWriter;
import dev.syncline.core.plan.PlannedChange;
import dev.syncline.core.plan.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what a rehearsed run is about to write, and why it would refuse the rest. */
public final class PlanRecorder extends ChangeWatch {
  private static final int MOST_GROUPS = 200;
  private static final String OTHERS = "others";

  private final PlanWriter out;
  private final Optional<HeldValues> destination;
  private final Secrets secrets;
  private final ChangeCheck check = new ChangeCheck();
  private final Identity identity = new Identity();
  private final Map<String, Refused> refused = new LinkedHashMap<>();
  private long rehashed;

  /**
   * Writes the changes of a rehearsed run of this sync.
   *
   * @param destination is asked for earlier values that are not kept
   */
  public PlanRecorder(SyncDefinition definition, PlanWriter out, Optional<HeldValues> destination) {
    this.out = out;
    this.destination = destination;
    this.secrets = new Secrets(definition.secretFields(), definition.mapping());
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

  /** How many unchanged records would get a new hash. */
  public long rehashed() {
    return rehashed;
  }

  /** How many updates are of records that were written under another mapping. */
  public long updatesByMapping() {
    return remapped();
  }

  /** The rejections by fingerprint, the most first. */
  public List<Refused> refused() {
    return refused.values().stream()
        .sorted(Comparator.comparingLong(Refused::count).reversed())
        .toList();
  }

  @Override
  void prepared(Target target) {
    destination.ifPresent(held -> held.prepared(target));
  }

  @Override
  List<String> notices() {
    var notices = new ArrayList<>(super.notices());
    destination.ifPresent(held -> notices.addAll(held.notices()));
    return notices;
  }

  @Override
  void beforeWrite(WorkBatch batch) {
    super.beforeWrite(batch);
    Map<Row, Held> held = destination.map(values -> values.of(batch.rows())).orElse(Map.of());
    for (Row row : batch.rows()) {
      if (row.open()) {
        out.write(planned(row, held.get(row)));
      } else if (row.rejection != null) {
        refuse(row, row.rejection);
      } else if (row.rehashed) {
        rehashed++;
      }
    }
  }

  private void refuse(Row row, Rejection why) {
    Set<String> hidden = secrets.valuesOf(row);
    var shown = new Rejection(why.stage(), why.errorType(), Secrets.mask(why.message(), hidden));
    String fingerprint = ErrorFingerprint.of(shown, row);
    if (refused.size() >= MOST_GROUPS && !refused.containsKey(fingerprint)) {
      fingerprint = OTHERS;
    }
    Refused before = refused.get(fingerprint);
    refused.put(
        fingerprint,
        before == null
            ? new Refused(fingerprint, 1, shown.stage() + ": " + shown.message())
            : new Refused(fingerprint, before.count() + 1, before.sample()));
  }

  private PlannedChange planned(Row row, @Nullable Held held) {
    return new PlannedChange(
        row.requiredChange(),
        row.requiredKey().toString(),
        row.id,
        check.of(row),
        held == null ? fields(row) : fields(row, held));
  }

  /** Against what the destination holds. */
  private List<FieldChange> fields(Row row, Held held) {
    var fields = new ArrayList<FieldChange>();
    for (String name : held.schema().names()) {
      Object was = held.value(name);
      if (row.change == Change.DELETE) {
        fields.add(new FieldChange(name, Optional.of(secrets.shown(name, was)), Optional.empty()));
      } else {
        Object wanted = held.wanted(name);
        if (wanted != Absent.ABSENT && !identity.same(was, wanted)) {
          fields.add(
              new FieldChange(
                  name,
                  Optional.of(secrets.shown(name, was)),
                  Optional.of(secrets.shown(name, wanted))));
        }
      }
    }
    return fields;
  }

  /** Against what the record state keeps. */
  private List<FieldChange> fields(Row row) {
    SyncRecord kept = kept(row);
    if (row.change == Change.DELETE) {
      return kept == null ? List.of() : gone(kept);
    }
    Schema schema = row.mappedSchema;
    if (schema == null) {
      return List.of();
    }
    SyncRecord before = row.change == Change.UPDATE ? kept : null;
    @Nullable Object[] shown = secrets.mask(schema, row.mapped);
    var fields = new ArrayList<FieldChange>();
    for (int i = 0; i < schema.size(); i++) {
      String name = schema.field(i).name();
      Object old = before == null ? null : valueOf(before, name);
      if (before == null || !identity.same(old, row.mapped[i])) {
        Optional<String> was =
            before == null ? Optional.empty() : Optional.of(secrets.shown(name, old));
        fields.add(new FieldChange(name, was, Optional.of(ShownValue.of(shown[i]))));
      }
    }
    return fields;
  }

  /** What was written last, where the definition keeps it. */
  private static @Nullable SyncRecord kept(Row row) {
    return row.state == null ? null : row.state.values().map(RecordText::record).orElse(null);
  }

  private static @Nullable Object valueOf(SyncRecord record, String field) {
    return record.has(field) ? record.get(field) : Absent.ABSENT;
  }

  private List<FieldChange> gone(SyncRecord before) {
    var fields = new ArrayList<FieldChange>();
    for (String name : before.schema().names()) {
      fields.add(
          new FieldChange(
              name, Optional.of(secrets.shown(name, valueOf(before, name))), Optional.empty()));
    }
    return fields;
  }
}
