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
import java.util.Locale;

/** Turns a pattern into a parser that refuses what is not on the calendar. */
final class DatePattern {
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2001, 2, 3, 4, 5, 6, 0, ZoneOffset.UTC);

  private DatePattern() {}

  static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        // Without an era, the strict resolver would not understand "yyyy".
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  static void check(String pattern) {
    DateTimeFormatter formatter;
    try {
      formatter = formatter(pattern);
    } catch (IllegalArgumentException e) {
      throw Refusal.at("pattern", "'" + pattern + "' is no date pattern: " + e.getMessage());
    }
    TemporalAccessor parsed;
    try {
      parsed = formatter.parse(formatter.format(SAMPLE));
    } catch (DateTimeException e) {
      throw Refusal.at("pattern", "the pattern '" + pattern + "' cannot be read back");
    }
    if (parsed.query(TemporalQueries.localDate()) == null) {
      throw Refusal.at(
          "pattern", "the pattern '" + pattern + "' does not name a year, a month and a day");
    }
    if (parsed.query(TemporalQueries.localTime()) == null && namesTime(parsed)) {
      throw Refusal.at(
          "pattern",
          "the pattern '" + pattern + "' names a part of the time only; use HH, or hh with a");
    }
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
