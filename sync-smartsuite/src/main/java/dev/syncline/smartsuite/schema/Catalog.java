package dev.syncline.smartsuite.schema;

import dev.syncline.api.error.PermanentException;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.json.JsonText;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a workspace holds: asked for when it is needed, once for each loader or extractor. */
public final class Catalog {
  private static final int PAGE = 1000;

  private final SmartSuiteClient client;
  private @Nullable Map<String, String> members;

  /** A catalog that has asked for nothing yet. */
  public Catalog(SmartSuiteClient client) {
    this.client = client;
  }

  /**
   * A table as it is now.
   *
   * @throws PermanentException if there is none of this id
   */
  public Table table(String id) {
    return client
        .object(request(id))
        .map(json -> Table.of(id, json))
        .orElseThrow(
            () ->
                new PermanentException(
                    "there is no table "
                        + id
                        + " in the workspace; its id are the 24 characters in the browser's address"));
  }

  /** The request for a table. */
  public static ApiRequest request(String id) {
    return ApiRequest.of("GET", "/applications/" + ApiRequest.encoded(id) + "/");
  }

  /** The solutions. */
  public List<Map<String, @Nullable Object>> solutions() {
    return client.list(ApiRequest.of("GET", "/solutions/"), "$");
  }

  /** The tables of a solution. */
  public List<Table> tables(String solution) {
    return client
        .list(ApiRequest.of("GET", "/applications/").query("solution", solution), "$")
        .stream()
        .map(json -> Table.of(String.valueOf(json.get("id")), json))
        .toList();
  }

  /** Adds a field; a second time changes nothing. */
  public void add(Table table, TableField field) {
    var definition = new LinkedHashMap<String, Object>();
    definition.put("slug", field.slug());
    definition.put("label", field.label());
    definition.put("field_type", field.type());
    definition.put("params", Map.of());
    definition.put("is_new", true);
    var body = new LinkedHashMap<String, Object>();
    body.put("field", definition);
    body.put("field_position", Map.of("prev_sibling_slug", ""));
    body.put("auto_fill_structure_layout", true);
    client.tell(
        ApiRequest.of("POST", "/applications/" + table.id() + "/add_field/")
            .body(JsonText.write(body)));
  }

  /** The id of a member by his e-mail address, in any case; an empty text if there is none. */
  public String member(String email) {
    Map<String, String> known = members;
    if (known == null) {
      known = readMembers();
      members = known;
    }
    return Optional.ofNullable(known.get(email.toLowerCase(Locale.ROOT))).orElse("");
  }

  private Map<String, String> readMembers() {
    var byEmail = new LinkedHashMap<String, String>();
    for (int offset = 0; ; offset += PAGE) {
      int before = byEmail.size();
      List<?> page = page(offset);
      for (Object item : page) {
        if (item instanceof Map<?, ?> member && member.get("id") instanceof String id) {
          Object emails = member.get("email");
          for (Object email : emails instanceof List<?> list ? list : List.of(text(emails))) {
            byEmail.put(text(email).toLowerCase(Locale.ROOT), id);
          }
        }
      }
      if (page.size() < PAGE || byEmail.size() == before) {
        byEmail.remove("");
        return byEmail;
      }
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /** A bare array, or an object around it. */
  private List<?> page(int offset) {
    ApiRequest request =
        ApiRequest.of("POST", "/members/list/")
            .query("offset", String.valueOf(offset))
            .query("limit", String.valueOf(PAGE))
            .body("{}");
    List<Map<String, @Nullable Object>> told = client.list(request, "$");
    return told.size() == 1 && told.get(0).get("items") instanceof List<?> items ? items : told;
  }
}
