package dev.syncline.http.load;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.record.Absent;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Braces;
import dev.syncline.http.client.PathTemplate;
import dev.syncline.http.client.RequestTemplate;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of change is written.
 *
 * @param request method, path, parameters, headers and the form of the body
 * @param path with the names of fields, or {@code {ref}}, in braces
 * @param id where the reference of the record stands in the answer
 * @param idHeader the header that names the record instead, such as {@code Location}
 * @param bulk how many changes go into one request; empty for one
 */
public record Operation(
    RequestTemplate request,
    PathTemplate path,
    Optional<JsonPath> id,
    Optional<String> idHeader,
    Optional<Bulk> bulk) {

  private static final Options OWN =
      Options.of(
          Option.of("id", Shape.TEXT, "the key", "where the answer names the record"),
          Option.of("idHeader", Shape.TEXT, "the header that does, such as Location"),
          Option.of("batch", Shape.section(Bulk.OPTIONS), "several changes in one request"));

  static Options options(String usualMethod) {
    return Options.of(Option.of("method", Shape.TEXT, usualMethod, "the method"))
        .plus(RequestTemplate.OPTIONS)
        .plus(OWN);
  }

  static Operation of(ComponentConfig section, String usualMethod) {
    section.allow(options(usualMethod).names());
    var path = new PathTemplate(section.string("path"));
    if (section.has("batch") && !path.names().isEmpty()) {
      throw section.error(
          "path",
          "'path' cannot name '{"
              + path.names().get(0)
              + "}' of a single record where a request is a 'batch' of them");
    }
    return new Operation(
        RequestTemplate.of(section, usualMethod),
        path,
        JsonPath.optional(section, "id"),
        section.optionalString("idHeader"),
        section.optionalSection("batch").map(Bulk::of));
  }

  /** The request for one change; a delete has no body unless the definition gives it one. */
  ApiRequest single(Item item) {
    ApiRequest asked =
        new RequestTemplate(
                request.method(),
                request.path(),
                filled(request.query(), item),
                request.headers(),
                Optional.empty())
            .request(path.fill(item::value), Map.of(), Map.of());
    boolean bodiless = item.deletes() && request.body().isEmpty();
    return bodiless ? asked : asked.body(JsonText.write(body(item)));
  }

  /** The request for several. */
  ApiRequest together(List<Item> items, Bulk form) {
    var bodies = new ArrayList<@Nullable Object>();
    items.forEach(item -> bodies.add(item.deletes() ? form.deleted(item) : body(item)));
    ApiRequest asked =
        new RequestTemplate(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                Optional.empty())
            .request(path.text(), Map.of(), Map.of());
    return asked.body(JsonText.write(form.wrapped(bodies)));
  }

  private static Map<String, String> filled(Map<String, String> query, Item item) {
    var filled = new LinkedHashMap<String, String>();
    query.forEach(
        (name, text) -> {
          Object value = value(text, item);
          filled.put(name, value == null || value == Absent.ABSENT ? "" : JsonText.plain(value));
        });
    return filled;
  }

  private Object body(Item item) {
    if (request.body().isEmpty()) {
      return item.record();
    }
    return Braces.filled(request.body().get(), text -> value(text, item));
  }

  /** A field that a record does not have is not sent as null: that would clear it. */
  private static @Nullable Object value(String text, Item item) {
    Optional<String> name = Braces.only(text);
    if (name.isEmpty()) {
      return text;
    }
    return item.has(name.get()) ? item.value(name.get()) : Absent.ABSENT;
  }
}
