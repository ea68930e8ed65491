package dev.syncline.smartsuite.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be done with records. Not safe for use by several threads. */
final class RecordCalls {
  private static final int MOST_IN_BULK = 25;
  private static final int MOST_IN_LIST = 1000;

  private final Workspace workspace;
  private final Set<Variant> variants;
  private final Shown shown;
  private final InstantSource clock;
  private final Limits limits;

  /**
   * Bounds of lists.
   *
   * @param usual how many records a list has that asks for no number
   * @param clauses how many a filter may have
   * @param searchLag how long a new record is not found
   */
  record Limits(int usual, int clauses, Duration searchLag) {}

  RecordCalls(Workspace workspace, Set<Variant> variants, InstantSource clock, Limits limits) {
    this.workspace = workspace;
    this.variants = variants;
    this.shown = new Shown(variants);
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Carries out a request.
   *
   * @param half whether only the first half of a bulk call is carried out
   */
  Told call(RequestKind kind, Asked asked, boolean half) {
    Rows rows = workspace.rows(asked.table());
    String id = asked.record();
    return switch (kind) {
      case LIST -> list(rows, asked);
      case GET -> Told.ok(shown.row(rows.table(), rows.get(id), asked.says("hydrated"), false));
      case CREATE -> {
        rows.checkNew(asked.json(), true);
        yield Told.ok(full(rows, workspace.create(rows, asked.json())));
      }
      case UPDATE, REPLACE -> {
        rows.checkUpdate(id, asked.json());
        boolean clears = kind == RequestKind.REPLACE;
        yield Told.ok(full(rows, workspace.update(rows, id, asked.json(), clears)));
      }
      case DELETE -> {
        Told told = Told.ok(deletion(workspace.delete(rows, id)));
        yield variants.contains(Variant.NO_BODY_FOR_DELETES) ? new Told(204, null) : told;
      }
      case RESTORE -> Told.ok(full(rows, workspace.restore(rows, id)));
      case BULK_CREATE -> bulkCreate(rows, items(asked, half));
      case BULK_UPDATE, BULK_REPLACE ->
          bulkUpdate(rows, items(asked, half), kind == RequestKind.BULK_REPLACE);
      case BULK_DELETE -> bulkDelete(rows, items(asked, half));
      default -> throw Refusal.notFound();
    };
  }

  private Map<String, @Nullable Object> full(Rows rows, Map<String, @Nullable Object> row) {
    return shown.row(rows.table(), row, false, false);
  }

  private static List<?> items(Asked asked, boolean half) {
    List<?> items = Json.list(asked.json().get("items"));
    if (items.size() > MOST_IN_BULK) {
      throw new Refusal(
          422, Map.of("items", List.of("Ensure this field has no more than 25 elements.")));
    }
    return half ? items.subList(0, items.size() / 2) : items;
  }

  private Told bulkCreate(Rows rows, List<?> items) {
    return bulk(
        items,
        item -> {
          rows.checkNew(Json.object(item), false);
          return () ->
              shown.row(rows.table(), workspace.create(rows, Json.object(item)), false, true);
        },
        false);
  }

  private Told bulkUpdate(Rows rows, List<?> items, boolean clears) {
    return bulk(
        items,
        item -> {
          Map<String, @Nullable Object> given = Json.object(item);
          String id = String.valueOf(given.get("id"));
          rows.checkUpdate(id, given);
          return () ->
              shown.row(rows.table(), workspace.update(rows, id, given, clears), false, true);
        },
        true);
  }

  /** Something that was checked, and can be carried out. */
  private interface Step {
    Map<String, @Nullable Object> carryOut();
  }

  private Told bulk(List<?> items, Function<Object, Step> check, boolean update) {
    boolean partial = variants.contains(Variant.PARTIAL_FAILURES);
    var steps = new ArrayList<Step>();
    var failed = new ArrayList<Object>();
    for (int i = 0; i < items.size(); i++) {
      try {
        steps.add(check.apply(items.get(i)));
      } catch (Refusal refusal) {
        if (!partial) {
          throw refusal;
        }
        failed.add(Map.of("index", i, "reason", Json.write(refusal.body())));
      }
    }
    var done = new ArrayList<Object>();
    steps.forEach(step -> done.add(step.carryOut()));
    if (partial || (update && variants.contains(Variant.BULK_UPDATE_ENVELOPE))) {
      return Told.ok(Map.of("successful_items", done, "failed_items", failed));
    }
    return Told.ok(
        update && variants.contains(Variant.BULK_UPDATE_ITEMS) ? Map.of("items", done) : done);
  }

  private Told bulkDelete(Rows rows, List<?> ids) {
    var done = new ArrayList<Object>();
    for (Object id : ids) {
      // What is not there any more is no reason to refuse the others.
      if (rows.has(String.valueOf(id))) {
        done.add(deletion(workspace.delete(rows, String.valueOf(id))));
      }
    }
    return Told.ok(done);
  }

  private static Map<String, @Nullable Object> deletion(Map<String, @Nullable Object> row) {
    var told = new LinkedHashMap<String, @Nullable Object>();
    for (String name : List.of("id", "application_id", "application_slug", "deleted_date")) {
      told.put(name, row.get(name));
    }
    return told;
  }

  private Told list(Rows rows, Asked asked) {
    Map<String, @Nullable Object> body = asked.json();
    int offset = asked.number("offset", 0);
    int limit = asked.number("limit", limits.usual());
    if (limit > MOST_IN_LIST) {
      throw new Refusal(
          422, Map.of("limit", List.of("Ensure this value is less than or equal to 1000.")));
    }
    var filter =
        new Filter(rows.table(), variants.contains(Variant.FILTERS_IGNORE_CASE), limits.clauses());
    var fits = filter.of(body.get("filter"));
    boolean ignored = variants.contains(Variant.IGNORES_FILTERS);
    Instant found = clock.instant().minus(limits.searchLag());
    List<?> ids = Json.list(body.get("ids"));
    List<Map<String, @Nullable Object>> all =
        rows.live().stream()
            .filter(row -> ignored || fits.test(row))
            .filter(row -> ids.isEmpty() || ids.contains(row.get("id")))
            .filter(row -> limits.searchLag().isZero() || !createdAfter(row, found))
            .sorted(Filter.order(Json.list(body.get("sort"))))
            .toList();
    boolean hydrated = asked.says("hydrated") || Boolean.TRUE.equals(body.get("hydrated"));
    var items =
        all.stream()
            .skip(offset)
            .limit(limit)
            .map(row -> shown.row(rows.table(), row, hydrated, false))
            .toList();
    var page = new LinkedHashMap<String, @Nullable Object>();
    page.put("total", all.size());
    page.put("offset", offset);
    page.put("limit", limit);
    page.put("items", items);
    return Told.ok(page);
  }

  private static boolean createdAfter(Map<String, @Nullable Object> row, Instant time) {
    Object on = Json.object(row.get("first_created")).get("on");
    return Instant.parse(String.valueOf(on)).isAfter(time);
  }

  /** Deleted records of the solution, all at once or by pages. */
  Told deleted(Asked asked) {
    var all = new ArrayList<Object>();
    for (Rows rows : workspace.all()) {
      rows.deleted().forEach(row -> all.add(shown.row(rows.table(), row, false, false)));
    }
    if (!asked.path().endsWith("/paginated/")) {
      return Told.ok(all);
    }
    if (variants.contains(Variant.NO_PAGES_OF_DELETED_RECORDS)) {
      throw Refusal.notFound();
    }
    Map<String, @Nullable Object> body = asked.json();
    int from = number(body.get("cursor"), 0);
    int to = Math.min(all.size(), from + number(body.get("page_size"), MOST_IN_LIST));
    var page = new LinkedHashMap<String, @Nullable Object>();
    page.put("count", all.size());
    page.put("records", all.subList(Math.min(from, to), to));
    page.put("next_cursor", to < all.size() ? String.valueOf(to) : null);
    return Told.ok(page);
  }

  static int number(@Nullable Object value, int usual) {
    return value == null ? usual : Filter.decimal(value).intValue();
  }
}
