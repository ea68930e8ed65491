package dev.syncline.testkit.simulation;

import dev.syncline.api.Change;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A simulated destination: records under ids that it gives itself. */
final class TargetTable {
  private final DestinationKind kind;
  private final VirtualClock clock;
  private final Map<Long, Instant> madeAt = new HashMap<>();
  private final TreeMap<Long, Entry> rows = new TreeMap<>();
  private final Map<String, Long> byIdempotencyKey = new HashMap<>();
  private long nextId = 1;
  private long writes;
  private long deletes;

  TargetTable(DestinationKind kind, VirtualClock clock) {
    this.kind = kind;
    this.clock = clock;
  }

  /** What is held under one id. */
  record Entry(long key, Map<String, @Nullable Object> values, boolean foreign) {}

  /** What is held at one moment. */
  record Memory(TreeMap<Long, Entry> rows, long writes, long deletes) {}

  Memory remember() {
    return new Memory(new TreeMap<>(rows), writes, deletes);
  }

  void restore(Memory memory) {
    rows.clear();
    rows.putAll(memory.rows());
    writes = memory.writes();
    deletes = memory.deletes();
  }

  /** How many changes were made. */
  long writes() {
    return writes;
  }

  long deletes() {
    return deletes;
  }

  Map<Long, Entry> rows() {
    return rows;
  }

  /** The ids of the records of a key. */
  List<Long> ids(long key) {
    var ids = new ArrayList<Long>(1);
    rows.forEach(
        (id, entry) -> {
          if (entry.key() == key) {
            ids.add(id);
          }
        });
    return ids;
  }

  /** What is held of every key; several records of one key are a duplicate. */
  Map<Long, List<Map<String, @Nullable Object>>> content() {
    var content = new TreeMap<Long, List<Map<String, @Nullable Object>>>();
    for (Entry entry : rows.values()) {
      content.computeIfAbsent(entry.key(), key -> new ArrayList<>(1)).add(entry.values());
    }
    return content;
  }

  /** A record that somebody else made. */
  void addForeign(long key, Map<String, @Nullable Object> values) {
    rows.put(nextId++, new Entry(key, values, true));
  }

  /** What a search finds: nothing that is younger than this. */
  List<DestinationRef> find(Key key, Duration settle) {
    return ids(keyOf(key)).stream()
        .filter(id -> !madeAt.getOrDefault(id, Instant.MIN).isAfter(clock.now().minus(settle)))
        .map(DestinationRef::of)
        .toList();
  }

  static long keyOf(Key key) {
    return ((Number) key.values().get(0)).longValue();
  }

  WriteResult apply(SentChange sent) {
    return switch (sent.change()) {
      case INSERT -> insert(sent);
      case UPDATE, DELETE -> change(sent);
      case UNCHANGED -> throw new IllegalStateException("an unchanged record was sent");
    };
  }

  private WriteResult insert(SentChange sent) {
    if (refuses(sent.values())) {
      return new WriteResult.Rejected("refused by the destination");
    }
    long id = known(sent.key(), sent.idempotencyKey()).orElseGet(() -> nextId++);
    writes++;
    byIdempotencyKey.put(sent.idempotencyKey(), id);
    madeAt.putIfAbsent(id, clock.now());
    merge(id, sent.key(), sent.values());
    return WriteResult.Written.as(DestinationRef.of(id));
  }

  private static boolean refuses(Map<String, @Nullable Object> values) {
    Object title = values.get("title");
    return title != null && title.toString().startsWith(SourceRow.REFUSED);
  }

  private Optional<Long> known(long key, String idempotencyKey) {
    return switch (kind) {
      case UPSERT, UPSERT_WITH_LOOK_UP, JOINED_TRANSACTION -> ids(key).stream().findFirst();
      case IDEMPOTENT_CREATE ->
          Optional.ofNullable(byIdempotencyKey.get(idempotencyKey)).filter(rows::containsKey);
      case LOOK_UP_ONLY -> Optional.empty();
    };
  }

  private void merge(long id, long key, Map<String, @Nullable Object> values) {
    Entry before = rows.get(id);
    var merged =
        new LinkedHashMap<String, @Nullable Object>(before == null ? Map.of() : before.values());
    merged.putAll(values);
    rows.put(id, new Entry(key, merged, before != null && before.foreign()));
  }

  private WriteResult change(SentChange sent) {
    DestinationRef ref = sent.ref().orElseThrow();
    long id = ((Number) ref.single()).longValue();
    Entry entry = rows.get(id);
    if (entry == null) {
      return new WriteResult.Gone();
    }
    if (sent.change() == Change.DELETE) {
      writes++;
      deletes++;
      rows.remove(id);
      return WriteResult.Written.as(ref);
    }
    if (refuses(sent.values())) {
      return new WriteResult.Rejected("refused by the destination");
    }
    writes++;
    merge(id, entry.key(), sent.values());
    return WriteResult.Written.as(ref);
  }
}
