package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.record.LogicalType;
import dev.syncline.http.json.JsonPath;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field that a definition names.
 *
 * @param name its name in records
 * @param path where its value stands in a record of the API
 * @param type its type; empty if each value says its own
 * @param form how a point in time is written
 */
record FieldRule(String name, JsonPath path, Optional<LogicalType> type, TimeForm form) {
  private static final int MILLIS = 3;

  private static final Shape TYPE = Shape.words(types());

  private static final Options OPTIONS =
      Options.of(
          Option.of("type", TYPE, "any", "the type of its values"),
          Option.of("path", Shape.TEXT, "its name", "where its value stands in a record"),
          Option.of(
              "format",
              Shape.words("iso", "epoch-seconds", "epoch-millis"),
              "iso",
              "how a timestamp is written"));

  /** A type, or a section. */
  static final Shape SHAPE = Shape.either(TYPE, Shape.section(OPTIONS));

  private static String[] types() {
    return Stream.concat(
            Stream.of("any"),
            Arrays.stream(LogicalType.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-')))
        .toArray(String[]::new);
  }

  /** How a point in time is written. */
  enum TimeForm {
    /** As ISO 8601. */
    ISO,
    /** As seconds since 1970. */
    EPOCH_SECONDS,
    /** As milliseconds since 1970. */
    EPOCH_MILLIS
  }

  /** {@code name: type}, or {@code name: {type, path, format}}. */
  static FieldRule of(ComponentConfig fields, String name) {
    if (!(fields.values().get(name) instanceof ComponentConfig section)) {
      return new FieldRule(name, own(name), type(fields, name), TimeForm.ISO);
    }
    section.allow(OPTIONS.names());
    Optional<LogicalType> type = section.has("type") ? type(section, "type") : Optional.empty();
    TimeForm form = section.oneOf("format", TimeForm.class, TimeForm.ISO);
    if (form != TimeForm.ISO && type.filter(LogicalType.TIMESTAMP::equals).isEmpty()) {
      throw section.error("format", "'format' is for fields of type 'timestamp'");
    }
    JsonPath path = section.has("path") ? path(section, "path") : own(name);
    return new FieldRule(name, path, type, form);
  }

  /** A field whose name is its place. */
  static FieldRule of(String name, Optional<LogicalType> type) {
    return new FieldRule(name, own(name), type, TimeForm.ISO);
  }

  /** A name is a name, also with a dot in it. */
  private static JsonPath own(String name) {
    return new JsonPath(List.of(name), name);
  }

  /** A setting that is a path. */
  static JsonPath path(ComponentConfig section, String setting) {
    try {
      return JsonPath.of(section.string(setting));
    } catch (IllegalArgumentException e) {
      throw section.error(setting, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<LogicalType> type(ComponentConfig section, String name) {
    return section.string(name).equalsIgnoreCase("any")
        ? Optional.empty()
        : Optional.of(section.oneOf(name, LogicalType.class, LogicalType.STRING));
  }

  /** The value in the form of the declared type; empty if it does not fit. */
  Optional<Object> value(Object json) {
    if (type.isEmpty()) {
      return Optional.of(json);
    }
    return switch (form) {
      case ISO -> JsonForm.of(json, type.get());
      case EPOCH_SECONDS -> JsonForm.ofEpoch(json, 0);
      case EPOCH_MILLIS -> JsonForm.ofEpoch(json, MILLIS);
    };
  }
}
