package dev.syncline.http.catalog;

import dev.syncline.api.error.PermanentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One API as an APISmith tells it. */
final class ToldApi {
  private final Map<String, @Nullable Object> api;
  private final String where;

  /**
   * @param where what messages call the answer
   */
  ToldApi(Map<String, @Nullable Object> api, String where) {
    this.api = api;
    this.where = where;
  }

  /**
   * A column.
   *
   * @param name its name at the source
   * @param alias its name in the rows
   * @param type the name of its data type
   * @param nullable whether it may be null
   * @param key whether it belongs to the business key
   */
  record Column(String name, String alias, String type, boolean nullable, boolean key) {
    boolean isCalled(String other) {
      return name.equals(other) || alias.equals(other);
    }
  }

  /** A relation: the parent, and the columns that hold its key. */
  record Relation(String slug, List<String> columns) {}

  String slug() {
    return text(api, "slug");
  }

  String tracking() {
    Object said = api.get("delta_strategy");
    return said == null ? "full" : said.toString().toLowerCase(Locale.ROOT);
  }

  List<Column> columns() {
    List<String> keys = texts(api.get("business_key_columns"));
    var columns = new ArrayList<Column>();
    for (Map<String, @Nullable Object> column : objects("columns")) {
      String name = text(column, "name");
      Object alias = column.get("output_alias");
      String called = alias == null || alias.toString().isBlank() ? name : alias.toString();
      Object type = column.get("data_type");
      boolean key =
          Boolean.TRUE.equals(column.get("is_business_key"))
              || keys.contains(name)
              || keys.contains(called);
      columns.add(
          new Column(
              name,
              called,
              type == null ? "" : type.toString(),
              !Boolean.FALSE.equals(column.get("is_nullable")),
              key));
    }
    if (columns.isEmpty()) {
      throw refused("tells no columns of the API '" + slug() + "'");
    }
    for (String key : keys) {
      if (columns.stream().noneMatch(column -> column.isCalled(key))) {
        throw refused(
            "names '" + key + "' as a key of the API '" + slug() + "', which is no column of it");
      }
    }
    return inOrder(columns, keys);
  }

  /** The key columns in the order of the key, before the others. */
  private static List<Column> inOrder(List<Column> columns, List<String> keys) {
    var ordered = new ArrayList<Column>();
    for (String key : keys) {
      columns.stream()
          .filter(column -> column.isCalled(key) && !ordered.contains(column))
          .findFirst()
          .ifPresent(ordered::add);
    }
    columns.stream().filter(column -> !ordered.contains(column)).forEach(ordered::add);
    return ordered;
  }

  List<Relation> parents() {
    var parents = new ArrayList<Relation>();
    for (Map<String, @Nullable Object> parent : objects("parents")) {
      parents.add(new Relation(text(parent, "api"), texts(parent.get("columns"))));
    }
    return parents;
  }

  PermanentException refused(String what) {
    return new PermanentException(where + " " + what);
  }

  private String text(Map<String, @Nullable Object> object, String name) {
    Object value = object.get(name);
    if (value == null || value.toString().isBlank()) {
      throw refused("tells an API or a column without '" + name + "'");
    }
    return value.toString();
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  @SuppressWarnings("unchecked") // JSON objects have names that are texts
  private List<Map<String, @Nullable Object>> objects(String name) {
    var objects = new ArrayList<Map<String, @Nullable Object>>();
    if (api.get(name) instanceof List<?> list) {
      for (Object item : list) {
        if (!(item instanceof Map)) {
          throw refused("has something else than objects under '" + name + "'");
        }
        objects.add((Map<String, @Nullable Object>) item);
      }
    }
    return objects;
  }
}
