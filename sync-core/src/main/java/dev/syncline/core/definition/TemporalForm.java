package dev.syncline.core.definition;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a text holds a date or a time.
 *
 * @param patterns tried in order; as in {@link DateTimeFormatter}, or, with a percent sign, as in
 *     strptime: {@code %d.%m.%Y}; none for ISO 8601
 * @param locale the language of the names of months and days, as a language tag
 * @param twoDigitYearsFrom the first of the hundred years that years of two digits mean: 1950 for
 *     1950 to 2049; empty for 2000 to 2099, which {@code %y} refuses to guess
 * @param zeroDates what becomes of 0000-00-00
 */
public record TemporalForm(
    List<String> patterns, String locale, OptionalInt twoDigitYearsFrom, ZeroDates zeroDates) {

  /** ISO 8601. */
  public static final TemporalForm ISO = of();

  /** What becomes of a date whose digits are all zero, as MySQL and SAP have them. */
  public enum ZeroDates {
    /** The record is rejected. */
    REJECT,
    /** The value becomes null. A date with a year and a zero month or day is still rejected. */
    TO_NULL
  }

  /** Copies the patterns; refuses a bad one. */
  public TemporalForm {
    patterns = List.copyOf(patterns);
    Objects.requireNonNull(locale, "locale");
    Objects.requireNonNull(twoDigitYearsFrom, "twoDigitYearsFrom");
    Objects.requireNonNull(zeroDates, "zeroDates");
    if (twoDigitYearsFrom.isPresent()) {
      int from = twoDigitYearsFrom.getAsInt();
      if (from < 1 || from > 9900) {
        throw Refusal.at(
            "twoDigitYearsFrom", "'twoDigitYearsFrom' must be between 1 and 9900, not " + from);
      }
      if (patterns.stream().noneMatch(DatePattern::hasTwoDigitYear)) {
        throw Refusal.at("twoDigitYearsFrom", "no pattern has a year of two digits; leave it out");
      }
    }
    for (String pattern : patterns) {
      DatePattern.check(pattern, Locale.forLanguageTag(locale));
    }
  }

  /** These patterns, in English; 2000 to 2099; zero dates are rejected. */
  public static TemporalForm of(String... patterns) {
    return of(List.of(patterns));
  }

  /** These patterns, in English; 2000 to 2099; zero dates are rejected. */
  public static TemporalForm of(List<String> patterns) {
    return new TemporalForm(patterns, "en", OptionalInt.empty(), ZeroDates.REJECT);
  }

  /** With names in another language. */
  public TemporalForm locale(Locale language) {
    return new TemporalForm(patterns, language.toLanguageTag(), twoDigitYearsFrom, zeroDates);
  }

  /** With the first of the hundred years that years of two digits mean. */
  public TemporalForm twoDigitYearsFrom(int year) {
    return new TemporalForm(patterns, locale, OptionalInt.of(year), zeroDates);
  }

  /** With another policy for zero dates. */
  public TemporalForm zeroDates(ZeroDates policy) {
    return new TemporalForm(patterns, locale, twoDigitYearsFrom, policy);
  }

  /** The patterns as strict parsers, in order. */
  public List<DateTimeFormatter> formatters() {
    Locale language = Locale.forLanguageTag(locale);
    return patterns.stream()
        .map(pattern -> DatePattern.formatter(pattern, language, twoDigitYearsFrom))
        .toList();
  }
}
