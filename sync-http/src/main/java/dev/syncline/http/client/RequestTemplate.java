package dev.syncline.http.client;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of a definition, to which parameters are added.
 *
 * @param method GET or POST, or whatever else
 * @param path behind the API's address
 * @param query parameters that are always sent
 * @param headers headers that are always sent
 * @param body the JSON body, if there is one
 */
public record RequestTemplate(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    Optional<Map<String, @Nullable Object>> body) {

  /** What says how a request is made, besides its method. */
  public static final Options OPTIONS =
      Options.of(
          Option.required("path", Shape.TEXT, "the path behind the address of the connection"),
          Option.of("query", Shape.table("parameter", Shape.TEXT), "parameters that are sent"),
          Option.of("headers", Shape.table("header", Shape.TEXT), "headers that are sent"),
          Option.of(
              "body", Shape.section(Options.open()), "the JSON body; it makes the method POST"));

  /** The same, with the method that is usual. */
  public static Options options(String usual) {
    return Options.of(Option.of("method", Shape.TEXT, usual, "the method")).plus(OPTIONS);
  }

  /**
   * Reads {@code method}, {@code path}, {@code query}, {@code headers} and {@code body}.
   *
   * @param usual the method unless one is said
   */
  public static RequestTemplate of(ComponentConfig config, String usual) {
    String method =
        config
            .optionalString("method")
            .orElse(config.has("body") ? "POST" : usual)
            .toUpperCase(Locale.ROOT);
    if (!method.matches("[A-Z]{1,20}")) {
      throw config.error("method", "'method' is a word such as GET or POST");
    }
    return new RequestTemplate(
        method,
        config.string("path"),
        texts(config, "query"),
        texts(config, "headers"),
        config.optionalSection("body").map(RequestTemplate::plain));
  }

  private static Map<String, String> texts(ComponentConfig config, String name) {
    var texts = new LinkedHashMap<String, String>();
    config
        .optionalSection(name)
        .ifPresent(section -> section.names().forEach(key -> texts.put(key, section.string(key))));
    return texts;
  }

  /** A section as JSON. */
  public static Map<String, @Nullable Object> plain(ComponentConfig section) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    section.values().forEach((name, value) -> object.put(name, plainValue(value)));
    return object;
  }

  private static Object plainValue(Object value) {
    if (value instanceof ComponentConfig section) {
      return plain(section);
    }
    if (value instanceof List<?> list) {
      var items = new ArrayList<Object>();
      list.forEach(item -> items.add(plainValue(item)));
      return items;
    }
    return value;
  }

  /** The request at a path, with more parameters in the query. */
  public ApiRequest request(
      String filledPath, Map<String, Object> inQuery, Map<String, Object> inBody) {
    ApiRequest request = ApiRequest.of(method, filledPath);
    for (var entry : query.entrySet()) {
      // What is added by a page or a cursor takes the place of what is always sent.
      if (!inQuery.containsKey(entry.getKey())) {
        request = request.query(entry.getKey(), entry.getValue());
      }
    }
    for (var entry : inQuery.entrySet()) {
      request = request.query(entry.getKey(), JsonText.plain(entry.getValue()));
    }
    for (var entry : headers.entrySet()) {
      request = request.header(entry.getKey(), entry.getValue());
    }
    if (body.isEmpty() && inBody.isEmpty()) {
      return request;
    }
    var filled = new LinkedHashMap<String, @Nullable Object>(body.orElse(Map.of()));
    inBody.forEach((name, value) -> put(filled, List.of(name.split("\\.")), value));
    return request.body(JsonText.write(filled));
  }

  /** A dotted name stands for an object in an object. */
  private static void put(Map<String, @Nullable Object> object, List<String> names, Object value) {
    String first = names.get(0);
    if (names.size() == 1) {
      object.put(first, value);
      return;
    }
    var inner = new LinkedHashMap<String, @Nullable Object>();
    if (object.get(first) instanceof Map<?, ?> known) {
      known.forEach((name, item) -> inner.put(String.valueOf(name), item));
    }
    object.put(first, inner);
    put(inner, names.subList(1, names.size()), value);
  }
}
