package dev.syncline.core.definition;

import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.OptionalInt;

/** A pattern as in strptime of C and Python. Numbers may lack their leading zeros, as there. */
final class StrptimePattern {
  private static final String KNOWN = "Y y m d H I M S f p b B a A j z Z e F T D R %";

  private final String pattern;
  private final OptionalInt centuryFrom;

  StrptimePattern(String pattern, OptionalInt centuryFrom) {
    this.pattern = pattern;
    this.centuryFrom = centuryFrom;
  }

  static boolean hasTwoDigitYear(String pattern) {
    String plain = pattern.replace("%%", "");
    return plain.contains("%y") || plain.contains("%D");
  }

  /** Appends the parser; throws IllegalArgumentException for what is no pattern. */
  void appendTo(DateTimeFormatterBuilder builder) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%') {
        builder.appendLiteral(c);
      } else if (++i < pattern.length()) {
        directive(builder, pattern.charAt(i));
      } else {
        throw new IllegalArgumentException("it ends with a percent sign");
      }
    }
  }

  private void directive(DateTimeFormatterBuilder builder, char letter) {
    switch (letter) {
      case '%' -> builder.appendLiteral('%');
      case 'F' -> new StrptimePattern("%Y-%m-%d", centuryFrom).appendTo(builder);
      case 'D' -> new StrptimePattern("%m/%d/%y", centuryFrom).appendTo(builder);
      case 'T' -> new StrptimePattern("%H:%M:%S", centuryFrom).appendTo(builder);
      case 'R' -> new StrptimePattern("%H:%M", centuryFrom).appendTo(builder);
      case 'b', 'B' -> {
        var style = letter == 'b' ? TextStyle.SHORT : TextStyle.FULL;
        builder.appendText(ChronoField.MONTH_OF_YEAR, style);
      }
      case 'a', 'A' -> {
        var style = letter == 'a' ? TextStyle.SHORT : TextStyle.FULL;
        builder.appendText(ChronoField.DAY_OF_WEEK, style);
      }
      case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
      case 'z' -> builder.appendPattern("[XXX][XX][X]");
      case 'Z' -> builder.appendZoneText(TextStyle.SHORT);
      default -> number(builder, letter);
    }
  }

  private void number(DateTimeFormatterBuilder builder, char letter) {
    switch (letter) {
      case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
      case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, century());
      case 'm' -> upTo(builder, ChronoField.MONTH_OF_YEAR, 2);
      case 'd', 'e' -> upTo(builder, ChronoField.DAY_OF_MONTH, 2);
      case 'j' -> upTo(builder, ChronoField.DAY_OF_YEAR, 3);
      case 'H' -> upTo(builder, ChronoField.HOUR_OF_DAY, 2);
      case 'I' -> upTo(builder, ChronoField.CLOCK_HOUR_OF_AMPM, 2);
      case 'M' -> upTo(builder, ChronoField.MINUTE_OF_HOUR, 2);
      case 'S' -> upTo(builder, ChronoField.SECOND_OF_MINUTE, 2);
      case 'f' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false);
      case 's' -> throw new IllegalArgumentException("'%s' counts seconds; use 'epoch'");
      default -> throw new IllegalArgumentException("unknown '%" + letter + "'; known: " + KNOWN);
    }
  }

  private static void upTo(DateTimeFormatterBuilder builder, ChronoField field, int digits) {
    builder.appendValue(field, 1, digits, SignStyle.NOT_NEGATIVE);
  }

  private int century() {
    return centuryFrom.orElse(2000);
  }
}
