package dev.syncline.http.catalog;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An OpenAPI document of version 3.0 or 3.1: what its schemas mean, whatever they refer to. */
final class OpenApiDocument {
  private static final int DEEPEST = 50;

  private final Map<?, ?> document;
  private final String where;

  /**
   * @param where what messages call the document
   * @throws PermanentException if it is no such document
   */
  OpenApiDocument(@Nullable Object document, String where) {
    this.where = where;
    this.document = object(document);
    Object version = this.document.get("openapi");
    if (version == null || !version.toString().startsWith("3.")) {
      throw new PermanentException(
          where
              + " is no OpenAPI document of version 3"
              + (this.document.containsKey("swagger") ? ", but of Swagger 2: convert it" : ""));
    }
  }

  /** Paths and what they say, in the order of the document. */
  Map<?, ?> paths() {
    return object(document.get("paths"));
  }

  PermanentException refused(String what) {
    return new PermanentException(where + " " + what);
  }

  /** A JSON object; an empty one if it is something else. */
  static Map<?, ?> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** What stands at a place, or where that refers to. */
  Map<?, ?> followed(@Nullable Object value) {
    Map<?, ?> found = object(value);
    for (int depth = 0; found.get("$ref") instanceof String ref; depth++) {
      if (depth > DEEPEST) {
        throw refused("refers in circles: " + ref);
      }
      found = target(ref);
    }
    return found;
  }

  private Map<?, ?> target(String ref) {
    Object at = document;
    String[] steps = ref.split("/", -1);
    if (!steps[0].equals("#")) {
      throw refused("refers to another document, which is not read: " + ref);
    }
    for (int i = 1; i < steps.length; i++) {
      String name =
          URLDecoder.decode(steps[i].replace("+", "%2B"), StandardCharsets.UTF_8)
              .replace("~1", "/")
              .replace("~0", "~");
      at = object(at).get(name);
    }
    if (!(at instanceof Map<?, ?> found)) {
      throw refused("refers to something that it does not hold: " + ref);
    }
    return found;
  }

  /** Whether a schema describes objects. */
  boolean describesObjects(@Nullable Object schema) {
    return !properties(schema).isEmpty();
  }

  /** The properties of the objects that a schema describes, those of all its parts together. */
  Map<String, Object> properties(@Nullable Object schema) {
    var properties = new LinkedHashMap<String, Object>();
    gather(schema, properties, new LinkedHashSet<>(), 0);
    return properties;
  }

  private void gather(
      @Nullable Object schema, Map<String, Object> properties, Set<String> required, int depth) {
    if (depth > DEEPEST) {
      throw refused("has a schema that is part of itself");
    }
    Map<?, ?> found = followed(schema);
    list(found.get("allOf")).forEach(part -> gather(part, properties, required, depth + 1));
    object(found.get("properties"))
        .forEach((name, property) -> properties.put(String.valueOf(name), property));
    list(found.get("required")).forEach(name -> required.add(String.valueOf(name)));
  }

  /** The fields of the objects that a schema describes; without those that are never answered. */
  List<Field> fields(@Nullable Object schema) {
    var properties = new LinkedHashMap<String, Object>();
    var required = new LinkedHashSet<String>();
    gather(schema, properties, required, 0);
    var fields = new ArrayList<Field>();
    properties.forEach(
        (name, property) -> {
          Map<?, ?> found = followed(property);
          if (!Boolean.TRUE.equals(found.get("writeOnly"))) {
            boolean nullable = !required.contains(name) || nullable(found, 0);
            LogicalType type = type(found, 0).orElse(LogicalType.STRING);
            fields.add(new Field(name, type, nullable, limits(type, found)));
          }
        });
    return fields;
  }

  private boolean nullable(Map<?, ?> schema, int depth) {
    return Boolean.TRUE.equals(schema.get("nullable"))
        || "null".equals(schema.get("type"))
        || list(schema.get("type")).contains("null")
        || (depth < DEEPEST
            && alternatives(schema).stream().anyMatch(one -> nullable(followed(one), depth + 1)));
  }

  private static List<Object> alternatives(Map<?, ?> schema) {
    var all = new ArrayList<Object>(list(schema.get("oneOf")));
    all.addAll(list(schema.get("anyOf")));
    return all;
  }

  /** Empty if it says nothing, or several things. */
  private Optional<LogicalType> type(Map<?, ?> schema, int depth) {
    var words = new LinkedHashSet<String>();
    if (schema.get("type") instanceof String word) {
      words.add(word);
    }
    list(schema.get("type")).forEach(word -> words.add(String.valueOf(word)));
    words.remove("null");
    if (words.size() == 1) {
      String format = String.valueOf(schema.get("format"));
      return Optional.of(type(words.iterator().next(), format));
    }
    if (words.isEmpty() && schema.containsKey("properties")) {
      return Optional.of(LogicalType.OBJECT);
    }
    var parts = new ArrayList<Object>(alternatives(schema));
    parts.addAll(list(schema.get("allOf")));
    var types = new LinkedHashSet<LogicalType>();
    if (depth < DEEPEST) {
      parts.forEach(part -> type(followed(part), depth + 1).ifPresent(types::add));
    }
    return types.size() == 1 ? types.stream().findFirst() : Optional.empty();
  }

  private static LogicalType type(String word, String format) {
    return switch (word) {
      case "integer" -> LogicalType.INTEGER;
      case "number" ->
          format.equals("float") || format.equals("double")
              ? LogicalType.FLOAT
              : LogicalType.DECIMAL;
      case "boolean" -> LogicalType.BOOLEAN;
      case "object" -> LogicalType.OBJECT;
      case "array" -> LogicalType.LIST;
      default ->
          switch (format) {
            case "date-time" -> LogicalType.TIMESTAMP;
            case "date" -> LogicalType.DATE;
            default -> LogicalType.STRING;
          };
    };
  }

  private static Limits limits(LogicalType type, Map<?, ?> schema) {
    return type == LogicalType.STRING
            && schema.get("maxLength") instanceof Long most
            && most > 0
            && most <= Integer.MAX_VALUE
        ? Limits.length(most.intValue())
        : Limits.NONE;
  }
}
