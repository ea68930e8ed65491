package dev.syncline.smartsuite.records;

import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.json.JsonText;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The deleted records of a table, out of those of its solution. */
public final class DeletedRecords {
  private static final int PAGE = 1000;

  private final SmartSuiteClient client;
  private final Table table;
  private long requests;

  /** The deleted records of a table; nothing is asked yet. */
  public DeletedRecords(SmartSuiteClient client, Table table) {
    this.client = client;
    this.table = table;
  }

  /** All of them. Empty where the API does not tell to which solution the table belongs. */
  public List<Map<String, @Nullable Object>> all() {
    var all = new ArrayList<Map<String, @Nullable Object>>();
    Object cursor = table.solution().isEmpty() ? null : "";
    while (cursor != null) {
      Optional<Map<String, @Nullable Object>> page = page(cursor);
      if (page.isEmpty()) {
        // Pages are not documented; everything at once is.
        return everything();
      }
      if (page.get().get("records") instanceof List<?> records) {
        records.forEach(record -> add(all, record));
      }
      Object next = page.get().get("next_cursor");
      cursor = next == null || next.equals("") || next.equals(cursor) ? null : next;
    }
    return all;
  }

  private void add(List<Map<String, @Nullable Object>> all, @Nullable Object record) {
    if (record instanceof Map<?, ?> json && table.id().equals(json.get("application_id"))) {
      var copy = new LinkedHashMap<String, @Nullable Object>();
      json.forEach((name, value) -> copy.put(String.valueOf(name), value));
      all.add(copy);
    }
  }

  private List<Map<String, @Nullable Object>> everything() {
    requests++;
    var all = new ArrayList<Map<String, @Nullable Object>>();
    ApiRequest request =
        ApiRequest.of("POST", "/deleted-records/")
            .query("preview", "true")
            .body(JsonText.write(Map.of("solution_id", table.solution())));
    client.list(request, "$").forEach(record -> add(all, record));
    return all;
  }

  /** How many requests were made. */
  public long requests() {
    return requests;
  }

  private Optional<Map<String, @Nullable Object>> page(Object cursor) {
    requests++;
    var body = new LinkedHashMap<String, Object>();
    body.put("solution_id", table.solution());
    body.put("page_size", PAGE);
    if (!cursor.equals("")) {
      body.put("cursor", cursor);
    }
    return client.object(
        ApiRequest.of("POST", "/deleted-records/paginated/").body(JsonText.write(body)));
  }
}
