package dev.syncline.smartsuite.simulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables with their records, and the events of what happens to them. Not safe for threads. */
final class Workspace {
  private final String account;
  private final String solution;
  private final Clock clock;
  private final boolean refusesUnknown;
  private final Map<String, Rows> tables = new LinkedHashMap<>();
  private final List<Map<String, @Nullable Object>> events = new ArrayList<>();

  Workspace(String account, String solution, Clock clock, boolean refusesUnknown) {
    this.account = account;
    this.solution = solution;
    this.clock = clock;
    this.refusesUnknown = refusesUnknown;
  }

  void add(SimulatedTable table) {
    tables.put(table.id(), new Rows(table, clock, refusesUnknown));
  }

  Rows rows(String table) {
    return Optional.ofNullable(tables.get(table)).orElseThrow(Refusal::notFound);
  }

  Collection<Rows> all() {
    return tables.values();
  }

  Map<String, @Nullable Object> create(Rows rows, Map<String, @Nullable Object> given) {
    Map<String, @Nullable Object> row = rows.create(given);
    event("RECORD_CREATED", rows, row, Map.of());
    return row;
  }

  Map<String, @Nullable Object> update(
      Rows rows, String id, Map<String, @Nullable Object> given, boolean clears) {
    var previous = new LinkedHashMap<>(rows.get(id));
    Map<String, @Nullable Object> row = rows.update(id, given, clears);
    event("RECORD_UPDATED", rows, row, previous);
    return row;
  }

  Map<String, @Nullable Object> delete(Rows rows, String id) {
    Map<String, @Nullable Object> row = rows.delete(id);
    event("RECORD_DELETED", rows, row, row);
    return row;
  }

  Map<String, @Nullable Object> restore(Rows rows, String id) {
    Map<String, @Nullable Object> row = rows.restore(id);
    event("RECORD_CREATED", rows, row, Map.of());
    return row;
  }

  private void event(
      String kind,
      Rows rows,
      Map<String, @Nullable Object> row,
      Map<String, @Nullable Object> previous) {
    var data = new LinkedHashMap<String, @Nullable Object>();
    data.put("record_id", row.get("id"));
    data.put(
        "locator",
        Map.of(
            "account_id", account,
            "solution_id", solution,
            "application_id", rows.table().id()));
    data.put("data", new LinkedHashMap<>(row));
    data.put("previous", new LinkedHashMap<>(previous));
    var event = new LinkedHashMap<String, @Nullable Object>();
    event.put("event_id", "event-" + (events.size() + 1));
    event.put("kind", kind);
    event.put("event_at", Rows.time(clock.instant()));
    event.put("record_event_data", data);
    event.put("ctx", Map.of());
    events.add(event);
  }

  List<Map<String, @Nullable Object>> events() {
    return events;
  }
}
