package dev.syncline.smartsuite.records;

import dev.syncline.api.error.PermanentException;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.json.JsonText;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Some records of a table, by id or by the value of a field. */
public final class Records {
  private static final int MOST = 1000;

  private final SmartSuiteClient client;
  private final String table;

  /** Nothing is asked yet. */
  public Records(SmartSuiteClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** The path of something below the table's records. */
  public String path(String rest) {
    return "/applications/" + table + "/records/" + rest;
  }

  /** Those that are there, of these ids; in any order. */
  public List<Map<String, @Nullable Object>> byId(Collection<String> ids) {
    return byId(ids, Optional.empty());
  }

  /** Those that are there, of these ids, and that a filter lets through. */
  public List<Map<String, @Nullable Object>> byId(
      Collection<String> ids, Optional<Map<String, Object>> filter) {
    var wanted = List.copyOf(ids);
    var found = new ArrayList<Map<String, @Nullable Object>>();
    if (wanted.isEmpty()) {
      return found;
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("ids", wanted);
    filter.ifPresent(some -> body.put("filter", some));
    boolean strange = false;
    for (var record : list(body, Math.min(MOST, wanted.size() + 1))) {
      boolean ours = wanted.contains(String.valueOf(record.get("id")));
      strange |= !ours;
      if (ours) {
        found.add(record);
      }
    }
    if (strange && filter.isPresent()) {
      throw new PermanentException(
          "the API does not take ids into account when it lists records of the table " + table);
    }
    return strange ? oneByOne(wanted) : found;
  }

  /**
   * The same, also where lists show new records late: what is not listed is asked for by itself.
   */
  public List<Map<String, @Nullable Object>> surely(Collection<String> ids) {
    List<Map<String, @Nullable Object>> found = byId(ids);
    List<String> missing = new ArrayList<>(ids);
    found.forEach(record -> missing.remove(String.valueOf(record.get("id"))));
    found.addAll(oneByOne(missing));
    return found;
  }

  /** The API did not take the ids into account: what it did not answer may still be there. */
  private List<Map<String, @Nullable Object>> oneByOne(List<String> ids) {
    var found = new ArrayList<Map<String, @Nullable Object>>();
    for (String id : ids) {
      client.object(ApiRequest.of("GET", path(id + "/"))).ifPresent(found::add);
    }
    return found;
  }

  /** What the API answers for a filter of alternatives. */
  public List<Map<String, @Nullable Object>> by(
      String slug, String comparison, List<Object> values) {
    var clauses = new ArrayList<Object>();
    for (Object value : values) {
      var clause = new LinkedHashMap<String, Object>();
      clause.put("field", slug);
      clause.put("comparison", comparison);
      clause.put("value", value);
      clauses.add(clause);
    }
    return list(Map.of("filter", Map.of("operator", "or", "fields", clauses)), MOST);
  }

  private List<Map<String, @Nullable Object>> list(Map<String, Object> body, int limit) {
    ApiRequest request =
        ApiRequest.of("POST", path("list/"))
            .query("offset", "0")
            .query("limit", String.valueOf(limit))
            .body(JsonText.write(body));
    var items = client.list(request, "items");
    if (items.size() >= MOST) {
      throw new PermanentException(
          client.api().where(request)
              + " answers "
              + MOST
              + " records where only a few were asked for, as if it did not look at the filter");
    }
    return items;
  }
}
