package dev.syncline.core.schema;

import static dev.syncline.api.record.LogicalType.BYTES;
import static dev.syncline.api.record.LogicalType.DECIMAL;
import static dev.syncline.api.record.LogicalType.FLOAT;
import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.LOCAL_TIMESTAMP;
import static dev.syncline.api.record.LogicalType.STRING;
import static dev.syncline.api.record.LogicalType.TIME;
import static dev.syncline.api.record.LogicalType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Limits.Unit;
import dev.syncline.api.record.LogicalType;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a column cannot hold, why, and what it could hold instead. */
class ColumnFitTest {
  private static final Limits BYTE = range("-128", "127");
  private static final Limits UNSIGNED = range("0", "18446744073709551615");
  private static final Limits MONEY = Limits.digits(6, 2);
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private static Limits range(String least, String most) {
    return Limits.range(new BigInteger(least), new BigInteger(most));
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  static Stream<Arguments> fitting() {
    return Stream.of(
        arguments(STRING, Limits.length(5), "äöüß😀"),
        arguments(STRING, Limits.length(2, Unit.UTF16_UNITS), "😀"),
        arguments(STRING, Limits.length(4, Unit.UTF8_BYTES), "😀"),
        arguments(STRING, Limits.length(5, Unit.UTF8_BYTES), "aé\u0800".substring(0, 2)),
        arguments(STRING, Limits.length(1), 12L),
        arguments(BYTES, Limits.length(2), new byte[2]),
        arguments(INTEGER, BYTE, -128L),
        arguments(INTEGER, BYTE, number("127.00")),
        arguments(INTEGER, BYTE, 127.0),
        arguments(INTEGER, BYTE, "999"),
        arguments(INTEGER, UNSIGNED, TWO_64.subtract(BigInteger.ONE)),
        arguments(INTEGER, Limits.digits(3, 0), -999L),
        arguments(DECIMAL, MONEY, number("9999.9900")),
        arguments(DECIMAL, MONEY, number("0E-20")),
        arguments(DECIMAL, MONEY, number("1E+3")),
        arguments(DECIMAL, MONEY, -9999L),
        arguments(DECIMAL, MONEY, 1.25),
        arguments(DECIMAL, Limits.digits(40, 0), Long.MIN_VALUE),
        arguments(TIMESTAMP, Limits.fraction(3), Instant.parse("2024-01-01T00:00:00.123Z")),
        arguments(TIMESTAMP, Limits.fraction(9), Instant.parse("1969-01-01T00:00:00.123456789Z")),
        arguments(TIME, Limits.fraction(0), LocalTime.of(1, 2, 3)));
  }

  @ParameterizedTest
  @MethodSource("fitting")
  void whatFitsIsLeftAlone(LogicalType type, Limits limits, Object value) {
    assertThat(fit(type, limits).misfit(value)).isNull();
  }

  static Stream<Arguments> misfits() {
    var time = LocalDateTime.parse("2024-12-31T23:59:59.999999999");
    return Stream.of(
        arguments(STRING, Limits.length(5), "sechs!", "takes 5 characters and the value has 6"),
        arguments(STRING, Limits.length(3, Unit.UTF16_UNITS), "😀😀", "takes 3 UTF-16 units"),
        arguments(STRING, Limits.length(7, Unit.UTF8_BYTES), "€€€", "takes 7 bytes in UTF-8"),
        arguments(BYTES, Limits.length(2), new byte[3], "takes 2 bytes and the value has 3"),
        arguments(INTEGER, BYTE, 128L, "takes numbers from -128 to 127"),
        arguments(INTEGER, BYTE, number("1.5"), "the value has a fraction"),
        arguments(INTEGER, BYTE, 1e300, "takes numbers from"),
        arguments(INTEGER, BYTE, Double.NaN, "takes whole numbers only"),
        arguments(INTEGER, UNSIGNED, -1L, "from 0 to 18446744073709551615"),
        arguments(INTEGER, UNSIGNED, TWO_64, "from 0 to 18446744073709551615"),
        arguments(DECIMAL, MONEY, number("1.234"), "keeps 2 decimal digits and the value has 3"),
        arguments(DECIMAL, MONEY, number("1E+999999999"), "keeps 4 digits before the point"),
        arguments(DECIMAL, MONEY, 10_000L, "keeps 4 digits before the point and the value has 5"),
        arguments(DECIMAL, MONEY, Double.POSITIVE_INFINITY, "takes finite numbers only"),
        arguments(LOCAL_TIMESTAMP, Limits.fraction(6), time, "keeps 6 fractional digits"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void whatDoesNotFitIsToldWithTheLimit(LogicalType type, Limits limits, Object value, String why) {
    assertThat(fit(type, limits).misfit(value)).contains(why);
  }

  static Stream<Arguments> coerced() {
    return Stream.of(
        arguments(STRING, Limits.length(2), "😀😀😀", "😀😀"),
        arguments(STRING, Limits.length(3, Unit.UTF16_UNITS), "😀😀", "😀"),
        arguments(STRING, Limits.length(7, Unit.UTF8_BYTES), "€€€", "€€"),
        arguments(BYTES, Limits.length(2), new byte[3], null),
        arguments(INTEGER, BYTE, number("1.5"), 2L),
        arguments(INTEGER, BYTE, number("127.5"), null),
        arguments(INTEGER, BYTE, 128L, null),
        arguments(DECIMAL, MONEY, number("1.235"), number("1.24")),
        arguments(DECIMAL, MONEY, number("9999.999"), null),
        arguments(DECIMAL, MONEY, number("1E+999999999"), null),
        arguments(
            LOCAL_TIMESTAMP,
            Limits.fraction(3),
            LocalDateTime.parse("2024-12-31T23:59:59.999999999"),
            LocalDateTime.parse("2024-12-31T23:59:59.999")),
        arguments(
            TIMESTAMP,
            Limits.fraction(0),
            Instant.parse("1969-12-31T23:59:59.5Z"),
            Instant.parse("1969-12-31T23:59:59Z")));
  }

  @ParameterizedTest
  @MethodSource("coerced")
  void theNearestValueIsOneThatFitsOrNone(
      LogicalType type, Limits limits, Object value, @Nullable Object nearest) {
    var fit = fit(type, limits);
    assertThat(fit.misfit(value)).isNotNull();
    assertThat(fit.fitted(value)).isEqualTo(nearest);
    if (nearest != null) {
      assertThat(fit.misfit(nearest)).isNull();
    }
  }

  @Test
  void aTypeThatHoldsEverythingNeedsNoCheck() {
    assertThat(ColumnFit.of(Field.of("f", STRING))).isEmpty();
    assertThat(ColumnFit.of(Field.of("f", INTEGER))).isEmpty();
    assertThat(ColumnFit.of(new Field("f", FLOAT, false, Limits.NONE))).isEmpty();
  }

  /** The hot path: every value of every record that is written passes here. */
  @Test
  void aValueThatFitsCostsNoMemory() {
    var checks =
        List.of(
            fit(STRING, Limits.length(40)),
            fit(STRING, Limits.length(13, Unit.UTF8_BYTES)),
            fit(INTEGER, BYTE),
            fit(DECIMAL, MONEY),
            fit(TIMESTAMP, Limits.fraction(3)));
    var values =
        List.of("a name", "zwölf äöü", 100L, number("1234.56"), Instant.ofEpochMilli(1_234));
    var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    run(checks, values, 20_000);

    long before = bean.getCurrentThreadAllocatedBytes();
    run(checks, values, 100_000);
    long allocated = bean.getCurrentThreadAllocatedBytes() - before;

    // Half a million checks; what the JVM itself needs in between is less than a byte for each.
    assertThat(allocated).isLessThan(100_000);
  }

  private static void run(List<ColumnFit> checks, List<?> values, int times) {
    for (int i = 0; i < times; i++) {
      for (int c = 0; c < checks.size(); c++) {
        if (checks.get(c).misfit(values.get(c)) != null) {
          throw new AssertionError(values.get(c));
        }
      }
    }
  }

  private static ColumnFit fit(LogicalType type, Limits limits) {
    return ColumnFit.of(new Field("f", type, true, limits)).orElseThrow();
  }
}
