package dev.syncline.core.definition;

import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a text holds a decimal number.
 *
 * @param decimalSeparator what stands before the fraction
 * @param groupingSeparator what may stand between groups of digits; a space also stands for the
 *     no-break spaces, an apostrophe for the typographic one
 * @param grouping how many digits a group has
 * @param currencies signs, codes or words that may stand before or after the number, once; they are
 *     dropped, so name one currency only, or keep it in another field
 * @param percent what a percent sign means
 * @param accounting whether {@code (1.50)} and {@code 1.50-} are negative numbers
 */
public record DecimalForm(
    char decimalSeparator,
    Optional<Character> groupingSeparator,
    Grouping grouping,
    List<String> currencies,
    Percent percent,
    boolean accounting) {

  /** A point before the fraction, and nothing else. */
  public static final DecimalForm PLAIN = of('.', Optional.empty());

  private static final Set<String> INDIAN = Set.of("IN", "BD", "NP", "PK");
  private static final String NOT_IN_A_SIGN = "+-()%.,'0123456789";

  /** How digits are grouped. */
  public enum Grouping {
    /** 1,234,567. */
    THREES,
    /** 12,34,567: three digits, then two each. */
    INDIAN
  }

  /** What a percent sign means. */
  public enum Percent {
    /** A number with one is rejected. */
    NONE,
    /**
     * 12.5 % is 0.125; a text without a percent sign is rejected, for nobody knows what it means.
     */
    FRACTION,
    /** 12.5 % is 12.5; the sign may be missing. */
    NUMBER
  }

  /** Refuses separators that cannot be told apart, and signs that look like a number. */
  public DecimalForm {
    Objects.requireNonNull(groupingSeparator, "groupingSeparator");
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(percent, "percent");
    separator("decimalSeparator", decimalSeparator);
    groupingSeparator.ifPresent(character -> separator("groupingSeparator", character));
    if (groupingSeparator.isPresent() && groupingSeparator.get() == decimalSeparator) {
      throw Refusal.at(
          "groupingSeparator",
          "the decimal and the grouping separator cannot both be '"
              + decimalSeparator
              + "'; give two different ones");
    }
    if (grouping != Grouping.THREES && groupingSeparator.isEmpty()) {
      throw Refusal.at("grouping", "a grouping needs a separator between the groups");
    }
    currencies = List.copyOf(new TreeSet<>(currencies));
    currencies.forEach(DecimalForm::currency);
  }

  private static void separator(String name, char character) {
    if (Character.isLetterOrDigit(character) || character == '-' || character == '+') {
      throw Refusal.at(name, "'" + character + "' cannot separate digits; take one such as . or ,");
    }
  }

  private static void currency(String sign) {
    boolean number = sign.chars().anyMatch(c -> NOT_IN_A_SIGN.indexOf(c) >= 0 && c != '.');
    // "Rs." and "kr." are words with a point; a point alone is none.
    if (sign.isBlank() || !sign.strip().equals(sign) || number || sign.equals(".")) {
      throw Refusal.at("currencies", "'" + sign + "' is no currency sign such as € or EUR");
    }
  }

  /** These separators; no grouping if the second is empty. */
  public static DecimalForm of(char decimalSeparator, Optional<Character> groupingSeparator) {
    return new DecimalForm(
        decimalSeparator, groupingSeparator, Grouping.THREES, List.of(), Percent.NONE, false);
  }

  /** The separators that are usual somewhere; the definition holds them, not the locale. */
  public static DecimalForm of(Locale locale) {
    var symbols = DecimalFormatSymbols.getInstance(locale);
    char grouping = symbols.getGroupingSeparator();
    if (grouping == '\u202F' || grouping == '\u00A0') {
      grouping = ' ';
    } else if (grouping == '\u2019') {
      grouping = '\'';
    }
    return of(symbols.getDecimalSeparator(), Optional.of(grouping))
        .grouping(INDIAN.contains(locale.getCountry()) ? Grouping.INDIAN : Grouping.THREES);
  }

  /** With another grouping. */
  public DecimalForm grouping(Grouping how) {
    return new DecimalForm(
        decimalSeparator, groupingSeparator, how, currencies, percent, accounting);
  }

  /** With these signs before or after the number. */
  public DecimalForm currencies(String... signs) {
    return new DecimalForm(
        decimalSeparator, groupingSeparator, grouping, List.of(signs), percent, accounting);
  }

  /** With percent signs. */
  public DecimalForm percent(Percent meaning) {
    return new DecimalForm(
        decimalSeparator, groupingSeparator, grouping, currencies, meaning, accounting);
  }

  /** With negative numbers as accountants and SAP write them. */
  public DecimalForm accounting(boolean also) {
    return new DecimalForm(
        decimalSeparator, groupingSeparator, grouping, currencies, percent, also);
  }
}
