package dev.syncline.core.pipeline;

import static dev.syncline.api.record.LogicalType.DATE;
import static dev.syncline.api.record.LogicalType.DECIMAL;
import static dev.syncline.api.record.LogicalType.FLOAT;
import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.LOCAL_TIMESTAMP;
import static dev.syncline.api.record.LogicalType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.validate.Validator;
import dev.syncline.core.definition.Constraint;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.definition.Validation;
import dev.syncline.core.value.Verdict;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, comparisons, custom rules, warnings and what has to be unique. */
class ValidateRulesTest {
  private final Warnings warnings = new Warnings();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org",
        "a+b.c_d@sub.example.co.uk",
        "o'brien@example.org",
        "jürgen@müller.de",
        "用户@例子.公司",
        "x@xn--mller-kva.de",
        "1@2.io"
      })
  void takesEmailAddresses(String text) {
    assertThat(check(v -> v.email("f"), STRING, text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@localhost",
        "ada@@example.org",
        "ada.@example.org",
        ".ada@example.org",
        "a..b@example.org",
        "ada@example..org",
        "ada@-example.org",
        "ada@example.org.",
        "ada@192.168.0.1",
        "ada@example.1",
        "ada @example.org",
        "ada@exam ple.org",
        " ada@example.org",
        "ada@example.org\n",
        "Ada <ada@example.org>",
        "a@b.c,d@e.f",
        "ada@exa_mple.org"
      })
  void refusesWhatOnlyLooksLikeAnEmailAddress(String text) {
    assertThat(check(v -> v.email("f"), STRING, text)).isEqualTo("email");
  }

  @Test
  void refusesEmailAddressesThatAreTooLong() {
    String name = "a".repeat(64);
    assertThat(check(v -> v.email("f"), STRING, name + "@example.org")).isNull();
    assertThat(check(v -> v.email("f"), STRING, "a" + name + "@example.org")).isEqualTo("email");
    assertThat(check(v -> v.email("f"), STRING, "a@" + "b".repeat(64) + ".org")).isEqualTo("email");
    assertThat(check(v -> v.email("f"), STRING, "!".repeat(1_000_000))).isEqualTo("email");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "HTTP://Example.org:8080/a/b?c=d#e",
        "http://localhost/x",
        "http://192.168.0.1/",
        "http://[::1]:8080/",
        "https://müller.de/straße",
        "https://example.org/a%20b"
      })
  void takesUrls(String text) {
    assertThat(check(v -> v.url("f"), STRING, text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "//example.org",
        "http:example.org",
        "http://",
        "http:///path",
        "https://exa mple.org",
        "https://example.org/a b",
        "javascript:alert(1)",
        "ftp://example.org",
        "http://-a.org",
        "http://a..b",
        "http://example.org:port"
      })
  void refusesWhatOnlyLooksLikeAUrl(String text) {
    assertThat(check(v -> v.url("f"), STRING, text)).isEqualTo("url");
  }

  @Test
  void takesOtherSchemesWhereTheyAreNamed() {
    assertThat(check(v -> v.url("f", "ftp"), STRING, "ftp://example.org/x")).isNull();
    assertThat(check(v -> v.url("f", "ftp"), STRING, "http://example.org/x")).isEqualTo("url");
  }

  private static Arguments pair(
      LogicalType a, Object value, String operator, LogicalType b, Object other, boolean holds) {
    return arguments(a, value, operator, b, other, holds);
  }

  static Stream<Arguments> pairs() {
    var day = LocalDate.of(2024, 2, 29);
    return Stream.of(
        pair(DATE, day, ">=", DATE, day, true),
        pair(DATE, day, ">", DATE, day, false),
        pair(DATE, day.minusDays(1), ">=", DATE, day, false),
        pair(INTEGER, 1L, "=", DECIMAL, new BigDecimal("1.00"), true),
        pair(INTEGER, 1L, "!=", DECIMAL, new BigDecimal("1.00"), false),
        pair(FLOAT, 0.1, "<=", DECIMAL, new BigDecimal("0.1"), true),
        pair(INTEGER, 10L, ">", INTEGER, 9L, true),
        pair(STRING, "10", "<", STRING, "9", true),
        pair(INTEGER, 1L, "<", INTEGER, null, true),
        pair(INTEGER, null, "<", INTEGER, 1L, true),
        // Values of different kinds have no order.
        pair(STRING, "1", "=", INTEGER, 1L, false),
        pair(STRING, "1", "!=", INTEGER, 1L, false),
        pair(DATE, day, "<=", LOCAL_TIMESTAMP, LocalDateTime.of(2025, 1, 1, 0, 0), false),
        pair(FLOAT, Double.NaN, "!=", FLOAT, 1.0, false));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void comparesTwoFields(
      LogicalType a, Object value, String operator, LogicalType b, Object other, boolean holds) {
    var step = step(v -> v.compare("a", operator, "b"), StageRows.schema("a", a, "b", b));
    Object result = StageRows.apply(step, value, other);
    if (holds) {
      assertThat(result).isEqualTo(Arrays.asList(value, other));
    } else {
      assertThat(((Verdict.Rejected) result).errorType()).isEqualTo("compare");
      assertThat(((Verdict.Rejected) result).message()).contains("'a' holds", "field 'b'");
    }
  }

  @Test
  void asksACustomValidator() {
    Validator even =
        (value, record) -> {
          if (value.equals(13L)) {
            throw new IllegalStateException("unlucky");
          }
          boolean good = (Long) value % 2 == 0 || record.get("g") != null;
          return good ? Optional.empty() : Optional.of("which is odd");
        };
    var step =
        ValidateStage.compile(
            Validation.builder().custom("f", even).build(),
            SecretFields.NONE,
            List.of(even),
            warnings,
            StageRows.schema("f", INTEGER, "g", STRING));
    assertThat(StageRows.apply(step, 2L, null)).isEqualTo(Arrays.asList(2L, null));
    assertThat(StageRows.apply(step, 3L, "x")).isEqualTo(List.of(3L, "x"));
    assertThat(StageRows.apply(step, null, null)).isEqualTo(Arrays.asList(null, null));
    assertThat(StageRows.apply(step, 3L, null))
        .isEqualTo(new Verdict.Rejected("custom", "field 'f' holds '3', which is odd"));
    assertThat(((Verdict.Rejected) StageRows.apply(step, 13L, null)).message())
        .isEqualTo("field 'f' holds '13', which validator 'local' refuses: unlucky");
  }

  @Test
  void warnsOfRecordsThatGoOnAndNotOfRejectedOnes() {
    var step =
        step(
            v -> v.maxLength("a", 2).warn().minLength("b", 1).message("no b").warn().required("c"),
            StageRows.schema("a", STRING, "b", STRING, "c", STRING));
    assertThat(StageRows.apply(step, "long secret", "", "c")).isInstanceOf(List.class);
    assertThat(StageRows.apply(step, "long secret", "b", "c")).isInstanceOf(List.class);
    assertThat(StageRows.apply(step, "long secret", "b", null))
        .isInstanceOf(Verdict.Rejected.class);
    assertThat(warnings.lines())
        .containsExactly(
            "warning for 2 records: field 'a': it holds a value whose length is not between 0 and 2",
            "warning for 1 record: field 'b': no b");
  }

  @Test
  void aPatternNamesItsFields() {
    var step = step(v -> v.email("*_mail"), StageRows.schema("a_mail", STRING, "b_mail", STRING));
    assertThat(((Verdict.Rejected) StageRows.apply(step, "a@b.cd", "x")).message())
        .isEqualTo("field 'b_mail' holds 'x', which is not an e-mail address");
    assertThatThrownBy(() -> step(v -> v.email("*_post"), StageRows.schema("f", STRING)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("validate.*_post: the source has no field of the form '*_post'");
  }

  @Test
  void hidesTheValueOfASecretField() {
    var step =
        ValidateStage.compile(
            Validation.builder().email("f").build(),
            new SecretFields(List.of("f")),
            List.of(),
            warnings,
            StageRows.schema("f", STRING));
    assertThat(((Verdict.Rejected) StageRows.apply(step, "hush")).message())
        .isEqualTo("field 'f' holds '***', which is not an e-mail address");
  }

  // ---- unique ----------------------------------------------------------------------------------

  private final Schema people = StageRows.schema("email", STRING, "country", STRING);

  private UniqueRules unique(UnaryOperator<Validation.Builder> rules) {
    return UniqueRules.of(rules.apply(Validation.builder()).build(), SecretFields.NONE, warnings);
  }

  /** What becomes of rows with these keys and values; null for a row that goes on. */
  private List<String> pass(UniqueRules rules, Object[]... rows) {
    var batch = new ArrayList<Row>();
    for (Object[] row : rows) {
      var id = new KeyHash(0, ((Integer) row[0]).longValue());
      batch.add(new Row(people, new Object[] {row[1], row[2]}, Op.UPSERT, id, null));
    }
    rules.apply(WorkBatch.of(WorkBatch.Intake.FETCHED, people, batch));
    return batch.stream()
        .map(row -> row.rejection == null ? null : row.rejection.message())
        .toList();
  }

  private static Object[] person(int key, Object email, Object country) {
    return new Object[] {key, email, country};
  }

  @Test
  void rejectsTheSecondRecordWithAValueAlsoInALaterBatch() {
    var rules = unique(v -> v.unique("email"));
    assertThat(pass(rules, person(1, "a", "x"), person(2, "a", "y")))
        .containsExactly(
            null, "field 'email' holds 'a', which another record of this run holds, too");
    assertThat(pass(rules, person(3, "a", "z"), person(4, "b", "z")).get(1)).isNull();
    assertThat(pass(rules, person(5, "b", "z"))).doesNotContainNull();
  }

  @Test
  void aRecordIsNotItsOwnDouble() {
    var rules = unique(v -> v.unique("email"));
    assertThat(pass(rules, person(1, "a", "x"), person(1, "a", "y"))).containsOnlyNulls();
  }

  @Test
  void nothingIsNoDouble() {
    var rules = unique(v -> v.unique("email"));
    assertThat(pass(rules, person(1, null, "x"), person(2, null, "y"))).containsOnlyNulls();
  }

  @Test
  void severalFieldsAreUniqueTogether() {
    var rules = unique(v -> v.unique("email", "country").message("twice"));
    assertThat(pass(rules, person(1, "a", "x"), person(2, "a", "y"), person(3, "a", "x")))
        .containsExactly(null, null, "twice");
    // Not the same text when the two are put together.
    assertThat(pass(rules, person(4, "ab", "c"), person(5, "a", "bc"))).containsOnlyNulls();
  }

  @Test
  void warnsOfDoubles() {
    var rules = unique(v -> v.unique("email").warn());
    assertThat(pass(rules, person(1, "a", "x"), person(2, "a", "y"))).containsOnlyNulls();
    assertThat(warnings.lines())
        .containsExactly(
            "warning for 1 record: field 'email': it holds a value which another record of this run"
                + " holds, too");
  }

  @Test
  void remembersManyValuesAndFailsTheRunBeyondItsBound() {
    var rules = unique(v -> v.rule("email", new Constraint.Unique(List.of(), 5000)));
    for (int i = 1; i <= 5000; i++) {
      assertThat(pass(rules, person(i, "p" + i, "x"))).containsOnlyNulls();
    }
    assertThat(pass(rules, person(9000, "p1", "x"), person(9001, "p5000", "x")))
        .doesNotContainNull();
    assertThatThrownBy(() -> pass(rules, person(5001, "one more", "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("validate.unique.email: there are more than 5000 different values");
  }

  private RowStep step(UnaryOperator<Validation.Builder> rules, Schema schema) {
    return ValidateStage.compile(
        rules.apply(Validation.builder()).build(), SecretFields.NONE, List.of(), warnings, schema);
  }

  /** The kind of the error, or null. */
  private String check(UnaryOperator<Validation.Builder> rules, LogicalType type, Object value) {
    Object result = StageRows.apply(step(rules, StageRows.schema("f", type)), value);
    return result instanceof Verdict.Rejected rejected ? rejected.errorType() : null;
  }
}
