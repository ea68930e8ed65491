package dev.syncline.core.definition;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a pattern into a parser that refuses what is not on the calendar. */
final class DatePattern {
  private static final String SUCH_AS = "; write one such as dd.MM.yyyy or %d.%m.%Y";

  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2001, 2, 3, 4, 5, 6, 0, ZoneOffset.UTC);

  /** Two digits each, for strptime numbers of one digit cannot stand side by side. */
  private static final ZonedDateTime WIDE =
      ZonedDateTime.of(2011, 12, 13, 22, 15, 16, 0, ZoneOffset.UTC);

  /** A quoted literal, or a year of two digits. */
  private static final Pattern SHORT_YEAR =
      Pattern.compile("'[^']*'|(?<![yu])(?<year>yy|uu)(?![yu])");

  private static final OptionalInt ANY_CENTURY = OptionalInt.of(1970);

  private DatePattern() {}

  static DateTimeFormatter formatter(String pattern, Locale locale, OptionalInt centuryFrom) {
    var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    if (pattern.indexOf('%') >= 0) {
      new StrptimePattern(pattern, centuryFrom).appendTo(builder);
    } else if (centuryFrom.isPresent()) {
      appendLetters(builder, pattern, centuryFrom.getAsInt());
    } else {
      builder.appendPattern(pattern);
    }
    return builder
        // Without an era, the strict resolver would not understand "yyyy".
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(locale)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static void appendLetters(DateTimeFormatterBuilder builder, String pattern, int from) {
    Matcher matcher = SHORT_YEAR.matcher(pattern);
    int start = 0;
    while (matcher.find()) {
      if (matcher.group("year") != null) {
        if (matcher.start() > start) {
          builder.appendPattern(pattern.substring(start, matcher.start()));
        }
        builder.appendValueReduced(ChronoField.YEAR, 2, 2, from);
        start = matcher.end();
      }
    }
    if (start < pattern.length()) {
      builder.appendPattern(pattern.substring(start));
    }
  }

  /** Whether years of two digits are read. */
  static boolean hasTwoDigitYear(String pattern) {
    if (pattern.indexOf('%') >= 0) {
      return StrptimePattern.hasTwoDigitYear(pattern);
    }
    return SHORT_YEAR.matcher(pattern).results().anyMatch(match -> match.group(1) != null);
  }

  /** Refuses what is no pattern, or one that cannot be read back. */
  static void check(String pattern, Locale locale) {
    try {
      // A year of two letters is built otherwise where the century is given.
      for (var century : List.of(ANY_CENTURY, OptionalInt.empty())) {
        DateTimeFormatter formatter = formatter(pattern, locale, century);
        formatter.parse(formatter.format(sample(pattern)));
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
          "pattern", "'" + pattern + "' is no date pattern: " + e.getMessage() + SUCH_AS);
    } catch (IndexOutOfBoundsException | ClassCastException e) {
      // Java's answer to years of more than ten letters, and to padding before other letters.
      throw Refusal.at(
          "pattern", "'" + pattern + "' is no date pattern that Java can read" + SUCH_AS);
    } catch (DateTimeException e) {
      throw Refusal.at("pattern", "the pattern '" + pattern + "' cannot be read back" + SUCH_AS);
    }
  }

  /** Refuses a pattern without a whole date, with a part of a time or with a year to guess. */
  static void checkDate(TemporalForm form) {
    for (String pattern : form.patterns()) {
      checkDate(pattern);
      if (pattern.indexOf('%') >= 0
          && hasTwoDigitYear(pattern)
          && form.twoDigitYearsFrom().isEmpty()) {
        // Python would say 1969 to 2068, Java 2000 to 2099.
        throw Refusal.at(
            "pattern",
            "'"
                + pattern
                + "' has a year of two digits; say by 'twoDigitYearsFrom' which hundred years it"
                + " means, such as 1969");
      }
    }
  }

  private static void checkDate(String pattern) {
    TemporalAccessor parsed = parsed(pattern);
    if (parsed.query(TemporalQueries.localDate()) == null) {
      throw Refusal.at(
          "pattern",
          "the pattern '"
              + pattern
              + "' does not name a year, a month and a day; add what is missing");
    }
    if (parsed.query(TemporalQueries.localTime()) == null && namesTime(parsed)) {
      throw Refusal.at(
          "pattern",
          "the pattern '" + pattern + "' names a part of the time only; use HH, or hh with a");
    }
  }

  /** Refuses a pattern that is not of a time of day alone. */
  static void checkTime(String pattern) {
    TemporalAccessor parsed = parsed(pattern);
    if (parsed.query(TemporalQueries.localTime()) == null) {
      throw Refusal.at(
          "pattern", "the pattern '" + pattern + "' does not name a time; use HH, or hh with a");
    }
    boolean more = parsed.query(TemporalQueries.zone()) != null;
    for (ChronoField field : ChronoField.values()) {
      more |= field.isDateBased() && field != ChronoField.ERA && parsed.isSupported(field);
    }
    if (more) {
      throw Refusal.at(
          "pattern",
          "the pattern '" + pattern + "' names more than a time of day; take the rest out");
    }
  }

  /** What the pattern reads of its own text; it was checked before. */
  private static TemporalAccessor parsed(String pattern) {
    var formatter = formatter(pattern, Locale.ENGLISH, ANY_CENTURY);
    return formatter.parse(formatter.format(sample(pattern)));
  }

  private static ZonedDateTime sample(String pattern) {
    return pattern.indexOf('%') >= 0 ? WIDE : SAMPLE;
  }

  /** Whether parts of a time, or an offset, were read that would be dropped without a word. */
  private static boolean namesTime(TemporalAccessor parsed) {
    if (parsed.query(TemporalQueries.zone()) != null) {
      return true;
    }
    for (ChronoField field : ChronoField.values()) {
      if (field.isTimeBased() && parsed.isSupported(field)) {
        return true;
      }
    }
    return false;
  }
}
