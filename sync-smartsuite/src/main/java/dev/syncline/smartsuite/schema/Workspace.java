package dev.syncline.smartsuite.schema;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.PermanentException;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.json.JsonText;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a workspace holds: asked for when it is needed, once for each loader or extractor. */
public final class Workspace {
  private static final int PAGE = 1000;
  private static final String ID = "[0-9a-fA-F]{24}";

  private final SmartSuiteClient client;
  private @Nullable Map<String, String> members;

  /** A workspace that has asked for nothing yet. */
  public Workspace(SmartSuiteClient client) {
    this.client = client;
  }

  /**
   * A table as it is now.
   *
   * @param named its id or its name
   * @throws PermanentException if there is none, or if several have this name
   */
  public Table table(String named) {
    String id = named.matches(ID) ? named : idOf(named);
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

  /**
   * All tables, with their fields.
   *
   * @param solution the id or the name of a solution; those of all solutions if empty
   * @throws PermanentException if there is no such solution
   */
  public List<Table> tables(Optional<String> solution) {
    ApiRequest all = ApiRequest.of("GET", "/applications/");
    ApiRequest request =
        solution.map(named -> all.query("solution", solutionId(named))).orElse(all);
    return client.list(request, "$").stream()
        .map(json -> Table.of(text(json.get("id")), json))
        .toList();
  }

  private String solutionId(String named) {
    Map<String, String> names = solutions();
    if (names.containsKey(named)) {
      return named;
    }
    return names.entrySet().stream()
        .filter(solution -> solution.getValue().equals(named))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new PermanentException(
                    "there is no solution '"
                        + named
                        + "' in the workspace"
                        + Nearest.hint(named, names.values())));
  }

  private static ApiRequest request(String id) {
    return ApiRequest.of("GET", "/applications/" + id + "/");
  }

  private String idOf(String name) {
    List<Map<String, @Nullable Object>> tables =
        client.list(ApiRequest.of("GET", "/applications/"), "$");
    List<Map<String, @Nullable Object>> found = called(tables, name::equals);
    if (found.isEmpty()) {
      found = called(tables, name::equalsIgnoreCase);
    }
    if (found.size() == 1) {
      return String.valueOf(found.get(0).get("id"));
    }
    if (found.isEmpty()) {
      List<String> names = tables.stream().map(table -> text(table.get("name"))).toList();
      throw new PermanentException(
          "there is no table '" + name + "' in the workspace" + Nearest.hint(name, names));
    }
    Map<String, String> solutions = solutions();
    throw new PermanentException(
        "several tables are called '"
            + name
            + "'; say by id which one is meant: "
            + found.stream()
                .map(
                    table ->
                        table.get("id")
                            + " of the solution '"
                            + solutions.getOrDefault(text(table.get("solution")), "?")
                            + "'")
                .collect(Collectors.joining(", ")));
  }

  private static List<Map<String, @Nullable Object>> called(
      List<Map<String, @Nullable Object>> tables, Predicate<String> name) {
    return tables.stream().filter(table -> name.test(text(table.get("name")))).toList();
  }

  /** The names of the solutions by id. */
  private Map<String, String> solutions() {
    var names = new LinkedHashMap<String, String>();
    client
        .list(ApiRequest.of("GET", "/solutions/"), "$")
        .forEach(solution -> names.put(text(solution.get("id")), text(solution.get("name"))));
    return names;
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
