package dev.syncline.smartsuite.load;

import dev.syncline.api.Change;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Key;
import dev.syncline.http.extract.Walk;
import dev.syncline.http.extract.Walk.Step;
import dev.syncline.http.load.Item;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.records.RecordList;
import dev.syncline.smartsuite.records.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The external ids of a table, so that new records need no search each: a page of a thousand takes
 * as many requests as a search for 25.
 *
 * <p>It is never asked about what may be in doubt: not before this loader has written something,
 * since what a run before left in doubt is looked up by then; and not for records of whose write no
 * good answer came. Read once there were as many searches as the table has pages, and left alone if
 * the table is large or changes while it is read.
 */
final class Index {
  private static final int MOST = 100_000;
  private static final int PAGE = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SmartSuiteClient client;
  private final Records records;
  private final String table;
  private final ExternalId externalId;
  private final Optional<Restoring> restoring;
  private final Set<String> doubtful = new HashSet<>();
  private @Nullable Map<String, String> ids;
  private boolean written;
  private boolean hopeless;
  private long searches;
  private long pages = 1;

  Index(
      SmartSuiteClient client,
      Records records,
      String table,
      ExternalId externalId,
      Optional<Restoring> restoring) {
    this.client = client;
    this.records = records;
    this.table = table;
    this.externalId = externalId;
    this.restoring = restoring;
  }

  /** The references of all records with each of these keys, in order. */
  List<List<DestinationRef>> find(List<Key> keys) {
    if (written && ids == null && !hopeless && searches >= pages) {
      read();
    }
    Map<String, String> known = ids;
    if (known == null) {
      searches++;
      return externalId.find(keys, records, restoring);
    }
    var open = new ArrayList<Key>();
    for (Key key : keys) {
      if (unsure(text(key), known)) {
        open.add(key);
      }
    }
    var searched = new HashMap<Key, List<DestinationRef>>();
    if (!open.isEmpty()) {
      List<List<DestinationRef>> found = externalId.find(open, records, restoring);
      for (int i = 0; i < open.size(); i++) {
        searched.put(open.get(i), found.get(i));
      }
    }
    var refs = new ArrayList<List<DestinationRef>>();
    for (Key key : keys) {
      Optional<List<DestinationRef>> told = Optional.ofNullable(searched.get(key));
      refs.add(told.orElseGet(() -> held(known.get(text(key)))));
    }
    return refs;
  }

  private static List<DestinationRef> held(@Nullable String id) {
    return id == null ? List.of() : List.of(DestinationRef.of(id));
  }

  /** In doubt, or there more than once. */
  private boolean unsure(String text, Map<String, String> known) {
    return doubtful.contains(text) || "".equals(known.get(text));
  }

  private String text(Key key) {
    return externalId.text(externalId.value(key));
  }

  private void read() {
    var read = new HashMap<String, String>();
    try (Walk walk = RecordList.of(client, table).all()) {
      while (true) {
        Step step = walk.next(PATIENCE);
        if (step instanceof Step.Item item) {
          add(read, item.record());
        } else if (step instanceof Step.Wait) {
          // Next time, perhaps.
          return;
        } else {
          break;
        }
        if (read.size() > searches * PAGE) {
          // Larger than what the searches so far have cost; worth it when they have cost twice
          // that.
          pages = 2 * searches;
          hopeless = read.size() > MOST;
          return;
        }
      }
      if (walk.drifted().isPresent()) {
        hopeless = true;
        return;
      }
    }
    ids = read;
  }

  private void add(Map<String, String> read, Map<String, @Nullable Object> record) {
    Object held = record.get(externalId.slug());
    if (held != null) {
      put(read, externalId.text(held), String.valueOf(record.get("id")));
    }
  }

  private static void put(Map<String, String> known, String key, String id) {
    String before = known.put(key, id);
    if (before != null && !before.equals(id)) {
      known.put(key, "");
    }
  }

  /** What became of changes. */
  void learn(List<Item> items, @Nullable WriteResult[] results) {
    written = true;
    for (Item item : items) {
      WriteResult result = results[item.row()];
      Object value = item.record().get(externalId.slug());
      if (value != null) {
        learn(externalId.text(value), result);
      }
      boolean away =
          result instanceof WriteResult.Gone
              || (item.change() == Change.DELETE && result instanceof WriteResult.Written);
      if (away && ids != null) {
        String id = item.ref().map(Objects::toString).orElse("");
        Objects.requireNonNull(ids).values().removeIf(id::equals);
      }
    }
  }

  private void learn(String key, @Nullable WriteResult result) {
    Map<String, String> known = ids;
    if (result instanceof WriteResult.Written done) {
      if (known != null && !doubtful.contains(key)) {
        put(known, key, done.ref().toString());
      }
    } else if (!(result instanceof WriteResult.Rejected) && !(result instanceof WriteResult.Gone)) {
      doubtful.add(key);
    }
  }

  /** Nobody knows what became of these. */
  void doubt(List<Item> items) {
    for (Item item : items) {
      Object value = item.record().get(externalId.slug());
      if (value != null) {
        doubtful.add(externalId.text(value));
      }
    }
  }
}
