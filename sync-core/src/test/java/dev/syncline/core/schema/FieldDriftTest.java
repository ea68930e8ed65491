package dev.syncline.core.schema;

import static dev.syncline.api.record.LogicalType.BYTES;
import static dev.syncline.api.record.LogicalType.DATE;
import static dev.syncline.api.record.LogicalType.DECIMAL;
import static dev.syncline.api.record.LogicalType.FLOAT;
import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.LOCAL_TIMESTAMP;
import static dev.syncline.api.record.LogicalType.STRING;
import static dev.syncline.api.record.LogicalType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Limits.Unit;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a change of a field means for its values. */
class FieldDriftTest {

  private static Field field(LogicalType type, Limits limits) {
    return new Field("f", type, true, limits);
  }

  private static Field notNull(LogicalType type, Limits limits) {
    return new Field("f", type, false, limits);
  }

  private static Limits bits(int bits) {
    BigInteger most = BigInteger.ONE.shiftLeft(bits - 1);
    return Limits.range(most.negate(), most.subtract(BigInteger.ONE));
  }

  private static Arguments change(Field before, Field now, Kind... kinds) {
    return arguments(before, now, List.of(kinds));
  }

  static Stream<Arguments> changes() {
    Limits none = Limits.NONE;
    Limits unsigned = Limits.range(BigInteger.ZERO, BigInteger.ONE.shiftLeft(32));
    return Stream.of(
        change(field(STRING, none), field(STRING, none)),
        change(field(STRING, Limits.length(10)), field(STRING, Limits.length(11)), Kind.WIDENED),
        change(field(STRING, Limits.length(10)), field(STRING, none), Kind.WIDENED),
        change(field(STRING, none), field(STRING, Limits.length(9)), Kind.NARROWED),
        // 10 characters may be 40 bytes.
        change(
            field(STRING, Limits.length(10)),
            field(STRING, Limits.length(40, Unit.UTF8_BYTES)),
            Kind.WIDENED),
        change(
            field(STRING, Limits.length(10)),
            field(STRING, Limits.length(39, Unit.UTF8_BYTES)),
            Kind.WIDENED,
            Kind.NARROWED),
        change(field(STRING, none), notNull(STRING, none), Kind.NARROWED),
        change(notNull(DATE, none), field(DATE, none), Kind.WIDENED),
        change(
            field(STRING, Limits.length(5)),
            notNull(STRING, Limits.length(9)),
            Kind.WIDENED,
            Kind.NARROWED),
        change(field(INTEGER, bits(16)), field(INTEGER, bits(32)), Kind.WIDENED),
        change(field(INTEGER, bits(64)), field(INTEGER, bits(32)), Kind.NARROWED),
        change(field(INTEGER, bits(32)), field(INTEGER, unsigned), Kind.WIDENED, Kind.NARROWED),
        change(field(INTEGER, bits(32)), field(DECIMAL, Limits.digits(10, 0)), Kind.WIDENED),
        change(field(INTEGER, bits(64)), field(DECIMAL, none), Kind.WIDENED),
        change(
            field(INTEGER, bits(64)),
            field(DECIMAL, Limits.digits(10, 2)),
            Kind.WIDENED,
            Kind.NARROWED),
        change(field(DECIMAL, Limits.digits(12, 2)), field(INTEGER, bits(32)), Kind.NARROWED),
        change(
            field(DECIMAL, Limits.digits(10, 2)),
            field(DECIMAL, Limits.digits(12, 4)),
            Kind.WIDENED),
        change(
            field(DECIMAL, Limits.digits(10, 2)),
            field(DECIMAL, Limits.digits(10, 4)),
            Kind.WIDENED,
            Kind.NARROWED),
        change(field(BYTES, Limits.length(4)), field(BYTES, Limits.length(3)), Kind.NARROWED),
        change(field(TIMESTAMP, Limits.fraction(3)), field(TIMESTAMP, none), Kind.WIDENED),
        change(
            field(TIMESTAMP, Limits.fraction(6)),
            field(TIMESTAMP, Limits.fraction(0)),
            Kind.NARROWED),
        change(field(STRING, none), field(INTEGER, none), Kind.RETYPED),
        change(notNull(INTEGER, none), field(FLOAT, none), Kind.RETYPED),
        change(field(DATE, none), field(LOCAL_TIMESTAMP, none), Kind.RETYPED),
        change(field(TIMESTAMP, none), field(LOCAL_TIMESTAMP, none), Kind.RETYPED));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everyChangeHasItsKind(Field before, Field now, List<Kind> kinds) {
    assertThat(FieldDrift.between(Schema.of(before), Schema.of(now)))
        .extracting(FieldDrift::kind)
        .isEqualTo(kinds);
  }

  @Test
  void theOrderOfFieldsMeansNothingAndEveryFieldIsLookedAt() {
    Schema before =
        Schema.of(
            Field.of("id", INTEGER), Field.of("name", STRING), notNull(STRING, Limits.length(3)));
    Schema now =
        Schema.of(
            notNull(STRING, Limits.length(3)), Field.of("id", INTEGER), Field.of("age", INTEGER));
    assertThat(FieldDrift.between(before, now))
        .extracting(drift -> drift.answered(Answer.EVOLVE).toString())
        .containsExactly(
            "field 'age' is new (integer): evolve",
            "field 'name' has vanished (was string): evolve");
    assertThat(FieldDrift.between(now, now)).isEmpty();
  }

  @Test
  void saysWhatItWasAndWhatItIs() {
    var drift =
        FieldDrift.between(
            Schema.of(field(DECIMAL, Limits.digits(10, 2))),
            Schema.of(notNull(DECIMAL, Limits.digits(12, 4))));
    assertThat(drift.get(0).answered(Answer.FREEZE))
        .hasToString("field 'f' is widened (decimal(10,2) → decimal(12,4) not null): freeze");
  }
}
