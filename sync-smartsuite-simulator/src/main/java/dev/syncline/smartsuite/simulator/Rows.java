package dev.syncline.smartsuite.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of one table, deleted ones apart. Not safe for use by several threads. */
final class Rows {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String ROBOT = "5f0000000000000000000001";

  private final Clock clock;
  private final Map<String, Map<String, @Nullable Object>> live = new LinkedHashMap<>();
  private final Map<String, Map<String, @Nullable Object>> deleted = new LinkedHashMap<>();
  private SimulatedTable table;
  private final boolean refusesUnknown;
  private long made;

  Rows(SimulatedTable table, Clock clock, boolean refusesUnknown) {
    this.table = table;
    this.clock = clock;
    this.refusesUnknown = refusesUnknown;
  }

  SimulatedTable table() {
    return table;
  }

  void table(SimulatedTable changed) {
    table = changed;
  }

  List<Map<String, @Nullable Object>> live() {
    return new ArrayList<>(live.values());
  }

  List<Map<String, @Nullable Object>> deleted() {
    return new ArrayList<>(deleted.values());
  }

  Map<String, @Nullable Object> get(String id) {
    return Optional.ofNullable(live.get(id)).orElseThrow(Refusal::notFound);
  }

  boolean has(String id) {
    return live.containsKey(id);
  }

  /** Refuses what could not be created; changes nothing. */
  void checkNew(Map<String, @Nullable Object> given, boolean requires) {
    var row = new LinkedHashMap<String, @Nullable Object>();
    fill(row, given);
    for (SimulatedField field : table.fields()) {
      if (requires && field.is("required") && row.get(field.slug()) == null) {
        throw Refusal.field(field.slug(), "This field is required.");
      }
    }
    unique("", row);
  }

  Map<String, @Nullable Object> create(Map<String, @Nullable Object> given) {
    made++;
    String id = String.format("%08x%016x", table.id().hashCode(), made);
    var row = new LinkedHashMap<String, @Nullable Object>();
    row.put("id", id);
    row.put("application_id", table.id());
    row.put("application_slug", "s" + table.id().substring(16));
    row.put("autonumber", made);
    row.put("comments_count", 0L);
    row.put("first_created", stamp());
    fill(row, given);
    row.put("last_updated", stamp());
    live.put(id, row);
    return row;
  }

  /** Refuses what could not be updated; changes nothing. */
  void checkUpdate(String id, Map<String, @Nullable Object> given) {
    var row = new LinkedHashMap<>(get(id));
    fill(row, given);
    unique(id, row);
  }

  /**
   * Changes a record.
   *
   * @param clears whether fields that are not given are emptied
   */
  Map<String, @Nullable Object> update(
      String id, Map<String, @Nullable Object> given, boolean clears) {
    Map<String, @Nullable Object> row = get(id);
    if (clears) {
      table.fields().stream()
          .filter(field -> !WriteForm.READ_ONLY.contains(field.type()))
          .forEach(field -> row.put(field.slug(), null));
    }
    fill(row, given);
    row.put("last_updated", stamp());
    return row;
  }

  Map<String, @Nullable Object> delete(String id) {
    Map<String, @Nullable Object> row = get(id);
    live.remove(id);
    row.put("deleted_date", Map.of("date", time(clock.instant())));
    deleted.put(id, row);
    return row;
  }

  Map<String, @Nullable Object> restore(String id) {
    Map<String, @Nullable Object> row = deleted.remove(id);
    if (row == null) {
      throw Refusal.notFound();
    }
    row.put("deleted_date", null);
    row.put("title", (row.get("title") == null ? "" : row.get("title") + " ") + "(Restored)");
    row.put("last_updated", stamp());
    live.put(id, row);
    return row;
  }

  private void fill(Map<String, @Nullable Object> row, Map<String, @Nullable Object> given) {
    given.forEach(
        (slug, value) -> {
          Optional<SimulatedField> field = table.named(slug);
          if (field.isEmpty() && refusesUnknown && !slug.equals("id")) {
            throw Refusal.field(slug, "Unknown field.");
          }
          field
              .filter(known -> !WriteForm.READ_ONLY.contains(known.type()))
              .ifPresent(
                  known -> row.put(slug, WriteForm.kept(known, value, time(clock.instant()))));
        });
  }

  private void unique(String id, Map<String, @Nullable Object> row) {
    for (SimulatedField field : table.fields()) {
      Object value = row.get(field.slug());
      boolean taken =
          field.is("unique")
              && value != null
              && live.values().stream()
                  .anyMatch(
                      other ->
                          !id.equals(other.get("id")) && value.equals(other.get(field.slug())));
      if (taken) {
        throw Refusal.field(field.slug(), "This value is already in use.");
      }
    }
  }

  private Map<String, @Nullable Object> stamp() {
    var stamp = new LinkedHashMap<String, @Nullable Object>();
    stamp.put("on", time(clock.instant()));
    stamp.put("by", ROBOT);
    return stamp;
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** Everything, to be kept in a file. */
  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("made", made);
    json.put("live", live());
    json.put("deleted", deleted());
    return json;
  }

  void restoreFrom(Map<String, @Nullable Object> json) {
    made = Filter.decimal(json.get("made")).longValue();
    take(json.get("live"), live);
    take(json.get("deleted"), deleted);
  }

  private static void take(@Nullable Object rows, Map<String, Map<String, @Nullable Object>> into) {
    for (Object row : Json.list(rows)) {
      Map<String, @Nullable Object> object = Json.object(row);
      into.put(String.valueOf(object.get("id")), object);
    }
  }
}
