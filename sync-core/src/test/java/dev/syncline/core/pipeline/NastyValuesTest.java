package dev.syncline.core.pipeline;

import static dev.syncline.api.record.LogicalType.BOOLEAN;
import static dev.syncline.api.record.LogicalType.BYTES;
import static dev.syncline.api.record.LogicalType.DATE;
import static dev.syncline.api.record.LogicalType.DECIMAL;
import static dev.syncline.api.record.LogicalType.FLOAT;
import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.LOCAL_TIMESTAMP;
import static dev.syncline.api.record.LogicalType.OBJECT;
import static dev.syncline.api.record.LogicalType.STRING;
import static dev.syncline.api.record.LogicalType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.DecimalForm;
import dev.syncline.core.definition.DecimalForm.Grouping;
import dev.syncline.core.definition.DecimalForm.Percent;
import dev.syncline.core.definition.Layer;
import dev.syncline.core.definition.Normalization;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.definition.TemporalForm;
import dev.syncline.core.definition.TemporalForm.ZeroDates;
import dev.syncline.core.definition.TemporalOperation;
import dev.syncline.core.definition.TemporalOperation.Epoch.Unit;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Gap;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Overlap;
import dev.syncline.core.definition.TypeOperation.Bytes.Encoding;
import dev.syncline.core.value.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What real systems hold: the values of the five layers beyond the plain ones. */
class NastyValuesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final DecimalForm GERMAN = DecimalForm.of(Locale.GERMANY);

  private static Arguments row(
      UnaryOperator<Normalization.Builder> rules, LogicalType type, Object in, Object out) {
    return arguments(rules, type, in, out);
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        row(n -> n.collapseSpaces("f"), STRING, " a \t\r\n b\u00A0\u3000c ", " a b c "),
        row(n -> n.collapseSpaces("f"), STRING, "a\u00A0b", "a b"),
        row(n -> n.collapseSpaces("f"), STRING, "a\u2028b", "a b"),
        row(n -> n.nfkc("f"), STRING, "ＡＢＣ　１２３ ﬁ ²", "ABC 123 fi 2"),
        row(n -> n.nfkc("f"), STRING, "e\u0301", "\u00e9"),
        row(n -> n.removeZeroWidth("f"), STRING, "a\u200Bb\u00ADc\u2060d\uFEFF", "abcd"),
        // Left by copying from a web page: marks of direction around a phone number.
        row(n -> n.removeZeroWidth("f"), STRING, "\u202A+49 30\u202C\u200E", "+49 30"),
        row(n -> n.removeZeroWidth("f"), STRING, "a\u200Db\u200C", "ab"),
        // A family is three emoji that are joined, and this is how Persian writes "I want".
        row(
            n -> n.removeZeroWidth("f"),
            STRING,
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"),
        row(
            n -> n.removeZeroWidth("f"),
            STRING,
            "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
            "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"),
        row(n -> n.nullIf("f", "N/A", "-"), STRING, "N/A", null),
        row(n -> n.nullIf("f", "N/A", "-"), STRING, "n/a", "n/a"),
        row(n -> n.nullIf("f", -1, 9999), INTEGER, -1L, null),
        row(n -> n.nullIf("f", -1), DECIMAL, number("-1.00"), null),
        row(n -> n.nullIf("f", "0").defaultValue("f", 7), INTEGER, 0L, 7L));
  }

  static Stream<Arguments> types() {
    UnaryOperator<Normalization.Builder> german =
        n -> n.bool("f", List.of("J", "ja", "1", "-1"), List.of("N", "Nein", "0"));
    return Stream.of(
        row(german, STRING, " JA ", true),
        row(german, STRING, "nein", false),
        row(german, INTEGER, -1L, true), // Access and VB
        row(n -> n.bool("f"), BYTES, new byte[] {1}, true), // bit(1)
        row(n -> n.bool("f"), BYTES, new byte[] {0}, false),
        row(n -> n.bool("f"), INTEGER, 1L, true), // tinyint(1)
        row(n -> n.text("f"), INTEGER, 42L, "42"),
        row(n -> n.text("f"), DECIMAL, number("1.500"), "1.5"),
        row(n -> n.text("f"), DECIMAL, number("1E+3"), "1000"),
        row(n -> n.text("f"), FLOAT, 0.1, "0.1"),
        row(n -> n.text("f"), BOOLEAN, true, "true"),
        row(n -> n.text("f"), DATE, LocalDate.of(2024, 1, 2), "2024-01-02"),
        row(n -> n.text("f"), LOCAL_TIMESTAMP, at("2024-01-02T12:00:00"), "2024-01-02T12:00:00"),
        row(n -> n.text("f"), BYTES, new byte[] {(byte) 0xCA, 1}, "ca01"),
        row(n -> n.uuid("f"), STRING, "0F8FAD5BD9CB469FA16570867728950E", UUID), // Oracle RAW(16)
        row(n -> n.uuid("f"), STRING, "{0F8FAD5B-D9CB-469F-A165-70867728950E}", UUID),
        row(n -> n.uuid("f"), STRING, "urn:uuid:" + UUID, UUID),
        row(n -> n.uuid("f"), BYTES, hex("0f8fad5bd9cb469fa16570867728950e"), UUID));
  }

  private static final String UUID = "0f8fad5b-d9cb-469f-a165-70867728950e";

  private static LocalDateTime at(String text) {
    return LocalDateTime.parse(text);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  static Stream<Arguments> numbers() {
    UnaryOperator<Normalization.Builder> euro =
        n -> n.decimal("f", GERMAN.currencies("€", "EUR").accounting(true));
    UnaryOperator<Normalization.Builder> dollar =
        n -> n.decimal("f", DecimalForm.of(Locale.US).currencies("$", "US$").accounting(true));
    UnaryOperator<Normalization.Builder> share =
        n -> n.decimal("f", GERMAN.percent(Percent.FRACTION));
    UnaryOperator<Normalization.Builder> indian =
        n -> n.decimal("f", DecimalForm.of(Locale.forLanguageTag("en-IN")));
    return Stream.of(
        row(euro, STRING, "1.234,50\u00A0€", number("1234.50")),
        row(euro, STRING, "EUR -1.234,50", number("-1234.50")),
        row(euro, STRING, "-€ 5", number("-5")),
        row(euro, STRING, "(1.234,50 €)", number("-1234.50")),
        row(euro, STRING, "1.234,50-", number("-1234.50")), // SAP
        row(euro, STRING, "5,00 eur", number("5.00")),
        row(dollar, STRING, "US$1,234.50", number("1234.50")),
        row(dollar, STRING, "($0.99)", number("-0.99")),
        row(share, STRING, "12,5 %", number("0.125")),
        row(share, STRING, "-100%", number("-1.00")),
        row(n -> n.decimal("f", GERMAN.percent(Percent.NUMBER)), STRING, "12,5", number("12.5")),
        row(n -> n.decimal("f", GERMAN.percent(Percent.NUMBER)), STRING, "12,5%", number("12.5")),
        row(indian, STRING, "12,34,567.89", number("1234567.89")),
        row(indian, STRING, "1,234", number("1234")),
        row(indian, STRING, "1234567", number("1234567")),
        row(
            n -> n.decimal("f", DecimalForm.of(Locale.FRANCE)),
            STRING,
            "1 234,5",
            number("1234.5")),
        row(
            n -> n.decimal("f", DecimalForm.of(Locale.forLanguageTag("de-CH"))),
            STRING,
            "1'234.50",
            number("1234.50")),
        // Oracle NUMBER as text, and what becomes a whole number of it.
        row(n -> n.decimal("f"), STRING, ".5", number("0.5")),
        row(n -> n.decimal("f").integer("f"), STRING, "42.00", 42L),
        row(n -> n.decimal("f"), STRING, "1.0E-5", number("0.000010")),
        row(n -> n.scale("f", 2), DECIMAL, number("1.500"), number("1.500")),
        row(n -> n.scale("f", 2), INTEGER, 7L, 7L),
        row(n -> n.scale("f", 2, RoundingMode.HALF_EVEN), DECIMAL, number("2.125"), number("2.12")),
        row(n -> n.scale("f", 2, RoundingMode.HALF_UP), DECIMAL, number("2.125"), number("2.13")),
        row(n -> n.scale("f", 2, RoundingMode.HALF_UP), FLOAT, 1.005, number("1.01")),
        row(n -> n.scale("f", 0, RoundingMode.DOWN), DECIMAL, number("-0.9"), number("0")));
  }

  static Stream<Arguments> days() {
    UnaryOperator<Normalization.Builder> oracle =
        n -> n.date("f", TemporalForm.of("dd-MMM-yy").twoDigitYearsFrom(1950));
    UnaryOperator<Normalization.Builder> strptime =
        n ->
            n.date(
                "f",
                TemporalForm.of("%Y-%m-%d", "%d.%m.%y", "%Y%m%d", "%b %d, %Y", "%Y/%j")
                    .twoDigitYearsFrom(1969));
    UnaryOperator<Normalization.Builder> zero =
        n -> n.date("f", TemporalForm.ISO.zeroDates(ZeroDates.TO_NULL));
    return Stream.of(
        row(oracle, STRING, "31-JAN-49", LocalDate.of(2049, 1, 31)),
        row(oracle, STRING, "31-jan-50", LocalDate.of(1950, 1, 31)),
        row(strptime, STRING, "2024-1-5", LocalDate.of(2024, 1, 5)),
        row(strptime, STRING, "05.01.68", LocalDate.of(2068, 1, 5)),
        row(strptime, STRING, "05.01.69", LocalDate.of(1969, 1, 5)),
        row(strptime, STRING, "20240131", LocalDate.of(2024, 1, 31)),
        row(strptime, STRING, "Feb 29, 2024", LocalDate.of(2024, 2, 29)),
        row(strptime, STRING, "2024/366", LocalDate.of(2024, 12, 31)),
        row(zero, STRING, "0000-00-00", null),
        row(zero, STRING, "0000-00-00 00:00:00.000000", null),
        row(zero, STRING, "00000000", null), // SAP
        row(zero, STRING, "2024-02-29", LocalDate.of(2024, 2, 29)),
        row(
            n -> n.date("f", TemporalForm.of("d. MMMM yyyy").locale(Locale.GERMAN)),
            STRING,
            "3. März 2024",
            LocalDate.of(2024, 3, 3)),
        row(
            n -> n.rule("f", new TemporalOperation.Date(TemporalForm.ISO, true)),
            LOCAL_TIMESTAMP,
            at("2024-01-02T23:59:59"),
            LocalDate.of(2024, 1, 2)),
        row(n -> n.time("f"), STRING, "23:59:59.5", LocalTime.parse("23:59:59.5")),
        row(n -> n.time("f", "hh:mm a", "HHmm"), STRING, "12:30 am", LocalTime.of(0, 30)),
        row(n -> n.time("f", "hh:mm a", "HHmm"), STRING, "0730", LocalTime.of(7, 30)));
  }

  static Stream<Arguments> points() {
    String gap = "2024-03-31T02:30:00";
    String overlap = "2024-10-27T02:30:00";
    return Stream.of(
        row(clocks(Gap.SHIFT, Overlap.EARLIER), STRING, gap, Instant.parse("2024-03-31T01:30:00Z")),
        row(clocks(Gap.END, Overlap.EARLIER), STRING, gap, Instant.parse("2024-03-31T01:00:00Z")),
        row(
            clocks(Gap.REJECT, Overlap.EARLIER),
            STRING,
            overlap,
            Instant.parse("2024-10-27T00:30:00Z")),
        row(
            clocks(Gap.REJECT, Overlap.LATER),
            STRING,
            overlap,
            Instant.parse("2024-10-27T01:30:00Z")),
        // An offset says which of the two is meant.
        row(
            clocks(Gap.REJECT, Overlap.LATER),
            STRING,
            overlap + "+02:00[Europe/Berlin]",
            Instant.parse("2024-10-27T00:30:00Z")),
        // A region alone does not.
        row(
            n -> n.timestamp("f", ZoneId.of("UTC"), region(), Gap.REJECT, Overlap.LATER),
            STRING,
            "2024-10-27 02:30 Europe/Berlin",
            Instant.parse("2024-10-27T01:30:00Z")),
        // Lord Howe Island changes its clocks by half an hour.
        row(
            n ->
                n.timestamp(
                    "f",
                    ZoneId.of("Australia/Lord_Howe"),
                    TemporalForm.ISO,
                    Gap.SHIFT,
                    Overlap.LATER),
            STRING,
            "2024-10-06T02:15:00",
            Instant.parse("2024-10-05T15:45:00Z")),
        row(
            n ->
                n.timestamp(
                    "f", BERLIN, TemporalForm.of("%d/%b/%Y:%T %z"), Gap.REJECT, Overlap.REJECT),
            STRING,
            "10/Oct/2000:13:55:36 -0700",
            Instant.parse("2000-10-10T20:55:36Z")),
        row(
            n -> n.timestamp("f", BERLIN, "dd-MMM-yyyy hh.mm.ss.SSSSSS a xxx"),
            STRING,
            "31-JAN-2024 01.45.10.123456 PM +02:00",
            Instant.parse("2024-01-31T11:45:10.123456Z")),
        row(
            n -> n.localTimestamp("f", BERLIN, TemporalForm.ISO),
            TIMESTAMP,
            Instant.parse("2024-07-01T12:00:00Z"),
            at("2024-07-01T14:00:00")),
        row(
            n -> n.localTimestamp("f", BERLIN, TemporalForm.ISO),
            STRING,
            "2024-07-01T12:00:00Z",
            at("2024-07-01T14:00:00")),
        row(n -> n.epoch("f", Unit.SECONDS), INTEGER, 0L, Instant.EPOCH),
        row(n -> n.epoch("f", Unit.SECONDS), STRING, "-1.5", Instant.ofEpochMilli(-1500)),
        row(n -> n.epoch("f", Unit.SECONDS), FLOAT, 1.7e9, Instant.ofEpochSecond(1_700_000_000)),
        row(
            n -> n.epoch("f", Unit.MILLISECONDS),
            STRING,
            " 1700000000123 ",
            Instant.ofEpochMilli(1_700_000_000_123L)),
        row(
            n -> n.epoch("f", Unit.NANOSECONDS),
            INTEGER,
            1_700_000_000_123_456_789L,
            Instant.ofEpochSecond(1_700_000_000, 123_456_789)));
  }

  private static TemporalForm region() {
    return TemporalForm.of("uuuu-MM-dd HH:mm VV");
  }

  private static UnaryOperator<Normalization.Builder> clocks(Gap gap, Overlap overlap) {
    return n -> n.timestamp("f", BERLIN, TemporalForm.ISO, gap, overlap);
  }

  @ParameterizedTest
  @MethodSource({"texts", "types", "numbers", "days", "points"})
  void changesTheValue(
      UnaryOperator<Normalization.Builder> rules, LogicalType type, Object in, Object out) {
    assertThat(StageRows.apply(step(rules, type), in)).isEqualTo(Arrays.asList(out));
  }

  @Test
  void readsBytes() {
    for (String text : List.of("CAFE", "0xcafe", "\\xCaFe", " cafe ")) {
      var out = (List<?>) StageRows.apply(step(n -> n.bytes("f", Encoding.HEX), STRING), text);
      assertThat((byte[]) out.get(0)).isEqualTo(hex("cafe"));
    }
    var out = (List<?>) StageRows.apply(step(n -> n.bytes("f", Encoding.BASE64), STRING), "YWI=");
    assertThat((byte[]) out.get(0)).isEqualTo("ab".getBytes(StandardCharsets.UTF_8));
  }

  static Stream<Arguments> refused() {
    UnaryOperator<Normalization.Builder> euro = n -> n.decimal("f", GERMAN.currencies("€"));
    UnaryOperator<Normalization.Builder> share =
        n -> n.decimal("f", GERMAN.percent(Percent.FRACTION));
    UnaryOperator<Normalization.Builder> accounts =
        n -> n.decimal("f", DecimalForm.PLAIN.currencies("$").accounting(true));
    UnaryOperator<Normalization.Builder> indian =
        n -> n.decimal("f", DecimalForm.of('.', Optional.of(',')).grouping(Grouping.INDIAN));
    return Stream.of(
        row(n -> n.bool("f", List.of("J"), List.of("N")), STRING, "Y", "not a truth value"),
        row(n -> n.bool("f"), INTEGER, -1L, "not a truth value"),
        row(n -> n.bool("f"), BYTES, new byte[] {1, 0}, "2 bytes"),
        row(n -> n.bytes("f", Encoding.HEX), STRING, "CAF", "hexadecimal"),
        row(n -> n.bytes("f", Encoding.HEX), STRING, "CA FE", "hexadecimal"),
        row(n -> n.bytes("f", Encoding.BASE64), STRING, "YWI", "Base64"),
        row(n -> n.uuid("f"), STRING, "0F8FAD5B-D9CB469FA16570867728950E", "not a UUID"),
        row(n -> n.uuid("f"), BYTES, new byte[15], "not a UUID"),
        row(n -> n.text("f"), OBJECT, Map.of("a", 1L), "JSON"),
        row(euro, STRING, "5 $", "decimal"),
        row(euro, STRING, "€ 5 €", "decimal"),
        row(euro, STRING, "5 %", "decimal"),
        row(euro, STRING, "-€-5", "decimal"),
        row(euro, STRING, "€", "decimal"),
        row(euro, STRING, "(5)", "decimal"),
        row(euro, STRING, "5-", "decimal"),
        row(accounts, STRING, "(-5)", "decimal"),
        row(accounts, STRING, "-5-", "decimal"),
        row(accounts, STRING, "()", "decimal"),
        row(accounts, STRING, "(-$5)", "decimal"),
        row(accounts, STRING, "$(5)", "decimal"),
        row(share, STRING, "12,5", "such as 1.234,5 %"),
        row(share, STRING, "%", "decimal"),
        row(indian, STRING, "123,45,678", "decimal"),
        row(indian, STRING, "1,234,567", "decimal"),
        row(indian, STRING, "12,34", "decimal"),
        row(n -> n.decimal("f"), STRING, "１２", "decimal"),
        row(n -> n.scale("f", 2), DECIMAL, number("1.501"), "more than 2 digits after the point"),
        row(n -> n.scale("f", 2), STRING, "1.5", "read it before 'scale'"),
        row(n -> n.scale("f", 2), FLOAT, Double.NaN, "which is not a number"),
        row(n -> n.date("f"), STRING, "0000-00-00", "a zero date; zeroDates: to-null"),
        row(
            n -> n.date("f", TemporalForm.ISO.zeroDates(ZeroDates.TO_NULL)),
            STRING,
            "2024-00-00",
            "which is not a date"),
        row(n -> n.date("f", TemporalForm.ISO.zeroDates(ZeroDates.TO_NULL)), STRING, "0", "a date"),
        row(n -> n.date("f"), STRING, "", "which is empty; emptyToNull"),
        row(n -> n.date("f", "%Y-%m-%d"), STRING, "2023-02-29", "which is not a date"),
        row(n -> n.date("f", "%Y-%m-%d"), STRING, "24-01-01", "which is not a date"),
        row(n -> n.time("f"), STRING, "24:00", "which is not a time"),
        row(n -> n.time("f"), LOCAL_TIMESTAMP, at("2024-01-02T12:00:00"), "without loss"),
        row(n -> n.time("f"), STRING, "00:00:00:00", "which is not a time"),
        row(
            clocks(Gap.REJECT, Overlap.REJECT),
            STRING,
            "2024-10-27T02:30:00",
            "a time that the clocks of Europe/Berlin show twice"),
        row(
            n -> n.timestamp("f", BERLIN, region(), Gap.REJECT, Overlap.LATER),
            STRING,
            "2024-03-10 02:30 America/New_York",
            "the clocks of America/New_York skip"),
        row(n -> n.epoch("f", Unit.SECONDS), INTEGER, 1_700_000_000_000L, "is the unit right?"),
        row(n -> n.epoch("f", Unit.SECONDS), STRING, "1e999", "is the unit right?"),
        row(n -> n.epoch("f", Unit.NANOSECONDS), STRING, "0.5", "finer than a nanosecond"),
        row(n -> n.epoch("f", Unit.SECONDS), STRING, "2024-01-01", "counts since 1970"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void rejectsWhatCannotBeCoercedWithFieldValueAndReason(
      UnaryOperator<Normalization.Builder> rules, LogicalType type, Object in, String reason) {
    var verdict = (Verdict.Rejected) StageRows.apply(step(rules, type), in);
    assertThat(verdict.errorType()).isEqualTo("coercion");
    assertThat(verdict.message()).startsWith("field 'f' holds ").contains(reason);
  }

  @Test
  void aPatternNamesItsFields() {
    var step =
        NormalizeStage.compile(
            Normalization.builder()
                .trim("*")
                .emptyToNull("*")
                .date("*_date", "dd.MM.yyyy")
                .off("note", Layer.STRINGS)
                .build(),
            SecretFields.NONE,
            StageRows.schema("note", STRING, "birth_date", STRING, "n", INTEGER, "name", STRING));
    assertThat(StageRows.apply(step, " x ", " 01.02.2003", 5L, "  "))
        .isEqualTo(Arrays.asList(" x ", LocalDate.of(2003, 2, 1), 5L, null));
    assertThat(step.output().field(1).type()).isEqualTo(DATE);
    assertThat(step.output().field(0).nullable()).isTrue();
  }

  @Test
  void rulesApplyInTheOrderGivenAlsoByPattern() {
    var step =
        step(n -> n.defaultValue("z*", "x").upper("f").values("*", Map.of("A", "b")), "z", "f");
    assertThat(StageRows.apply(step, null, "a")).isEqualTo(List.of("x", "b"));
  }

  private static RowStep step(UnaryOperator<Normalization.Builder> rules, String a, String b) {
    return NormalizeStage.compile(
        rules.apply(Normalization.builder()).build(),
        SecretFields.NONE,
        StageRows.schema(a, STRING, b, STRING));
  }

  @Test
  void aPatternMustNameAField() {
    assertThatThrownBy(() -> step(n -> n.trim("*_name"), STRING))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("normalize.*_name: the source has no field of the form '*_name'");
  }

  /**
   * The dead letter's own masking knows the raw value only, not what an earlier step made of it.
   */
  @Test
  void neverShowsWhatAStepMadeOfASecretValue() {
    var step =
        NormalizeStage.compile(
            Normalization.builder().upper("pin").integer("pin").build(),
            new SecretFields(List.of("pin")),
            StageRows.schema("pin", STRING));
    assertThat(((Verdict.Rejected) StageRows.apply(step, "hunter2")).message())
        .isEqualTo("field 'pin' holds '***', which is not a whole number");
  }

  private static RowStep step(UnaryOperator<Normalization.Builder> rules, LogicalType type) {
    return NormalizeStage.compile(
        rules.apply(Normalization.builder()).build(),
        SecretFields.NONE,
        StageRows.schema("f", type));
  }
}
