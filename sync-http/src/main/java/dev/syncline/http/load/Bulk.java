package dev.syncline.http.load;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Several changes in one request, and how its answer tells what became of each.
 *
 * @param size how many
 * @param items under which name they stand in the body; empty for a body that is an array
 * @param results where the results stand; the first place counts at which there is a list
 * @param by how a result is matched: by its place, or by a field that the record has, too
 * @param echo a field that results repeat: one with another value is not the record's own
 * @param failed where those stand that failed, if apart
 * @param index where a failure says which one it is, counted from 0
 * @param id where a result names the record
 * @param status where a result has a status code
 * @param ok where a result says that it worked, and by what
 * @param error where a result says what is wrong
 */
public record Bulk(
    int size,
    Optional<String> items,
    List<JsonPath> results,
    Optional<String> by,
    Optional<String> echo,
    Optional<JsonPath> failed,
    JsonPath index,
    Optional<JsonPath> id,
    Optional<JsonPath> status,
    Optional<Map.Entry<JsonPath, String>> ok,
    Optional<JsonPath> error) {
  private static final int USUAL = 100;
  private static final int LARGEST = 100_000;

  private static final Options OK =
      Options.of(
          Option.required("path", Shape.TEXT, "where it stands in a result"),
          Option.of("equals", Shape.TEXT, true, "the value that says so"));

  static final Options OPTIONS =
      Options.of(
          Option.of("size", Shape.whole(1, LARGEST), USUAL, "changes of a request, at most"),
          Option.of(
              "items", Shape.TEXT, "the body is the array", "the name of the array in the body"),
          Option.of(
              "results",
              Shape.TEXTS,
              "where the results stand in the answer; the first place with a list counts"),
          Option.of(
              "by", Shape.TEXT, "order", "order, or the field by which results are recognised"),
          Option.of("echo", Shape.TEXT, "a field that results repeat, to tell whose they are"),
          Option.of("failed", Shape.TEXT, "where those stand that failed, if apart"),
          Option.of("index", Shape.TEXT, "index", "where a failure says which one it is, from 0"),
          Option.of("id", Shape.TEXT, "where a result names the record"),
          Option.of("status", Shape.TEXT, "where a result has a status code"),
          Option.of("ok", Shape.section(OK), "where a result says that it worked"),
          Option.of("error", Shape.TEXT, "where a result says what is wrong"));

  static Bulk of(ComponentConfig section) {
    section.allow(OPTIONS.names());
    Optional<String> by = section.optionalString("by").filter(name -> !name.equals("order"));
    if (!section.has("results") && !section.has("failed")) {
      throw section.error(
          "results", "'results' or 'failed' must say where the answer tells what became of each");
    }
    return new Bulk(
        section.integer("size", USUAL, 1, LARGEST),
        section.optionalString("items"),
        JsonPath.list(section, "results"),
        by,
        section.optionalString("echo"),
        JsonPath.optional(section, "failed"),
        JsonPath.optional(section, "index").orElse(JsonPath.of("index")),
        JsonPath.optional(section, "id"),
        JsonPath.optional(section, "status"),
        section.optionalSection("ok").map(Bulk::ok),
        JsonPath.optional(section, "error"));
  }

  private static Map.Entry<JsonPath, String> ok(ComponentConfig section) {
    section.allow(OK.names());
    return Map.entry(JsonPath.of(section, "path"), section.optionalString("equals").orElse("true"));
  }

  Object wrapped(List<@Nullable Object> bodies) {
    return items.isEmpty() ? bodies : Map.of(items.get(), bodies);
  }

  /** What stands for a record that is to be deleted: its reference. */
  @Nullable Object deleted(Item item) {
    return item.value("ref");
  }
}
