package dev.syncline.core.identity;

import dev.syncline.api.record.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes values of every logical type, the same for the same seed, edges more often than chance. */
final class RandomValues {
  private static final LogicalType[] TYPES = LogicalType.values();
  private static final int[] CODE_POINTS = {
    0, 9, 0x22, 0x27, 0x5C, 0x7F, 0x80, 0xE9, 0x300, 0x301, 0x2028, 0x212B, 0xAC00, 0xFFFD, 0x1F600
  };

  private final Random random;

  RandomValues(long seed) {
    this.random = new Random(seed);
  }

  LogicalType type() {
    return TYPES[random.nextInt(TYPES.length)];
  }

  boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  <T> List<T> shuffled(List<T> items) {
    var copy = new ArrayList<>(items);
    Collections.shuffle(copy, random);
    return copy;
  }

  Object value(LogicalType type) {
    return value(type, 0);
  }

  private Object value(LogicalType type, int depth) {
    return switch (type) {
      case BOOLEAN -> random.nextBoolean();
      case INTEGER -> integer();
      case DECIMAL -> new BigDecimal(bigInteger(), random.nextInt(80) - 40);
      case FLOAT -> floating();
      case STRING -> text();
      case BYTES -> bytes();
      case DATE -> date();
      case TIME -> time();
      case LOCAL_TIMESTAMP -> LocalDateTime.of(date(), time());
      case TIMESTAMP -> instant();
      case OBJECT -> object(depth);
      case LIST -> list(depth);
    };
  }

  /** Long where it fits, as {@link LogicalType#INTEGER} demands. */
  private Object integer() {
    BigInteger number = bigInteger();
    return number.bitLength() < 64 ? (Object) number.longValue() : number;
  }

  private BigInteger bigInteger() {
    if (oneIn(4)) {
      long[] edges = {0, 1, -1, 10, 127, 128, -128, -129, Long.MAX_VALUE, Long.MIN_VALUE};
      return BigInteger.valueOf(edges[random.nextInt(edges.length)]);
    }
    BigInteger number = new BigInteger(random.nextInt(120), random);
    return random.nextBoolean() ? number : number.negate();
  }

  private double floating() {
    double[] edges = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 0.1};
    return oneIn(3)
        ? edges[random.nextInt(edges.length)]
        : (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(600) - 300);
  }

  String text() {
    int size = oneIn(20) ? random.nextInt(400) : random.nextInt(12);
    var text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      text.appendCodePoint(
          oneIn(3)
              ? CODE_POINTS[random.nextInt(CODE_POINTS.length)]
              : ' ' + random.nextInt('~' - ' '));
    }
    return text.toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private LocalDate date() {
    LocalDate[] edges = {LocalDate.MIN, LocalDate.MAX, LocalDate.EPOCH, LocalDate.of(-44, 3, 15)};
    return oneIn(6)
        ? edges[random.nextInt(edges.length)]
        : LocalDate.ofEpochDay(random.nextInt(200_000) - 100_000);
  }

  private LocalTime time() {
    LocalTime[] edges = {LocalTime.MIN, LocalTime.MAX, LocalTime.NOON};
    return oneIn(4)
        ? edges[random.nextInt(edges.length)]
        : LocalTime.ofNanoOfDay(random.nextLong(24L * 3600 * 1_000_000_000));
  }

  private Instant instant() {
    Instant[] edges = {Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.ofEpochSecond(-1, 1)};
    return oneIn(5)
        ? edges[random.nextInt(edges.length)]
        : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }

  private List<Object> list(int depth) {
    var items = new ArrayList<Object>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(inner(depth));
    }
    return items;
  }

  private Map<String, Object> object(int depth) {
    var object = new LinkedHashMap<String, Object>();
    List<String> names = Arrays.asList("a", "$decimal", "b c", "", "$null", "\u00e4", text());
    for (String name : shuffled(names).subList(0, random.nextInt(names.size()))) {
      object.put(name, inner(depth));
    }
    return object;
  }

  private Object inner(int depth) {
    if (oneIn(6)) {
      return null;
    }
    LogicalType type = type();
    boolean nested = type == LogicalType.OBJECT || type == LogicalType.LIST;
    return nested && depth > 2 ? text() : value(type, depth + 1);
  }
}
