package dev.syncline.http.extract;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.http.json.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * How a cursor value is sent.
 *
 * @param name the parameter
 * @param format how a point in time is written
 * @param exclusive whether the API leaves out records that have the very value; records at the
 *     cursor must be read again, so that a smaller value is sent then
 */
record CursorParameter(String name, Format format, boolean exclusive) {

  private static final Options OPTIONS =
      Options.of(
          Option.required("param", Shape.TEXT, "the parameter"),
          Option.of(
              "format",
              Shape.words("iso", "epoch-seconds", "epoch-millis", "date"),
              "iso",
              "how a point in time is written"),
          Option.of(
              "exclusive",
              Shape.TRUTH,
              false,
              "whether the API leaves out records that have the very value"));

  /** A name, or a section. */
  static final Shape SHAPE = Shape.either(Shape.TEXT, Shape.section(OPTIONS));

  /** How a point in time is written. */
  enum Format {
    /** ISO 8601. */
    ISO(Duration.ofMillis(1)),
    /** Seconds since 1970. */
    EPOCH_SECONDS(Duration.ofSeconds(1)),
    /** Milliseconds since 1970. */
    EPOCH_MILLIS(Duration.ofMillis(1)),
    /** A day in UTC. */
    DATE(Duration.ofDays(1));

    private final Duration step;

    Format(Duration step) {
      this.step = step;
    }
  }

  /** A name, or a section with {@code param}, {@code format} and {@code exclusive}. */
  static CursorParameter of(ComponentConfig config, String setting) {
    if (!(config.values().get(setting) instanceof ComponentConfig section)) {
      return new CursorParameter(config.string(setting), Format.ISO, false);
    }
    section.allow(OPTIONS.names());
    return new CursorParameter(
        section.string("param"),
        section.oneOf("format", Format.class, Format.ISO),
        section.bool("exclusive", false));
  }

  /** The value of a lower bound, so that records at the bound come, too. */
  Object from(Object value) {
    return written(exclusive ? before(value) : value, false);
  }

  /** The value of an upper bound, so that records at the bound come, too. */
  Object to(Object value) {
    return written(exclusive ? after(value) : value, true);
  }

  private Object before(Object value) {
    if (value instanceof Instant time) {
      return time.minus(format.step);
    }
    if (value instanceof LocalDateTime time) {
      return time.minus(format.step);
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return new BigInteger(value.toString()).subtract(BigInteger.ONE);
    }
    if (value instanceof BigDecimal || value instanceof Double) {
      return new BigDecimal(value.toString()).subtract(BigDecimal.ONE);
    }
    if (value instanceof LocalDate day) {
      return day.minusDays(1);
    }
    return value;
  }

  private Object after(Object value) {
    if (value instanceof Instant time) {
      return time.plus(format.step);
    }
    if (value instanceof LocalDateTime time) {
      return time.plus(format.step);
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return new BigInteger(value.toString()).add(BigInteger.ONE);
    }
    if (value instanceof BigDecimal || value instanceof Double) {
      return new BigDecimal(value.toString()).add(BigDecimal.ONE);
    }
    if (value instanceof LocalDate day) {
      return day.plusDays(1);
    }
    return value;
  }

  /** Rounded to the side on which nothing is lost. */
  private Object written(Object value, boolean up) {
    if (!(value instanceof Instant time)) {
      return JsonText.plain(value);
    }
    return switch (format) {
      case ISO -> time.toString();
      case EPOCH_SECONDS -> time.getEpochSecond() + (up && time.getNano() > 0 ? 1 : 0);
      case EPOCH_MILLIS -> time.toEpochMilli() + (up && time.getNano() % 1_000_000 > 0 ? 1 : 0);
      case DATE -> {
        var day = time.atOffset(ZoneOffset.UTC).toLocalDate();
        yield (up ? day.plusDays(1) : day).toString();
      }
    };
  }
}
