package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.http.json.JsonPath;
import java.math.BigDecimal;
import java.math.BigInteger;
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
 * @param limits how much its values hold; one that holds more does not have the type
 */
record FieldRule(
    String name, JsonPath path, Optional<LogicalType> type, TimeForm form, Limits limits) {
  private static final int MILLIS = 3;
  private static final int MOST_DIGITS = 1_000;

  private static final Shape TYPE = Shape.words(types());

  private static final Options OPTIONS =
      Options.of(
          Option.of("type", TYPE, "any", "the type of its values"),
          Option.of("path", Shape.TEXT, "its name", "where its value stands in a record"),
          Option.of(
              "format",
              Shape.words("iso", "epoch-seconds", "epoch-millis"),
              "iso",
              "how a timestamp is written"),
          Option.of("length", Shape.whole(1, Integer.MAX_VALUE), "characters of a text, at most"),
          Option.of("precision", Shape.whole(1, MOST_DIGITS), "digits of a number, at most"),
          Option.of(
              "scale", Shape.whole(0, MOST_DIGITS), 0, "digits behind the point of a decimal"));

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
      return new FieldRule(name, own(name), type(fields, name), TimeForm.ISO, Limits.NONE);
    }
    section.allow(OPTIONS.names());
    Optional<LogicalType> type = section.has("type") ? type(section, "type") : Optional.empty();
    TimeForm form = section.oneOf("format", TimeForm.class, TimeForm.ISO);
    if (form != TimeForm.ISO && type.filter(LogicalType.TIMESTAMP::equals).isEmpty()) {
      throw section.error("format", "'format' is for fields of type 'timestamp'");
    }
    JsonPath path = JsonPath.optional(section, "path").orElse(own(name));
    return new FieldRule(name, path, type, form, limits(section, type));
  }

  /** A field whose name is its place. */
  static FieldRule of(String name, Optional<LogicalType> type) {
    return new FieldRule(name, own(name), type, TimeForm.ISO, Limits.NONE);
  }

  private static Limits limits(ComponentConfig section, Optional<LogicalType> type) {
    boolean text = type.filter(LogicalType.STRING::equals).isPresent();
    boolean decimal = type.filter(LogicalType.DECIMAL::equals).isPresent();
    boolean number = decimal || type.filter(LogicalType.INTEGER::equals).isPresent();
    if (section.has("length") && !text) {
      throw section.error("length", "'length' is for fields of type 'string'");
    }
    if (section.has("precision") && !number) {
      throw section.error("precision", "'precision' is for fields of type 'integer' or 'decimal'");
    }
    if (section.has("scale") && !(decimal && section.has("precision"))) {
      throw section.error("scale", "'scale' is for fields of type 'decimal' with a 'precision'");
    }
    if (section.has("length")) {
      return Limits.length(section.integer("length", 1, 1, Integer.MAX_VALUE));
    }
    if (!section.has("precision")) {
      return Limits.NONE;
    }
    int precision = section.integer("precision", 1, 1, MOST_DIGITS);
    int scale = section.integer("scale", 0, 0, precision);
    return decimal ? Limits.digits(precision, scale) : Limits.NONE.withPrecision(precision);
  }

  /** The field of a schema; null may always come. */
  Field field(LogicalType known) {
    return type.filter(known::equals).isPresent()
        ? new Field(name, known, true, limits)
        : Field.of(name, known);
  }

  /** A name is a name, also with a dot in it. */
  private static JsonPath own(String name) {
    return new JsonPath(List.of(name), name);
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
      case ISO -> JsonForm.of(json, type.get()).filter(this::holds);
      case EPOCH_SECONDS -> JsonForm.ofEpoch(json, 0);
      case EPOCH_MILLIS -> JsonForm.ofEpoch(json, MILLIS);
    };
  }

  private boolean holds(Object value) {
    if (value instanceof String text) {
      return limits.length().isEmpty()
          || text.codePointCount(0, text.length()) <= limits.length().getAsInt();
    }
    boolean number =
        value instanceof BigDecimal || value instanceof Long || value instanceof BigInteger;
    if (!number || limits.precision().isEmpty()) {
      return true;
    }
    int scale = limits.scale().orElse(0);
    BigDecimal plain = new BigDecimal(value.toString()).stripTrailingZeros();
    return plain.signum() == 0
        || (plain.scale() <= scale
            && plain.precision() - plain.scale() <= limits.precision().getAsInt() - scale);
  }
}
