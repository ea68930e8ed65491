package dev.syncline.testkit;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Records that the contracts put through connectors: an {@code id}, a {@code name}, and values that
 * connectors get wrong. All methods are pure.
 */
public final class TestRecords {

  /** The key field: INTEGER, not nullable. */
  public static final Field ID = new Field("id", LogicalType.INTEGER, false, Limits.NONE);

  /** A nullable STRING. */
  public static final Field NAME = Field.of("name", LogicalType.STRING);

  /** {@link #ID} and {@link #NAME}. */
  public static final Schema PEOPLE = Schema.of(ID, NAME);

  /** Letters of several scripts, an emoji, quotes, a backslash, a line end, blanks at both ends. */
  public static final String ANY_TEXT =
      " Ärger\u0301 日本語 😀🏳️\u200d🌈 'q' \"d\" `b` \\ %_ ? :x \n\t ";

  private TestRecords() {}

  /** Records of {@link #PEOPLE} with these ids, both included, named {@code name-<id>}. */
  public static List<SyncRecord> people(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(id -> SyncRecord.of(PEOPLE, id, "name-" + id))
        .toList();
  }

  /** A nullable field for values of a type, named after it: {@code a_decimal}. */
  public static Field fieldOf(LogicalType type) {
    return Field.of("a_" + type.name().toLowerCase(Locale.ROOT), type);
  }

  /**
   * Values of a type that are easily damaged: limits, blanks, days without a midnight, hours that
   * come twice. Fractions of a second have at most six digits, decimals at most 18 digits before
   * and 6 behind the point, dates lie in the years 1900 to 9999: what every database can hold.
   */
  public static List<Object> samples(LogicalType type) {
    return switch (type) {
      case BOOLEAN -> List.of(true, false);
      case INTEGER -> List.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE);
      case DECIMAL ->
          List.of(
              new BigDecimal("0.1"),
              new BigDecimal("-0.000001"),
              new BigDecimal("999999999999999999.999999"),
              new BigDecimal("100"));
      case FLOAT -> List.of(0.1, -2.5e-300, 1.0e300, 0.0);
      case STRING -> List.of("", ANY_TEXT, "x".repeat(1_000), "0012", "null");
      case BYTES -> List.of(new byte[0], new byte[] {0, -1, 127, -128, 10, 0});
      case DATE ->
          List.of(LocalDate.of(2024, 2, 29), LocalDate.of(1900, 1, 1), LocalDate.of(9999, 12, 31));
      case TIME -> List.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000));
      case LOCAL_TIMESTAMP ->
          List.of(
              LocalDateTime.parse("2024-03-31T02:30:00"),
              LocalDateTime.parse("1969-12-31T23:59:59.999999"),
              LocalDateTime.parse("2024-10-27T02:30:00"));
      case TIMESTAMP ->
          List.of(
              Instant.parse("2024-10-27T00:30:00Z"),
              Instant.parse("2024-10-27T01:30:00Z"),
              Instant.parse("1999-12-31T23:59:59.123456Z"));
      case OBJECT -> List.of(Map.of(), Map.of("a", 1L, "b", List.of("x", true), "c", Map.of()));
      case LIST -> List.of(List.of(), List.of("x", 1L, Map.of("y", ANY_TEXT)));
    };
  }

  /**
   * Whether two values are the same: decimals by value (0.1 is 0.10), bytes by content, everything
   * else, also inside maps and lists, by {@code equals} and therefore by Java form.
   */
  public static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    if (left instanceof byte[] a && right instanceof byte[] b) {
      return Arrays.equals(a, b);
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(name -> same(a.get(name), b.get(name)));
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return a.size() == b.size() && sameInOrder(a, b);
    }
    return left == null ? right == null : left.equals(right);
  }

  private static boolean sameInOrder(Collection<?> left, Collection<?> right) {
    Iterator<?> others = right.iterator();
    return left.stream().allMatch(item -> same(item, others.next()));
  }
}
