package dev.syncline.core.pipeline;

import static dev.syncline.api.record.LogicalType.BOOLEAN;
import static dev.syncline.api.record.LogicalType.DATE;
import static dev.syncline.api.record.LogicalType.DECIMAL;
import static dev.syncline.api.record.LogicalType.FLOAT;
import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.LOCAL_TIMESTAMP;
import static dev.syncline.api.record.LogicalType.STRING;
import static dev.syncline.api.record.LogicalType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Normalization;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.value.Verdict;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NormalizeStageTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Arguments row(
      UnaryOperator<Normalization.Builder> rules, LogicalType type, Object in, Object out) {
    return arguments(rules, type, in, out);
  }

  static Stream<Arguments> cleaned() {
    return Stream.of(
        row(n -> n.trim("f"), STRING, "  a b\t\n", "a b"),
        row(n -> n.trim("f"), STRING, "\u00A0\u3000x\u202F\uFEFF", "x"),
        row(n -> n.trim("f"), STRING, " ", ""),
        row(n -> n.trim("f"), STRING, "", ""),
        row(n -> n.trim("f"), INTEGER, 5L, 5L),
        row(n -> n.nfc("f"), STRING, "e\u0301", "\u00e9"),
        row(n -> n.nfc("f"), STRING, "\u00e9\u00a0\u02ff", "\u00e9\u00a0\u02ff"),
        row(n -> n.nfc("f"), STRING, "plain e\u0301", "plain \u00e9"),
        row(n -> n.nfkc("f"), STRING, "a\u00a0b\u00bd", "a b1\u20442"),
        row(n -> n.nfkc("f"), STRING, "\ufb01", "fi"),
        row(n -> n.nfkc("f"), STRING, "plain \u009f~", "plain \u009f~"),
        row(n -> n.removeControls("f"), STRING, "\uFEFFa\u0000b\u0007\tc\r\n\u0085d", "ab\tc\r\nd"),
        row(n -> n.emptyToNull("f"), STRING, "", null),
        row(n -> n.emptyToNull("f"), STRING, " ", " "),
        row(n -> n.trim("f").emptyToNull("f"), STRING, " \u00A0", null),
        row(n -> n.emptyToNull("f").trim("f"), STRING, " ", ""),
        row(n -> n.upper("f"), STRING, "straße i", "STRASSE I"),
        row(n -> n.lower("f"), STRING, "ÀI", "ài"),
        row(n -> n.trim("f"), STRING, null, null),
        row(n -> n.trim("f"), STRING, Absent.ABSENT, Absent.ABSENT),
        row(n -> n.values("f", Map.of("N/A", "unknown")), STRING, "N/A", "unknown"),
        row(n -> n.values("f", Map.of("N/A", "unknown")), STRING, "n/a", "n/a"),
        row(n -> n.values("f", Map.of("Y", true, "N", false)), STRING, "Y", true),
        row(n -> n.values("f", Map.of(1, 10)), INTEGER, 1L, 10L),
        row(n -> n.values("f", Map.of(1, 10)), DECIMAL, new BigDecimal("1.00"), new BigDecimal(10)),
        row(n -> n.values("f", Map.of(1, 10)), FLOAT, 1.0, 10.0),
        row(n -> n.values("f", Map.of("x", "y")), STRING, null, null),
        row(n -> n.defaultValue("f", "none"), STRING, null, "none"),
        row(n -> n.defaultValue("f", "none"), STRING, Absent.ABSENT, "none"),
        row(n -> n.defaultValue("f", "none"), STRING, "", ""),
        row(n -> n.trim("f").emptyToNull("f").defaultValue("f", "none"), STRING, " ", "none"),
        row(n -> n.defaultValue("f", "2020-01-31"), DATE, null, LocalDate.of(2020, 1, 31)),
        row(n -> n.defaultValue("f", 3), DECIMAL, null, new BigDecimal(3)),
        row(n -> n.integer("f").defaultValue("f", "7"), STRING, null, 7L));
  }

  static Stream<Arguments> coerced() {
    return Stream.of(
        row(n -> n.bool("f"), STRING, " YES ", true),
        row(n -> n.bool("f"), STRING, "off", false),
        row(n -> n.bool("f"), INTEGER, 0L, false),
        row(n -> n.bool("f"), DECIMAL, new BigDecimal("1.0"), true),
        row(n -> n.bool("f"), BOOLEAN, true, true),
        row(n -> n.bool("f"), STRING, null, null),
        row(n -> n.integer("f"), STRING, " -0012 ", -12L),
        row(n -> n.integer("f"), STRING, "+9223372036854775807", Long.MAX_VALUE),
        row(n -> n.integer("f"), STRING, "9223372036854775808", BigInteger.ONE.shiftLeft(63)),
        row(n -> n.integer("f"), FLOAT, 3.0, 3L),
        row(n -> n.integer("f"), DECIMAL, new BigDecimal("1E+2"), 100L),
        row(n -> n.integer("f"), STRING, Absent.ABSENT, Absent.ABSENT),
        row(n -> n.decimal("f"), STRING, "1.50", new BigDecimal("1.50")),
        row(n -> n.decimal("f"), STRING, "-.5", new BigDecimal("-0.5")),
        row(n -> n.decimal("f"), STRING, "\u22121e3", new BigDecimal("-1E+3")),
        row(n -> n.decimal("f"), INTEGER, 7L, new BigDecimal(7)),
        row(n -> n.decimal("f"), FLOAT, 0.1, new BigDecimal("0.1")),
        row(n -> n.decimal("f", ',', '.'), STRING, "1.234.567,89", new BigDecimal("1234567.89")),
        row(n -> n.decimal("f", ',', '.'), STRING, "1234567,89", new BigDecimal("1234567.89")),
        row(n -> n.decimal("f", ',', ' '), STRING, "1\u202F234\u00A0567", new BigDecimal(1234567)),
        row(n -> n.decimal("f", '.', '\''), STRING, "1\u2019234.5", new BigDecimal("1234.5")),
        row(n -> n.decimal("f", ','), STRING, "0,5", new BigDecimal("0.5")));
  }

  static Stream<Arguments> dated() {
    var noon = LocalDateTime.of(2024, 1, 2, 12, 0);
    return Stream.of(
        row(n -> n.date("f"), STRING, "2024-02-29", LocalDate.of(2024, 2, 29)),
        row(n -> n.date("f", "dd.MM.yyyy"), STRING, "01.02.2024", LocalDate.of(2024, 2, 1)),
        row(n -> n.date("f", "d/M/uuuu", "d MMM uu"), STRING, "3 MAR 24", LocalDate.of(2024, 3, 3)),
        row(
            n -> n.date("f"),
            LOCAL_TIMESTAMP,
            LocalDate.of(2024, 1, 2).atStartOfDay(),
            LocalDate.of(2024, 1, 2)),
        row(n -> n.localTimestamp("f"), STRING, "2024-01-02 12:00:00.000", noon),
        row(n -> n.localTimestamp("f"), STRING, "2024-01-02T12:00", noon),
        row(n -> n.localTimestamp("f", "yyyy-MM-dd hh:mm a"), STRING, "2024-01-02 12:00 pm", noon),
        row(n -> n.localTimestamp("f"), DATE, LocalDate.of(2024, 1, 2), noon.minusHours(12)),
        row(n -> n.timestamp("f", BERLIN), STRING, "2024-01-02T12:00:00Z", instant(12)),
        row(n -> n.timestamp("f", BERLIN), STRING, "2024-01-02 12:00:00", instant(11)),
        row(n -> n.timestamp("f", BERLIN), STRING, "2024-01-02 12:00:00+02", instant(10)),
        row(n -> n.timestamp("f", BERLIN), STRING, "2024-01-02T12:00:00.0+0200", instant(10)),
        row(n -> n.timestamp("f", BERLIN), LOCAL_TIMESTAMP, noon, instant(11)),
        row(n -> n.timestamp("f", BERLIN), DATE, LocalDate.of(2024, 1, 2), instant(-1)),
        row(n -> n.timestamp("f", BERLIN), TIMESTAMP, instant(1), instant(1)),
        row(
            n -> n.timestamp("f", BERLIN, "dd.MM.yyyy HH:mm"),
            STRING,
            "02.01.2024 12:00",
            instant(11)),
        // Clocks go back at three: half past two comes twice, the first is meant.
        row(
            n -> n.timestamp("f", BERLIN),
            STRING,
            "2024-10-27T02:30:00",
            Instant.parse("2024-10-27T00:30:00Z")));
  }

  private static Instant instant(int hour) {
    return Instant.parse("2024-01-02T00:00:00Z").plusSeconds(hour * 3600L);
  }

  @ParameterizedTest
  @MethodSource({"cleaned", "coerced", "dated"})
  void changesTheValue(
      UnaryOperator<Normalization.Builder> rules, LogicalType type, Object in, Object out) {
    var step = step(rules, type);
    assertThat(StageRows.apply(step, in)).isEqualTo(Arrays.asList(out));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        row(n -> n.bool("f"), STRING, "maybe", "'maybe', which is not a truth value"),
        row(n -> n.bool("f"), STRING, "", "'', which is empty; emptyToNull"),
        row(n -> n.bool("f"), INTEGER, 2L, "'2'"),
        row(n -> n.integer("f"), STRING, "12.0", "'12.0', which is not a whole number"),
        row(n -> n.integer("f"), STRING, "1,000", "not a whole number"),
        row(n -> n.integer("f"), STRING, "-", "not a whole number"),
        row(n -> n.integer("f"), STRING, " ", "emptyToNull"),
        row(n -> n.integer("f"), STRING, "\u0661\u0662", "not a whole number"),
        row(n -> n.integer("f"), STRING, "9".repeat(2000), "…'"),
        row(n -> n.integer("f"), FLOAT, 0.5, "'0.5'"),
        row(n -> n.integer("f"), FLOAT, Double.NaN, "'NaN'"),
        row(n -> n.integer("f"), DECIMAL, new BigDecimal("1E+999999999"), "whole number"),
        row(n -> n.integer("f"), BOOLEAN, true, "'true'"),
        row(n -> n.decimal("f"), STRING, "1,5", "which is not a decimal number such as 1234.5"),
        row(n -> n.decimal("f"), STRING, "1.", "decimal"),
        row(n -> n.decimal("f"), STRING, ".", "decimal"),
        row(n -> n.decimal("f"), STRING, "1e9999999", "decimal"),
        row(n -> n.decimal("f"), STRING, "0x1F", "decimal"),
        row(n -> n.decimal("f"), STRING, "NaN", "decimal"),
        row(n -> n.decimal("f"), STRING, "1 2", "decimal"),
        row(n -> n.decimal("f"), STRING, "--1", "decimal"),
        row(n -> n.decimal("f", ',', '.'), STRING, "1.5", "such as 1.234,5"),
        row(n -> n.decimal("f", ',', '.'), STRING, "1234.567", "decimal"),
        row(n -> n.decimal("f", ',', '.'), STRING, "1.234.56", "decimal"),
        row(n -> n.decimal("f"), FLOAT, Double.POSITIVE_INFINITY, "'Infinity'"),
        row(n -> n.date("f"), STRING, "2023-02-29", "'2023-02-29', which is not a date"),
        row(n -> n.date("f"), STRING, "29.02.2024", "of the form 'uuuu-MM-dd'"),
        row(n -> n.date("f", "dd.MM.yyyy", "d/M/yy"), STRING, "x", "'dd.MM.yyyy' or 'd/M/yy'"),
        row(n -> n.date("f"), LOCAL_TIMESTAMP, LocalDateTime.of(2024, 1, 1, 0, 1), "without loss"),
        row(n -> n.date("f"), TIMESTAMP, Instant.EPOCH, "without loss"),
        row(n -> n.date("f"), INTEGER, 20240101L, "which is not a date"),
        row(n -> n.localTimestamp("f"), STRING, "2024-01-02T12:00:00Z", "without loss"),
        row(n -> n.localTimestamp("f"), STRING, "2024-01-02T24:00:00", "not a date and time"),
        row(
            n -> n.timestamp("f", BERLIN),
            STRING,
            "2024-03-31T02:30:00",
            "a time that the clocks of Europe/Berlin skip"),
        row(n -> n.timestamp("f", BERLIN), INTEGER, 1_700_000_000L, "not a point in time"),
        row(n -> n.timestamp("f", BERLIN), STRING, "2024-01-02+02:00", "not a point in time"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void rejectsWhatCannotBeCoercedWithFieldValueAndReason(
      UnaryOperator<Normalization.Builder> rules, LogicalType type, Object in, String reason) {
    var verdict = (Verdict.Rejected) StageRows.apply(step(rules, type), in);
    assertThat(verdict.errorType()).isEqualTo("coercion");
    assertThat(verdict.message()).startsWith("field 'f' holds ").contains(reason);
    assertThat(verdict.message().length()).isLessThan(300);
  }

  @Test
  void rejectsAValueOutsideATableThatChangesTheType() {
    var step = step(n -> n.values("f", Map.of("Y", true)), STRING);
    assertThat(StageRows.apply(step, "X"))
        .isEqualTo(
            new Verdict.Rejected(
                "choice", "field 'f' holds 'X', which is not in its table of values"));
  }

  @Test
  void showsNoLineEndsOfAValue() {
    var verdict = (Verdict.Rejected) StageRows.apply(step(n -> n.integer("f"), STRING), "a\nb");
    assertThat(verdict.message()).contains("'a\\u000ab'");
  }

  @Test
  void leavesOtherFieldsAloneAndTellsTheNewTypes() {
    var input =
        Schema.of(
            new Field("a", STRING, false, Limits.length(5)),
            new Field("b", STRING, false, Limits.length(5)),
            new Field("c", STRING, false, Limits.length(5)));
    var rules =
        Normalization.builder()
            .integer("b")
            .trim("c")
            .emptyToNull("c")
            .defaultValue("b", 0)
            .build();
    var step = NormalizeStage.compile(rules, SecretFields.NONE, input);

    assertThat(step.output())
        .isEqualTo(
            Schema.of(
                new Field("a", STRING, false, Limits.length(5)),
                new Field("b", INTEGER, false, Limits.NONE),
                new Field("c", STRING, true, Limits.length(5))));
    assertThat(StageRows.apply(step, " a ", "1", " ")).isEqualTo(Arrays.asList(" a ", 1L, null));
  }

  @Test
  void keepsTheSameObjectWhereNothingIsToBeDone() {
    String clean = "clean";
    var step =
        step(n -> n.trim("f").nfc("f").removeControls("f").emptyToNull("f").lower("f"), STRING);
    assertThat(((List<?>) StageRows.apply(step, clean)).get(0)).isSameAs(clean);
  }

  @Test
  void namesTheNearestFieldForOneThatTheSourceDoesNotHave() {
    assertThatThrownBy(() -> step(n -> n.trim("emial"), STRING, "email"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("normalize.emial: the source has no field 'emial'; did you mean 'email'?");
  }

  @Test
  void refusesADefaultThatDoesNotFitTheField() {
    assertThatThrownBy(() -> step(n -> n.defaultValue("f", "soon"), DATE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("the default 'soon' does not fit field 'f' of type DATE");
  }

  private static RowStep step(UnaryOperator<Normalization.Builder> rules, LogicalType type) {
    return step(rules, type, "f");
  }

  private static RowStep step(
      UnaryOperator<Normalization.Builder> rules, LogicalType type, String field) {
    return NormalizeStage.compile(
        rules.apply(Normalization.builder()).build(),
        SecretFields.NONE,
        StageRows.schema(field, type));
  }
}
