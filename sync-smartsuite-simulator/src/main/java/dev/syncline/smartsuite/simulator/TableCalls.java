package dev.syncline.smartsuite.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Solutions, tables, fields and members. Not safe for use by several threads. */
final class TableCalls {
  private final Workspace workspace;
  private final Set<Variant> variants;
  private final Shown shown;
  private final Names names;

  /**
   * Who is there.
   *
   * @param solution the id of the one solution
   * @param members as the API shows them
   */
  record Names(String account, String solution, List<Map<String, @Nullable Object>> members) {}

  TableCalls(Workspace workspace, Set<Variant> variants, Names names) {
    this.workspace = workspace;
    this.variants = variants;
    this.shown = new Shown(variants);
    this.names = names;
  }

  Told call(RequestKind kind, Asked asked) {
    return switch (kind) {
      case SOLUTIONS -> solutions(asked);
      case TABLES -> tables(asked);
      case TABLE -> Told.ok(shown.table(workspace.rows(asked.table()).table(), names.solution()));
      case MEMBERS -> members(asked);
      case ACCOUNTS -> Told.ok(List.of(Map.of("id", names.account(), "name", "Simulated")));
      case ADD_FIELD, CHANGE_FIELD, DELETE_FIELD -> change(kind, asked);
      default -> throw Refusal.notFound();
    };
  }

  private Told solutions(Asked asked) {
    var solution = Map.of("id", names.solution(), "name", "Simulated", "slug", "simulated");
    if (asked.path().equals("/solutions/")) {
      return Told.ok(List.of(solution));
    }
    if (!asked.path().equals("/solutions/" + names.solution() + "/")) {
      throw Refusal.notFound();
    }
    return Told.ok(solution);
  }

  private Told tables(Asked asked) {
    var tables = new ArrayList<Object>();
    String solution = asked.query().getOrDefault("solution", names.solution());
    if (solution.equals(names.solution())) {
      workspace.all().forEach(rows -> tables.add(shown.table(rows.table(), names.solution())));
    }
    return Told.ok(tables);
  }

  private Told members(Asked asked) {
    List<Map<String, @Nullable Object>> all = names.members();
    int offset = Math.min(all.size(), asked.number("offset", 0));
    int limit = Math.max(1, asked.number("limit", 1000));
    return Told.ok(
        Map.of(
            "total",
            all.size(),
            "offset",
            offset,
            "limit",
            limit,
            "items",
            all.subList(offset, Math.min(all.size(), offset + limit))));
  }

  private Told change(RequestKind kind, Asked asked) {
    Rows rows = workspace.rows(asked.table());
    Map<String, @Nullable Object> body = asked.json();
    if (kind == RequestKind.DELETE_FIELD) {
      rows.table(rows.table().without(String.valueOf(body.get("slug"))));
      return Told.ok(Map.of());
    }
    Map<String, @Nullable Object> given =
        body.containsKey("field") ? Json.object(body.get("field")) : body;
    for (String name : List.of("slug", "label", "field_type")) {
      if (WriteForm.empty(given.get(name))) {
        throw Refusal.field(name, "This field is required.");
      }
    }
    if (!(given.get("params") instanceof Map)) {
      throw Refusal.field("params", "This field is required.");
    }
    var field =
        new SimulatedField(
            String.valueOf(given.get("slug")),
            String.valueOf(given.get("label")),
            String.valueOf(given.get("field_type")),
            Json.object(given.get("params")));
    rows.table(rows.table().field(field));
    return variants.contains(Variant.NO_BODY_FOR_FIELDS)
        ? new Told(200, null)
        : Told.ok(field.json());
  }
}
