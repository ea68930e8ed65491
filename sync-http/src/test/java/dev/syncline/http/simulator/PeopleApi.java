package dev.syncline.http.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.http.json.JsonText;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An API that takes records: {@code POST /people} makes one, and makes it again if it is asked
 * again, unless it comes with an {@code Idempotency-Key} that it knows; {@code PATCH} and {@code
 * DELETE /people/{ref}} change it; {@code PUT /people/by-id/{id}} is an upsert; {@code GET
 * /people?id=…} finds; {@code POST}, {@code PATCH} and {@code DELETE /bulk} take many, and some of
 * them may fail. A name is at most 255 characters long.
 */
public final class PeopleApi {
  private static final int LONGEST_NAME = 255;

  private final Map<String, Map<String, Object>> people = new TreeMap<>();
  private final Map<String, String> byIdempotencyKey = new LinkedHashMap<>();
  private int number;

  public PeopleApi(SimulatedApi api) {
    api.route("/people", this::people).route("/bulk", this::bulk);
    api.route("/people/by-id/", this::upsert);
  }

  public synchronized List<Map<String, Object>> all() {
    return people.values().stream()
        .map(LinkedHashMap::new)
        .map(row -> (Map<String, Object>) row)
        .toList();
  }

  public synchronized void clear() {
    people.clear();
  }

  private synchronized Told people(Asked asked) {
    String ref = asked.path().replaceFirst("/people/?", "");
    return switch (asked.method()) {
      case "GET" -> ref.isEmpty() ? found(asked) : one(ref);
      case "POST" -> {
        String key = asked.headers().getOrDefault("idempotency-key", "");
        Map<String, Object> person = object(asked.json());
        Object ownKey = person.remove("key");
        key = ownKey == null ? key : ownKey.toString();
        String known = byIdempotencyKey.get(key);
        yield known == null || key.isEmpty()
            ? created(person, key)
            : Told.of(200, "{\"data\": {\"ref\": \"" + known + "\"}}");
      }
      case "PATCH" -> changed(ref, object(asked.json()));
      case "DELETE" -> people.remove(ref) == null ? Told.of(404, "") : Told.of(204, "");
      default -> Told.of(405, "");
    };
  }

  private Told one(String ref) {
    return people.containsKey(ref) ? Told.json(shown(ref)) : Told.of(404, "");
  }

  private Told found(Asked asked) {
    String id = asked.query().get("id");
    var found = new ArrayList<Map<String, Object>>();
    for (String ref : people.keySet()) {
      if (id == null || id.equals(String.valueOf(people.get(ref).get("id")))) {
        found.add(shown(ref));
      }
    }
    return Told.json(Map.of("results", found));
  }

  private Map<String, Object> shown(String ref) {
    var shown = new LinkedHashMap<>(people.get(ref));
    shown.put("ref", ref);
    return shown;
  }

  private Told created(Map<String, Object> person, String key) {
    if (tooLong(person)) {
      return Told.of(422, "{\"error\": \"name is too long\"}");
    }
    String ref = String.format("p-%06d", ++number);
    people.put(ref, person);
    if (!key.isEmpty()) {
      byIdempotencyKey.put(key, ref);
    }
    return Told.of(201, "{\"data\": {\"ref\": \"" + ref + "\"}}")
        .header("Location", "/people/" + ref);
  }

  private static boolean tooLong(Map<String, Object> person) {
    return person.get("name") instanceof String name && name.length() > LONGEST_NAME;
  }

  private Told changed(String ref, Map<String, Object> fields) {
    Map<String, Object> person = people.get(ref);
    if (person == null) {
      return Told.of(404, "");
    }
    if (tooLong(fields)) {
      return Told.of(422, "{\"error\": \"name is too long\"}");
    }
    person.putAll(fields);
    return Told.json(Map.of());
  }

  private synchronized Told upsert(Asked asked) {
    String id = asked.path().substring("/people/by-id/".length());
    if (asked.method().equals("DELETE")) {
      return people.remove("id-" + id) == null ? Told.of(404, "") : Told.of(204, "");
    }
    Map<String, Object> person = object(asked.json());
    if (tooLong(person)) {
      return Told.of(422, "{\"error\": \"name is too long\"}");
    }
    if (asked.method().equals("PATCH") && !people.containsKey("id-" + id)) {
      return Told.of(404, "");
    }
    people.computeIfAbsent("id-" + id, ref -> new LinkedHashMap<>()).putAll(person);
    return Told.of(200, "");
  }

  /** Each for itself, with a status for each, as 207 does it. */
  private synchronized Told bulk(Asked asked) {
    var results = new ArrayList<Map<String, Object>>();
    for (Object item : (List<?>) object(asked.json()).get("items")) {
      Told told =
          switch (asked.method()) {
            case "POST" -> created(object(item), "");
            case "PATCH" -> {
              Map<String, Object> person = object(item);
              String ref = String.valueOf(person.remove("ref"));
              yield changed(ref, person);
            }
            default ->
                people.remove(String.valueOf(item)) == null ? Told.of(404, "") : Told.of(204, "");
          };
      var result = new LinkedHashMap<String, Object>();
      result.put("status", told.status());
      result.put("body", JsonText.read(new String(told.body(), UTF_8)).orElse(Map.of()));
      results.add(result);
    }
    return new Told(
        207, Map.of(), JsonText.write(Map.of("results", results)).getBytes(UTF_8), false);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object json) {
    return new LinkedHashMap<>((Map<String, Object>) json);
  }
}
