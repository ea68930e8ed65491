package dev.syncline.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.syncline.core.definition.DecimalForm;
import dev.syncline.core.definition.TemporalOperation.Epoch.Unit;
import dev.syncline.core.definition.TypeOperation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A text is a number only if it is written as one. */
class NumberFuzzIT {
  private static final Pattern PLAIN =
      Pattern.compile("[-+\u2212]?([0-9]+(\\.[0-9]+)?|\\.[0-9]+)([eE][-+\u2212]?[0-9]{1,3})?");
  private static final Pattern GERMAN =
      Pattern.compile(
          "[-+\u2212]?([0-9]+|[0-9]{1,3}(\\.[0-9]{3})+|(?=,))(,[0-9]+)?([eE][-+\u2212]?[0-9]{1,3})?");
  private static final DecimalText PLAIN_TEXT = new DecimalText('.', '\0', false);
  private static final DecimalText GERMAN_TEXT = new DecimalText(',', '.', false);
  private static final AmountText AMOUNT =
      new AmountText(
          DecimalForm.of(Locale.GERMANY)
              .currencies("€", "EUR")
              .percent(DecimalForm.Percent.NUMBER)
              .accounting(true));
  private static final List<CellStep> STEPS =
      List.of(
          NumberSteps.integer("f"),
          NumberSteps.decimal("f", DecimalForm.of(Locale.forLanguageTag("en-IN"))),
          EpochStep.of("f", Unit.SECONDS),
          EpochStep.of("f", Unit.NANOSECONDS),
          TypeSteps.bool("f"),
          TypeSteps.of("f", new TypeOperation.Bytes(TypeOperation.Bytes.Encoding.HEX)),
          TypeSteps.of("f", new TypeOperation.Bytes(TypeOperation.Bytes.Encoding.BASE64)),
          TypeSteps.of("f", new TypeOperation.Uuid()));

  @DictionaryEntries({
    "1.234,5",
    "€",
    "EUR",
    "%",
    "(",
    ")",
    "-",
    "\u2212",
    "e9",
    "E-99",
    "0x",
    "\\\\x",
    "\u00a0",
    "\u202f",
    "urn:uuid:",
    "{",
    "}",
    "true",
    "=",
    "\u0663",
    "12,34,567"
  })
  @FuzzTest(maxDuration = "25s")
  void reads(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    var plain = PLAIN_TEXT.parse(text);
    assertThat(plain != null)
        .as(text)
        .isEqualTo(text.length() <= 1000 && PLAIN.matcher(text).matches());
    if (plain != null) {
      assertThat(plain).isEqualTo(new BigDecimal(text.replace('\u2212', '-')));
    }
    var german = GERMAN_TEXT.parse(text);
    assertThat(german != null)
        .as(text)
        .isEqualTo(text.length() <= 1000 && GERMAN.matcher(text).matches());
    var amount = AMOUNT.parse(text);
    if (amount != null && german != null) {
      assertThat(amount).isEqualByComparingTo(german);
    }
    for (CellStep step : STEPS) {
      assertThat(step.apply(text))
          .isInstanceOfAny(
              Verdict.Rejected.class,
              Long.class,
              BigInteger.class,
              BigDecimal.class,
              Instant.class,
              Boolean.class,
              byte[].class,
              String.class);
    }
  }
}
