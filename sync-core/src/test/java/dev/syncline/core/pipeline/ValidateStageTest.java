package dev.syncline.core.pipeline;

import static dev.syncline.api.record.LogicalType.DECIMAL;
import static dev.syncline.api.record.LogicalType.FLOAT;
import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.definition.Validation;
import dev.syncline.core.value.Verdict;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidateStageTest {
  private static final Pattern ACTIVE = Pattern.compile("active", Pattern.CASE_INSENSITIVE);

  private static Arguments row(
      UnaryOperator<Validation.Builder> rules, LogicalType type, Object value) {
    return arguments(rules, type, value);
  }

  private static Arguments row(
      UnaryOperator<Validation.Builder> rules, LogicalType type, Object value, String errorType) {
    return arguments(rules, type, value, errorType);
  }

  static Stream<Arguments> good() {
    return Stream.of(
        row(v -> v.required("f"), STRING, " "),
        row(v -> v.required("f"), INTEGER, 0L),
        row(v -> v.type("f", INTEGER), INTEGER, BigInteger.ONE.shiftLeft(70)),
        row(v -> v.type("f", INTEGER), INTEGER, null),
        row(v -> v.matches("f", ".+@.+"), STRING, "a@b"),
        row(v -> v.matches("f", ".+@.+"), STRING, null),
        row(v -> v.matches("f", ".+@.+"), STRING, Absent.ABSENT),
        row(v -> v.matches("f", ACTIVE), STRING, "ACTIVE"),
        row(v -> v.matches("f", "1+"), INTEGER, 11L),
        row(v -> v.length("f", 1, 2), STRING, "\uD83D\uDE00\uD83D\uDE00"),
        row(v -> v.minLength("f", 2), STRING, "ab"),
        row(v -> v.maxLength("f", 0), STRING, ""),
        row(v -> v.range("f", 0, 1.5), DECIMAL, new BigDecimal("1.50")),
        row(v -> v.range("f", 0, 10), INTEGER, 0L),
        row(v -> v.atLeast("f", 0), FLOAT, 0.0),
        row(v -> v.atMost("f", 0), INTEGER, BigInteger.ONE.shiftLeft(70).negate()),
        row(v -> v.oneOf("f", "a", "b"), STRING, "b"),
        row(v -> v.oneOf("f", 1, 2), INTEGER, 1L),
        row(v -> v.oneOf("f", 1, 2), STRING, "2"),
        row(v -> v.oneOf("f", 1, 2), DECIMAL, new BigDecimal("2.00")),
        row(v -> v.oneOf("f", "a"), STRING, null));
  }

  @ParameterizedTest
  @MethodSource("good")
  void keepsAGoodRecordUnchanged(
      UnaryOperator<Validation.Builder> rules, LogicalType type, Object value) {
    assertThat(StageRows.apply(step(rules, type), value)).isEqualTo(Arrays.asList(value));
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        row(v -> v.required("f"), STRING, null, "required"),
        row(v -> v.required("f"), STRING, "", "required"),
        row(v -> v.required("f"), STRING, Absent.ABSENT, "required"),
        row(v -> v.type("f", INTEGER), STRING, "1", "type"),
        row(v -> v.matches("f", ".+@.+"), STRING, "a@", "pattern"),
        row(v -> v.matches("f", "a"), STRING, "ba", "pattern"),
        row(v -> v.matches("f", "(a|b)*c"), STRING, "ab".repeat(100_000), "pattern"),
        row(v -> v.length("f", 1, 2), STRING, "abc", "length"),
        row(v -> v.minLength("f", 1), STRING, "", "length"),
        row(v -> v.range("f", 0, 1.5), DECIMAL, new BigDecimal("1.51"), "range"),
        row(v -> v.range("f", 0, 10), INTEGER, -1L, "range"),
        row(v -> v.range("f", 0, 10), STRING, "5", "range"),
        row(v -> v.atLeast("f", 0), FLOAT, Double.NaN, "range"),
        row(v -> v.atMost("f", 0), INTEGER, BigInteger.ONE.shiftLeft(70), "range"),
        row(v -> v.oneOf("f", "a", "b"), STRING, "A", "oneOf"),
        row(v -> v.oneOf("f", 1, 2), INTEGER, 3L, "oneOf"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void rejectsARecordThatBreaksARule(
      UnaryOperator<Validation.Builder> rules, LogicalType type, Object value, String errorType) {
    var verdict = (Verdict.Rejected) StageRows.apply(step(rules, type), value);
    assertThat(verdict.errorType()).isEqualTo(errorType);
    assertThat(verdict.message()).startsWith("field 'f' ").hasSizeLessThan(250);
  }

  @Test
  void saysWhatIsWrongUnlessTheDefinitionDoes() {
    assertThat(StageRows.apply(step(v -> v.range("f", 0, 150), INTEGER), 200L))
        .isEqualTo(
            new Verdict.Rejected(
                "range", "field 'f' holds '200', which is not a number between 0 and 150"));
    assertThat(StageRows.apply(step(v -> v.required("f"), STRING), (Object) null))
        .isEqualTo(new Verdict.Rejected("required", "field 'f' is null, but a value is required"));
    assertThat(StageRows.apply(step(v -> v.required("f").message("no mail"), STRING), ""))
        .isEqualTo(new Verdict.Rejected("required", "no mail"));
  }

  @Test
  void reportsTheFirstBrokenRule() {
    var step = step(v -> v.minLength("f", 3).message("first").matches("f", "x"), STRING);
    assertThat(StageRows.apply(step, "a")).isEqualTo(new Verdict.Rejected("length", "first"));
    assertThat(((Verdict.Rejected) StageRows.apply(step, "abc")).errorType()).isEqualTo("pattern");
  }

  @Test
  void judgesEveryRecordByItself() {
    var step = step(v -> v.matches("f", "a+"), STRING);
    assertThat(StageRows.apply(step, "aa")).isEqualTo(List.of("aa"));
    assertThat(StageRows.apply(step, "b")).isInstanceOf(Verdict.Rejected.class);
    assertThat(StageRows.apply(step, "a")).isEqualTo(List.of("a"));
  }

  @Test
  void namesTheNearestFieldForOneThatTheSourceDoesNotHave() {
    assertThatThrownBy(() -> step(v -> v.required("F1"), STRING))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("validate.F1: the source has no field 'F1'; did you mean 'f'?");
  }

  private static RowStep step(UnaryOperator<Validation.Builder> rules, LogicalType type) {
    return ValidateStage.compile(
        rules.apply(Validation.builder()).build(),
        SecretFields.NONE,
        List.of(),
        new Warnings(),
        StageRows.schema("f", type));
  }
}
