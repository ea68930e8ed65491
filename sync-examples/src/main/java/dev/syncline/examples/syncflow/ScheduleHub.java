package dev.syncline.examples.syncflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.examples.syncflow.JsonServer.Asked;
import dev.syncline.examples.syncflow.JsonServer.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A ScheduleHub: takes records in batches, knows them by their business keys, and gives them ids of
 * its own. What it has taken stays in a file.
 */
final class ScheduleHub implements AutoCloseable {
  private static final String INGEST = "/api/v1/ingest/";
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "suppliers", List.of("supplier_no"),
          "customers", List.of("customer_no"),
          "items", List.of("part_no"),
          "orders", List.of("order_no"),
          "order_lines", List.of("order_no", "line_no"));

  private final Path file;
  private final ObjectNode held;
  private final Map<String, Map<String, String>> idsByKey = new LinkedHashMap<>();
  private final JsonServer server;
  private long written;
  private long nextId = 1;

  ScheduleHub(Path file, String key, Clock clock) throws IOException {
    this.file = file;
    this.held =
        Files.exists(file)
            ? (ObjectNode) JsonServer.JSON.readTree(file.toFile())
            : JsonServer.JSON.createObjectNode();
    held.fields()
        .forEachRemaining(
            entity ->
                entity
                    .getValue()
                    .fields()
                    .forEachRemaining(
                        row -> {
                          ids(entity.getKey())
                              .put(keyOf(entity.getKey(), row.getValue()), row.getKey());
                          nextId = Math.max(nextId, 1 + Long.parseLong(row.getKey().substring(3)));
                        }));
    this.server = new JsonServer(key, clock, this::answer);
  }

  String url() {
    return server.url();
  }

  long requests() {
    return server.requests();
  }

  /** How many records were created, changed or deleted. */
  synchronized long written() {
    return written;
  }

  /** How many records of an entity there are. */
  synchronized int size(String entity) {
    return held.path(entity).size();
  }

  private Map<String, String> ids(String entity) {
    return idsByKey.computeIfAbsent(entity, unused -> new LinkedHashMap<>());
  }

  private static String keyOf(String entity, JsonNode record) {
    var parts = new ArrayList<String>();
    for (String field : KEYS.getOrDefault(entity, List.of())) {
      parts.add(record.path(field).asText());
    }
    return String.join("|", parts);
  }

  private synchronized Told answer(Asked asked) {
    if (!asked.path().startsWith(INGEST)) {
      return new Told(404, Map.of("detail", "no such place"));
    }
    String[] parts = asked.path().substring(INGEST.length()).split("/");
    if (asked.method().equals("POST") && asked.body() != null && KEYS.containsKey(parts[0])) {
      return new Told(207, Map.of("results", taken(parts[0], asked.body().path("records"))));
    }
    if (asked.method().equals("DELETE") && parts.length == 2) {
      return deleted(parts[0], parts[1]);
    }
    return new Told(405, Map.of("detail", "nothing that is done here"));
  }

  private List<Map<String, Object>> taken(String entity, JsonNode records) {
    var results = new ArrayList<Map<String, Object>>();
    for (JsonNode record : records) {
      String key = keyOf(entity, record);
      if (key.isEmpty() || key.startsWith("|") || key.endsWith("|")) {
        results.add(Map.of("status", 422, "error", "the business key is missing"));
        continue;
      }
      String known = ids(entity).get(key);
      String id = known == null ? "sh-" + nextId++ : known;
      ids(entity).put(key, id);
      held.withObject("/" + entity).set(id, record);
      written++;
      results.add(Map.of("status", known == null ? 201 : 200, "id", id));
    }
    return results;
  }

  private Told deleted(String entity, String id) {
    JsonNode gone = held.withObject("/" + entity).remove(id);
    if (gone == null) {
      return new Told(404, Map.of("detail", "no such record"));
    }
    ids(entity).remove(keyOf(entity, gone));
    written++;
    return new Told(204, null);
  }

  /** Writes the file. */
  synchronized void save() throws IOException {
    JsonServer.JSON.writeValue(file.toFile(), held);
  }

  @Override
  public void close() throws IOException {
    server.close();
    save();
  }
}
