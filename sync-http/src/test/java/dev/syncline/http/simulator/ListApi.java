package dev.syncline.http.simulator;

import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/**
 * One list of records with an {@code id}, behind every form of pagination there is: {@code /page},
 * {@code /offset}, {@code /cursor}, {@code /header}, {@code /link}, {@code /next}, {@code /keyset}
 * and {@code /all}; {@code /all/{id}} is one record, {@code /newest} the newest change. {@code
 * since} filters by {@code changed} in all of them; a record without it comes always. Tokens name
 * the last record of a page, so that nothing shifts behind them.
 */
public final class ListApi {
  private final Map<Long, Map<String, Object>> rows = new ConcurrentSkipListMap<>();
  private final SimulatedApi api;
  private final int pageSize;
  private boolean byChange;
  private boolean gzip;

  /** A list with pages of at most this size, whatever is asked for. */
  public ListApi(SimulatedApi api, int pageSize) {
    this.api = api;
    this.pageSize = pageSize;
    api.route("/page", this::page)
        .route("/offset", this::offset)
        .route("/cursor", asked -> behind(asked, "cursor", "cursor"))
        .route("/header", asked -> behind(asked, "header", "after"))
        .route("/link", asked -> behind(asked, "link", "from"))
        .route("/next", asked -> behind(asked, "next", "from"))
        .route("/keyset", asked -> behind(asked, "keyset", "after_id"))
        .route("/all", this::all)
        .route("/newest", asked -> Told.json(Map.of("newest", newest())));
  }

  /** Lists come in the order of {@code changed}, then {@code id}. */
  public ListApi sortedByChange() {
    byChange = true;
    return this;
  }

  /** Answers are packed. */
  public ListApi packed() {
    gzip = true;
    return this;
  }

  public void put(Map<String, Object> row) {
    rows.put((Long) row.get("id"), new LinkedHashMap<>(row));
  }

  public void remove(Object id) {
    rows.remove(id);
  }

  public void clear() {
    rows.clear();
  }

  private Object newest() {
    return rows.values().stream()
        .filter(row -> row.get("changed") instanceof Long)
        .map(row -> (Long) row.get("changed"))
        .max(Comparator.naturalOrder())
        .orElse(0L);
  }

  private List<Map<String, Object>> list(Map<String, String> query) {
    Predicate<Map<String, Object>> wanted =
        row -> {
          String since = query.get("since");
          Object changed = row.get("changed");
          if (since == null || changed == null) {
            return true;
          }
          return changed instanceof Long number
              ? number >= Long.parseLong(since)
              : !((Instant) changed).isBefore(Instant.parse(since));
        };
    var list = new ArrayList<>(rows.values().stream().filter(wanted).toList());
    if (byChange) {
      list.sort(Comparator.comparing(ListApi::change).thenComparing(row -> (Long) row.get("id")));
    }
    return list;
  }

  private static String change(Map<String, Object> row) {
    Object changed = row.get("changed");
    return changed instanceof Long number
        ? String.format("%019d", number)
        : String.valueOf(changed == null ? "" : changed);
  }

  private int size(Asked asked) {
    return Math.min(pageSize, Integer.parseInt(asked.query().getOrDefault("size", "1000")));
  }

  private Told page(Asked asked) {
    var list = list(asked.query());
    int page = Integer.parseInt(asked.query().getOrDefault("page", "1"));
    int from = (page - 1) * size(asked);
    return told(cut(list, from, size(asked)), Map.of("total", list.size()));
  }

  private Told offset(Asked asked) {
    var list = list(asked.query());
    int from = Integer.parseInt(asked.query().getOrDefault("offset", "0"));
    return told(cut(list, from, size(asked)), Map.of("total", list.size()));
  }

  private static List<Map<String, Object>> cut(List<Map<String, Object>> list, int from, int size) {
    return list.subList(Math.min(from, list.size()), Math.min(from + size, list.size()));
  }

  /** Pages that begin behind a record. */
  private Told behind(Asked asked, String form, String parameter) {
    var list = list(asked.query());
    String token = asked.query().getOrDefault(parameter, "");
    int from = 0;
    if (!token.isEmpty()) {
      String[] parts = token.split("~");
      long id = Long.parseLong(parts[parts.length - 1]);
      String change = parts.length > 1 ? parts[0] : "";
      while (from < list.size() && !isBehind(list.get(from), change, id)) {
        from++;
      }
    }
    var page = cut(list, from, size(asked));
    boolean more = from + page.size() < list.size();
    if (page.isEmpty() || !more) {
      return told(page, Map.of("more", false));
    }
    Map<String, Object> last = page.get(page.size() - 1);
    String next = byChange ? change(last) + "~" + last.get("id") : String.valueOf(last.get("id"));
    String since = asked.query().containsKey("since") ? "&since=" + asked.query().get("since") : "";
    String size = asked.query().containsKey("size") ? "&size=" + asked.query().get("size") : "";
    String link = asked.path() + "?" + parameter + "=" + next + since + size;
    return switch (form) {
      case "cursor" -> told(page, Map.of("more", true, "paging", Map.of("next", next)));
      case "header" -> told(page, Map.of()).header("X-Next", next);
      case "link" ->
          told(page, Map.of())
              .header(
                  "Link",
                  "</first>; rel=\"first\", <"
                      + api.url()
                      + link
                      + ">; title=\"a, b\"; rel=\"next\"");
      case "next" -> told(page, Map.of("links", Map.of("next", link)));
      default -> told(page, Map.of("more", true));
    };
  }

  private boolean isBehind(Map<String, Object> row, String change, long id) {
    int order = byChange ? change(row).compareTo(change) : 0;
    return order > 0 || (order == 0 && (Long) row.get("id") > id);
  }

  private Told all(Asked asked) {
    String id = asked.path().substring("/all".length());
    if (id.isEmpty()) {
      return told(list(asked.query()), Map.of());
    }
    Map<String, Object> row = rows.get(Long.parseLong(id.substring(1)));
    return row == null ? Told.of(404, "") : Told.json(row);
  }

  private Told told(List<Map<String, Object>> page, Map<String, Object> around) {
    var body = new LinkedHashMap<String, Object>();
    body.put("before", List.of(Map.of("items", List.of(1, 2)), "x"));
    body.put("data", Map.of("items", page));
    body.putAll(around);
    Told told = Told.json(body);
    return gzip ? told.gzip() : told;
  }
}
