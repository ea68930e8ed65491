package dev.syncline.smartsuite.records;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.http.extract.Listing;
import dev.syncline.http.extract.PageWalk;
import dev.syncline.http.extract.Place;
import dev.syncline.http.extract.Walk;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of a table's records, page by page. In the order of their numbers: a record that changes
 * keeps its place, and one that is new comes at the end. The last record of a page comes again on
 * the next one, so that pages that shift are noticed.
 *
 * @param body filter, order and form
 */
public record RecordList(SmartSuiteClient client, String table, Map<String, Object> body) {
  private static final int PAGE = 1000;

  /** Copies the body. */
  public RecordList {
    body = Map.copyOf(body);
  }

  /** All records of a table. */
  public static RecordList of(SmartSuiteClient client, String table) {
    return new RecordList(client, table, Map.of()).sorted("autonumber");
  }

  /** In the order of another field. */
  public RecordList sorted(String slug) {
    return with("sort", List.of(Map.of("field", slug, "direction", "asc")));
  }

  /** Only some records. */
  public RecordList filtered(Map<String, Object> filter) {
    return with("filter", filter);
  }

  /** With the names of what records refer to. */
  public RecordList hydrated() {
    return with("hydrated", true);
  }

  private RecordList with(String name, Object value) {
    var more = new LinkedHashMap<>(body);
    more.put(name, value);
    return new RecordList(client, table, more);
  }

  /** A way through all of them, that cannot be ended from outside. */
  public Walk all() {
    return walk(new Cancellation());
  }

  /** A way through all of them. */
  public Walk walk(Cancellation cancellation) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("method", "POST");
    settings.put("path", "/applications/" + table + "/records/list/");
    settings.put("body", body);
    settings.put("records", "items");
    settings.put("key", "id");
    settings.put(
        "pagination",
        Map.of(
            "type", "offset", "size", PAGE, "sizeParam", "limit", "overlap", 1, "total", "total"));
    return new PageWalk(
        client.api(),
        Listing.of(ComponentConfig.of(settings)),
        Map.of(),
        Optional.empty(),
        Place.START,
        cancellation);
  }
}
