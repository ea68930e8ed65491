package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.ReadsBack;
import dev.syncline.api.destination.Target;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.core.comparison.DestinationReader;
import dev.syncline.core.identity.RecordText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the destination holds of records that are about to be changed, where their record states do
 * not keep it. What cannot be read is left out, and said once. Belongs to one rehearsed run.
 */
public final class HeldValues implements AutoCloseable {
  private static final int AT_ONCE = 200;

  private @Nullable DestinationReader reader;
  private @Nullable Target target;
  private Optional<String> failure = Optional.empty();

  /** Asks this destination, if it can be read back, and closes its reader in the end. */
  public HeldValues(Supplier<DestinationReader> destination) {
    try {
      reader = destination.get();
    } catch (SyncException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A record of the destination.
   *
   * @param schema the fields
   * @param values what is held of each
   * @param wanted what would be held of each after the change; absent where nothing is written
   */
  record Held(
      Schema schema, List<@Nullable Object> values, Optional<List<@Nullable Object>> wanted) {

    @Nullable Object value(String field) {
      return of(values, field);
    }

    @Nullable Object wanted(String field) {
      return wanted.isEmpty() ? Absent.ABSENT : of(wanted.get(), field);
    }

    private @Nullable Object of(List<@Nullable Object> all, String field) {
      var index = schema.indexOf(field);
      return index.isEmpty() ? Absent.ABSENT : all.get(index.getAsInt());
    }
  }

  void prepared(Target wanted) {
    if (failure.isEmpty() && reader != null) {
      try {
        // Nothing is made or changed for a question.
        target = new Target(wanted.schema(), wanted.keyFields(), false);
        reader.prepare(target);
      } catch (SyncException e) {
        failure = Optional.of(String.valueOf(e.getMessage()));
      }
    }
  }

  /** What is held of those of these rows that need it. */
  Map<Row, Held> of(List<Row> rows) {
    Map<Row, Held> found = new IdentityHashMap<>();
    Target ready = target;
    DestinationReader back = reader;
    if (ready == null || back == null) {
      return found;
    }
    List<Row> asked = rows.stream().filter(HeldValues::needs).toList();
    for (int from = 0; from < asked.size() && failure.isEmpty(); from += AT_ONCE) {
      List<Row> some = asked.subList(from, Math.min(asked.size(), from + AT_ONCE));
      try {
        read(some, ready, back, found);
      } catch (SyncException e) {
        failure = Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return found;
  }

  private static boolean needs(Row row) {
    return row.open()
        && (row.change == Change.UPDATE || row.change == Change.DELETE)
        && row.state != null
        && row.state.values().isEmpty();
  }

  private static void read(List<Row> rows, Target target, ReadsBack back, Map<Row, Held> found) {
    List<DestinationRef> refs = back.sameRefs(rows.stream().map(HeldValues::ref).toList());
    Map<DestinationRef, HeldRow> held = new HashMap<>();
    back.read(refs).forEach(row -> held.put(row.ref(), row));
    List<Row> updates = rows.stream().filter(row -> row.change == Change.UPDATE).toList();
    var written = RowBatch.builder(target.schema());
    updates.forEach(row -> written.add(row.op, placed(row, target.schema())));
    var forms = back.readForm(written.build()).iterator();
    for (int i = 0; i < rows.size(); i++) {
      Optional<List<@Nullable Object>> wanted =
          rows.get(i).change == Change.UPDATE ? forms.next() : Optional.empty();
      HeldRow row = held.get(refs.get(i));
      if (row != null) {
        found.put(rows.get(i), new Held(target.schema(), row.values(), wanted));
      }
    }
  }

  private static DestinationRef ref(Row row) {
    if (row.state == null) {
      throw new IllegalArgumentException("nothing is known of this record");
    }
    return RecordText.ref(row.state.ref());
  }

  private static @Nullable Object[] placed(Row row, Schema schema) {
    @Nullable Object[] placed = new @Nullable Object[schema.size()];
    Arrays.fill(placed, Absent.ABSENT);
    Schema mapped = row.mappedSchema;
    for (int i = 0; mapped != null && i < mapped.size(); i++) {
      var index = schema.indexOf(mapped.field(i).name());
      if (index.isPresent()) {
        placed[index.getAsInt()] = row.mapped[i];
      }
    }
    return placed;
  }

  /** What a person should know. */
  public List<String> notices() {
    var notices = new ArrayList<String>();
    failure.ifPresent(
        why -> notices.add("the destination was not read, so updates show all new values: " + why));
    return notices;
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
