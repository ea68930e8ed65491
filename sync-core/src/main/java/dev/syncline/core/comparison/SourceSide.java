package dev.syncline.core.comparison;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.ReadsBack;
import dev.syncline.api.destination.Target;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.RecordState;
import dev.syncline.core.comparison.Entry.Standing;
import dev.syncline.core.identity.RecordText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the destination should hold. Not safe for use by several threads.
 *
 * <p>Records may come with different fields; the loader is prepared for all of them.
 */
public final class SourceSide implements AutoCloseable {
  private final DestinationReader back;
  private final ExpectedRows expected;
  private @Nullable Target target;
  private Optional<Schema> stored = Optional.empty();
  private @Nullable ContentHash content;
  private long unjudged;
  private long live;

  /** Collects for a destination; closes what reads it. */
  public SourceSide(DestinationReader destination) {
    this.back = destination;
    this.expected = new ExpectedRows();
  }

  /** Makes ready for the fields of a target, too. */
  public void prepare(Target wanted) {
    Target known = target;
    Target wider = known == null ? wanted : union(known, wanted);
    if (!wider.equals(known)) {
      stored = back.prepare(new Target(wider.schema(), wider.keyFields(), false));
      target = wider;
      content = new ContentHash(wider.schema());
    }
  }

  private static Target union(Target known, Target wanted) {
    var fields = new ArrayList<Field>(known.schema().fields());
    for (Field field : wanted.schema().fields()) {
      if (known.schema().indexOf(field.name()).isEmpty()) {
        fields.add(field);
      }
    }
    return fields.size() == known.schema().size()
        ? known
        : new Target(Schema.of(fields), known.keyFields(), false);
  }

  /** Takes records as a run would write them. */
  public void add(List<SourceRow> rows, List<String> keyFields) {
    rows.forEach(row -> prepare(new Target(row.schema(), keyFields, false)));
    if (rows.isEmpty()) {
      return;
    }
    Target ready = target();
    var batch = RowBatch.builder(ready.schema());
    rows.forEach(row -> batch.add(row.op(), placed(row, ready.schema())));
    List<Optional<List<@Nullable Object>>> forms = back.readForm(batch.build());
    var refs = new ArrayList<DestinationRef>();
    rows.forEach(row -> row.ref().ifPresent(refs::add));
    var same = back.sameRefs(refs).iterator();
    for (int i = 0; i < rows.size(); i++) {
      SourceRow row = rows.get(i);
      Optional<DestinationRef> ref = row.ref().map(unused -> same.next());
      put(row, ref, forms.get(i), ready);
    }
  }

  private static @Nullable Object[] placed(SourceRow row, Schema schema) {
    if (row.schema().equals(schema)) {
      return row.values();
    }
    @Nullable Object[] placed = new @Nullable Object[schema.size()];
    Arrays.fill(placed, Absent.ABSENT);
    for (int i = 0; i < row.schema().size(); i++) {
      placed[schema.indexOf(row.schema().field(i).name()).orElseThrow()] = row.values()[i];
    }
    return placed;
  }

  private void put(
      SourceRow row,
      Optional<DestinationRef> ref,
      Optional<List<@Nullable Object>> form,
      Target ready) {
    if (form.isEmpty()) {
      unjudged(1);
      ref.ifPresent(known -> put(Standing.OURS, row, known));
      return;
    }
    @Nullable Object[] values = form.get().toArray();
    live++;
    expected.put(
        new Entry(
            expected.next(),
            Standing.LIVE,
            row.key(),
            row.keyHash(),
            ref,
            row.waiting(),
            row.dataHash(),
            contentHash(form.get()),
            RecordText.ofRecord(ready.schema(), Op.UPSERT, values)),
        keyOf(ready, form.get()));
  }

  private void put(Standing standing, SourceRow row, DestinationRef ref) {
    expected.put(
        new Entry(
            expected.next(),
            standing,
            row.key(),
            row.keyHash(),
            Optional.of(ref),
            false,
            "",
            "",
            ""),
        List.of());
  }

  /** Records of which nobody can say what the destination should hold. */
  public void unjudged(long records) {
    unjudged += records;
  }

  /**
   * Takes records that only their states know.
   *
   * @param gone whether the source does not have them any more; else they are ours, and that is all
   * @param waiting whether the next run deletes them
   */
  public void add(List<RecordState> states, boolean gone, boolean waiting) {
    List<DestinationRef> refs =
        back.sameRefs(states.stream().map(state -> RecordText.ref(state.ref())).toList());
    for (int i = 0; i < refs.size(); i++) {
      RecordState state = states.get(i);
      expected.put(
          new Entry(
              expected.next(),
              gone ? Standing.GONE : Standing.OURS,
              RecordText.key(state.key()),
              state.keyHash(),
              Optional.of(refs.get(i)),
              waiting,
              "",
              "",
              ""),
          List.of());
    }
  }

  /** The values of the key fields; empty if not all of them are there. */
  static List<Object> keyOf(Target target, List<@Nullable Object> values) {
    var key = new ArrayList<Object>();
    for (String field : target.keyFields()) {
      Object value = values.get(target.schema().indexOf(field).orElseThrow());
      if (value == null || value == Absent.ABSENT) {
        return List.of();
      }
      key.add(value);
    }
    return key;
  }

  String contentHash(List<@Nullable Object> values) {
    if (content == null) {
      throw new IllegalStateException("no fields are known yet");
    }
    return content.of(values);
  }

  /** The fields as the destination stores them, where it tells. */
  public Optional<Schema> stored() {
    return stored;
  }

  /** Whether any fields are known, so that the destination can be read. */
  public boolean prepared() {
    return target != null;
  }

  /** What was prepared. */
  public Target target() {
    if (target == null) {
      throw new IllegalStateException("no fields are known yet");
    }
    return target;
  }

  ExpectedRows expected() {
    return expected;
  }

  ReadsBack back() {
    return back;
  }

  long unjudged() {
    return unjudged;
  }

  long live() {
    return live;
  }

  @Override
  public void close() {
    expected.close();
    back.close();
  }
}
