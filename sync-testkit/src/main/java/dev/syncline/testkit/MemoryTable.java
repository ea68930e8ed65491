package dev.syncline.testkit;

import dev.syncline.api.Change;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a {@link RecordingLoader}, under generated ids. Its owner guards it. */
final class MemoryTable {

  /** A walk gives few at once, so that it can break off in the middle. */
  private static final int PART = 10;

  private final LoaderTraits traits;
  private final Map<DestinationRef, Row> rows = new LinkedHashMap<>();
  private final Map<Key, List<DestinationRef>> byKey = new LinkedHashMap<>();
  private final Map<String, DestinationRef> byIdempotencyKey = new HashMap<>();
  private final Map<Change, Long> applied = new EnumMap<>(Change.class);
  private long nextId = 1;

  MemoryTable(LoaderTraits traits) {
    this.traits = traits;
  }

  WriteResult apply(WriteAttempt attempt) {
    WriteResult result =
        switch (attempt.change()) {
          case INSERT -> WriteResult.Written.as(insert(attempt));
          case UPDATE -> update(attempt);
          case DELETE -> delete(attempt);
          case UNCHANGED ->
              throw new IllegalStateException(
                  "key " + attempt.key() + " is unchanged: it must not be sent");
        };
    if (result instanceof WriteResult.Written) {
      applied.merge(attempt.change(), 1L, Long::sum);
    }
    return result;
  }

  private DestinationRef insert(WriteAttempt attempt) {
    Optional<DestinationRef> known = Optional.empty();
    if (traits.idempotentCreate()) {
      known = Optional.ofNullable(byIdempotencyKey.get(attempt.idempotencyKey()));
    }
    if (known.isEmpty() && traits.upsert()) {
      known = refs(attempt.key()).stream().findFirst();
    }
    var row = known.map(rows::get);
    if (known.isPresent() && row.isPresent()) {
      row.get().values().putAll(attempt.values().toMap());
      return known.get();
    }
    var ref = add(attempt.key(), attempt.values().toMap());
    byIdempotencyKey.put(attempt.idempotencyKey(), ref);
    return ref;
  }

  private WriteResult update(WriteAttempt attempt) {
    var ref = attempt.ref().orElseThrow();
    Row row = rows.get(ref);
    if (row == null) {
      return new WriteResult.Gone();
    }
    row.values().putAll(attempt.values().toMap());
    return WriteResult.Written.as(ref);
  }

  private WriteResult delete(WriteAttempt attempt) {
    var ref = attempt.ref().orElseThrow();
    if (!rows.containsKey(ref)) {
      return new WriteResult.Gone();
    }
    drop(ref);
    return WriteResult.Written.as(ref);
  }

  DestinationRef add(Key key, Map<String, @Nullable Object> values) {
    var ref = DestinationRef.of(nextId++);
    rows.put(ref, new Row(key, new LinkedHashMap<>(values)));
    byKey.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(ref);
    return ref;
  }

  private void drop(DestinationRef ref) {
    Row row = rows.remove(ref);
    if (row != null) {
      byKey.computeIfPresent(
          row.key(),
          (key, refs) -> {
            refs.remove(ref);
            return refs.isEmpty() ? null : refs;
          });
    }
  }

  void clear() {
    List.copyOf(rows.keySet()).forEach(this::drop);
  }

  BitSet holds(List<DestinationRef> refs) {
    var found = new BitSet(refs.size());
    for (int i = 0; i < refs.size(); i++) {
      found.set(i, rows.containsKey(refs.get(i)));
    }
    return found;
  }

  boolean change(DestinationRef ref, Map<String, ?> values) {
    Row row = rows.get(ref);
    if (row != null) {
      row.values().putAll(values);
    }
    return row != null;
  }

  /** The rows, with the values of these fields. */
  List<HeldRow> held(Schema schema) {
    var held = new ArrayList<HeldRow>(rows.size());
    rows.forEach(
        (ref, row) -> {
          var values = new ArrayList<@Nullable Object>();
          schema.names().forEach(name -> values.add(row.values().get(name)));
          held.add(new HeldRow(ref, values));
        });
    return held;
  }

  static HeldRows walk(List<HeldRow> rows, boolean goesOn, Runnable before) {
    return new HeldRows() {
      private int given;

      @Override
      public List<HeldRow> next() {
        before.run();
        int from = given;
        given = Math.min(rows.size(), from + PART);
        return rows.subList(from, given);
      }

      @Override
      public boolean goesOn() {
        return goesOn;
      }

      @Override
      public void close() {}
    };
  }

  static List<Optional<List<@Nullable Object>>> values(RecordBatch batch) {
    var all = new ArrayList<Optional<List<@Nullable Object>>>(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      var values = new ArrayList<@Nullable Object>();
      for (int field = 0; field < batch.schema().size(); field++) {
        values.add(batch.absent(row, field) ? Absent.ABSENT : batch.value(row, field));
      }
      all.add(Optional.of(values));
    }
    return all;
  }

  boolean removeAll(Key key) {
    var refs = refs(key);
    refs.forEach(this::drop);
    return !refs.isEmpty();
  }

  List<DestinationRef> refs(Key key) {
    return List.copyOf(byKey.getOrDefault(key, List.of()));
  }

  /** The rows whose fields hold the values of each key. */
  List<List<DestinationRef>> find(List<String> fields, List<Key> keys) {
    Map<Key, List<DestinationRef>> found = new HashMap<>();
    keys.forEach(key -> found.put(key, new ArrayList<>()));
    rows.forEach(
        (ref, row) -> {
          var values = new ArrayList<Object>();
          for (String field : fields) {
            Object value = row.values().get(field);
            if (value != null) {
              values.add(value);
            }
          }
          found.getOrDefault(new Key(values), new ArrayList<>()).add(ref);
        });
    return keys.stream().map(key -> List.copyOf(found.get(key))).toList();
  }

  Optional<Map<String, @Nullable Object>> row(Key key) {
    var refs = refs(key);
    if (refs.size() > 1) {
      throw new IllegalStateException("key " + key + " has " + refs.size() + " rows");
    }
    return refs.stream().findFirst().map(rows::get).map(Row::copy);
  }

  List<Map<String, @Nullable Object>> rows() {
    return rows.values().stream().map(Row::copy).toList();
  }

  List<Key> duplicates() {
    return byKey.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  long applied(Change change) {
    return applied.getOrDefault(change, 0L);
  }

  private record Row(Key key, Map<String, @Nullable Object> values) {

    Map<String, @Nullable Object> copy() {
      return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }
}
