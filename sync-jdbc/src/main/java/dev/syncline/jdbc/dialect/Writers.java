package dev.syncline.jdbc.dialect;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The writers that dialects share. They change a value's form only where nothing is lost by it, and
 * refuse everything else before the database could cut it.
 */
final class Writers {
  /** Of a 16-bit unit in UTF-8. */
  private static final long MOST_BYTES = 3;

  private static final BigDecimal EXACT_DOUBLE = BigDecimal.valueOf(1L << 53);

  private Writers() {}

  static Object bool(Object value) throws DoesNotFit {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Long number && (number == 0 || number == 1)) {
      return number == 1;
    }
    throw new DoesNotFit("takes true or false, not " + describe(value));
  }

  /** For columns that hold more than Java's form does, such as an infinite day. */
  static ColumnWriter orText(Predicate<String> texts, ColumnWriter others) {
    return value -> {
      boolean endless =
          value instanceof Double number && (number.isNaN() || Double.isInfinite(number));
      boolean text = value instanceof String || endless;
      return text && texts.test(value.toString()) ? value.toString() : others.encode(value);
    };
  }

  static ColumnWriter integer(BigInteger least, BigInteger most) {
    long low = clamped(least);
    long high = clamped(most);
    return value -> {
      if (value instanceof Long exact && exact >= low && exact <= high) {
        return value;
      }
      BigInteger number;
      try {
        number =
            value instanceof Long exact
                ? BigInteger.valueOf(exact)
                : number(value).toBigIntegerExact();
      } catch (ArithmeticException e) {
        throw new DoesNotFit("takes whole numbers, not one with a fraction");
      }
      if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
        throw new DoesNotFit("takes numbers from " + least + " to " + most);
      }
      return number.bitLength() < 64 ? (Object) number.longValue() : new BigDecimal(number);
    };
  }

  private static long clamped(BigInteger bound) {
    return bound.bitLength() < Long.SIZE
        ? bound.longValue()
        : bound.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** Digits are counted without trailing zeros: 1.500 fits into two decimals. */
  static ColumnWriter decimal(OptionalInt precision, OptionalInt scale) {
    int room = precision.isPresent() ? precision.getAsInt() - scale.orElse(0) : Integer.MAX_VALUE;
    return value -> {
      BigDecimal number = number(value);
      if (number.scale() <= scale.orElse(Integer.MAX_VALUE)
          && number.precision() - number.scale() <= room) {
        return number;
      }
      BigDecimal plain = number.stripTrailingZeros();
      if (scale.isPresent() && plain.scale() > scale.getAsInt()) {
        throw new DoesNotFit(
            "keeps " + scale.getAsInt() + " decimal digits and the value has " + plain.scale());
      }
      if (precision.isPresent()
          && plain.signum() != 0
          && plain.precision() - plain.scale() > precision.getAsInt() - scale.orElse(0)) {
        throw new DoesNotFit(
            "keeps "
                + (precision.getAsInt() - scale.orElse(0))
                + " digits before the point and the value has "
                + (plain.precision() - plain.scale()));
      }
      return number;
    };
  }

  static ColumnWriter floating(boolean single, boolean infinite) {
    return value -> {
      double number = value instanceof Double exact ? exact : exactDouble(number(value));
      if (!infinite && (Double.isNaN(number) || Double.isInfinite(number))) {
        throw new DoesNotFit("takes finite numbers only");
      }
      float narrow = (float) number;
      if (single
          && !Double.isNaN(number)
          && narrow != number
          && Double.parseDouble(Float.toString(narrow)) != number) {
        throw new DoesNotFit("keeps single precision and the value has more digits");
      }
      return number;
    };
  }

  private static double exactDouble(BigDecimal number) throws DoesNotFit {
    double value = number.doubleValue();
    boolean exact =
        !Double.isInfinite(value)
            && (number.abs().compareTo(EXACT_DOUBLE) <= 0
                ? BigDecimal.valueOf(value).compareTo(number) == 0
                : new BigDecimal(value).compareTo(number) == 0);
    if (!exact) {
      throw new DoesNotFit("is a floating-point column and cannot hold the number exactly");
    }
    return value;
  }

  /** Numbers, truth values, dates and JSON become text; bytes do not. */
  static ColumnWriter text(OptionalInt length, boolean codePoints, boolean nulAllowed) {
    return value -> {
      String text = text(value);
      int size = codePoints ? text.codePointCount(0, text.length()) : text.length();
      if (length.isPresent() && size > length.getAsInt()) {
        throw new DoesNotFit(
            "takes " + length.getAsInt() + " characters and the value has " + size);
      }
      if (!nulAllowed && text.indexOf('\0') >= 0) {
        throw new DoesNotFit("cannot hold the character NUL");
      }
      return text;
    };
  }

  /** For columns that bound the bytes of a text, stored in UTF-8. */
  static ColumnWriter utf8(int most) {
    return value -> {
      String text = text(value);
      if (MOST_BYTES * text.length() > most) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > most) {
          throw new DoesNotFit("takes " + most + " bytes in UTF-8 and the value has " + bytes);
        }
      }
      return text;
    };
  }

  static String text(Object value) throws DoesNotFit {
    if (value instanceof String text) {
      return wellFormed(text);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return wellFormed(Json.write(value));
    }
    if (value instanceof byte[]) {
      throw new DoesNotFit("takes text, not bytes");
    }
    return value.toString();
  }

  private static String wellFormed(String text) throws DoesNotFit {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new DoesNotFit("cannot hold half of a character (an unpaired surrogate)");
        }
        i++;
      }
    }
    return text;
  }

  static ColumnWriter bytes(OptionalInt length) {
    return value -> {
      if (!(value instanceof byte[] bytes)) {
        throw new DoesNotFit("takes bytes, not " + describe(value));
      }
      if (length.isPresent() && bytes.length > length.getAsInt()) {
        throw new DoesNotFit(
            "takes " + length.getAsInt() + " bytes and the value has " + bytes.length);
      }
      return bytes;
    };
  }

  static Object date(Object value) throws DoesNotFit {
    if (value instanceof LocalDate) {
      return value;
    }
    if (value instanceof LocalDateTime time && time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      return time.toLocalDate();
    }
    return parse(value, LocalDate::parse, "a date");
  }

  static ColumnWriter time(int digits) {
    return value -> {
      LocalTime time =
          value instanceof LocalTime exact ? exact : parse(value, LocalTime::parse, "a time");
      fraction(time, digits);
      return time;
    };
  }

  static ColumnWriter localTimestamp(int digits) {
    return value -> {
      LocalDateTime time;
      if (value instanceof LocalDateTime exact) {
        time = exact;
      } else if (value instanceof LocalDate day) {
        time = day.atStartOfDay();
      } else if (value instanceof Instant) {
        throw new DoesNotFit(
            "holds no time zone and the value is a point in time; convert it in the mapping");
      } else {
        time = parse(value, LocalDateTime::parse, "a timestamp without a zone");
      }
      fraction(time, digits);
      return time;
    };
  }

  static ColumnWriter instant(int digits, Function<Instant, Object> form) {
    return value -> {
      if (value instanceof LocalDateTime || value instanceof LocalDate) {
        throw new DoesNotFit(
            "holds a point in time and the value has no time zone; convert it in the mapping");
      }
      Instant instant =
          value instanceof Instant exact
              ? exact
              : parse(value, Instant::parse, "a timestamp with a zone");
      fraction(instant, digits);
      return form.apply(instant);
    };
  }

  static Object utcDateTime(Instant instant) {
    return utc(instant);
  }

  private static LocalDateTime utc(Instant instant) {
    // Unlike ofInstant, this makes no rules of a zone for every value.
    return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
  }

  static Object offsetDateTime(Instant instant) {
    return OffsetDateTime.of(utc(instant), ZoneOffset.UTC);
  }

  static Object json(Object value) throws DoesNotFit {
    return value instanceof String text ? wellFormed(text) : wellFormed(Json.write(value));
  }

  static BigDecimal number(Object value) throws DoesNotFit {
    if (value instanceof BigDecimal number) {
      return number;
    }
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof String text) {
      try {
        var number = new BigDecimal(text);
        if (number.toPlainString().equals(text)) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw new DoesNotFit("takes numbers, not text");
      }
    }
    throw new DoesNotFit("takes numbers, not " + describe(value));
  }

  private static <T> T parse(Object value, Function<String, T> parser, String wanted)
      throws DoesNotFit {
    if (value instanceof String text) {
      try {
        return parser.apply(text);
      } catch (DateTimeException e) {
        throw new DoesNotFit(
            Readers.isZeroDate(text)
                ? "takes "
                    + wanted
                    + ", and "
                    + text
                    + " is none; the source can read it as null (zeroDatesAsNull)"
                : "takes " + wanted + " in ISO 8601, not other text");
      }
    }
    throw new DoesNotFit("takes " + wanted + ", not " + describe(value));
  }

  private static void fraction(TemporalAccessor time, int digits) throws DoesNotFit {
    int nanos = time.get(ChronoField.NANO_OF_SECOND);
    int unit = 1;
    for (int i = digits; i < 9; i++) {
      unit *= 10;
    }
    if (nanos % unit != 0) {
      throw new DoesNotFit(
          "keeps " + digits + " fractional digits of a second and the value has more");
    }
  }

  static String describe(Object value) {
    if (value instanceof byte[]) {
      return "bytes";
    }
    if (value instanceof Map) {
      return "an object";
    }
    return value instanceof List ? "a list" : "a " + value.getClass().getSimpleName();
  }
}
