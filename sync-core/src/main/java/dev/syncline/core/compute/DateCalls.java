package dev.syncline.core.compute;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Work on days. Only {@code date(x, zone)} goes from a point on the time line to a day. */
final class DateCalls {
  private static final int MOST_DAYS = 4_000_000;

  private DateCalls() {}

  static Term of(Arguments in) {
    return switch (in.call().function()) {
      case DATE -> row -> date(in, row);
      case YEAR ->
          row -> {
            LocalDate day = day(in, 0, row);
            return day == null ? null : BigDecimal.valueOf(day.getYear());
          };
      case MONTH ->
          row -> {
            LocalDate day = day(in, 0, row);
            return day == null ? null : BigDecimal.valueOf(day.getMonthValue());
          };
      case DAY ->
          row -> {
            LocalDate day = day(in, 0, row);
            return day == null ? null : BigDecimal.valueOf(day.getDayOfMonth());
          };
      case ADD_DAYS -> row -> addDays(in, row);
      case DAYS_BETWEEN ->
          row -> {
            LocalDate from = day(in, 0, row);
            LocalDate to = day(in, 1, row);
            return from == null || to == null
                ? null
                : BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to));
          };
      default -> throw new IllegalStateException("no work on days: " + in.call().function());
    };
  }

  private static @Nullable LocalDate day(Arguments in, int index, @Nullable Object[] row) {
    Object value = in.value(index, row);
    return value instanceof LocalDateTime time ? time.toLocalDate() : day(in, value);
  }

  private static @Nullable LocalDate day(Arguments in, @Nullable Object value) {
    return in.as(LocalDate.class, "a date; date() makes one", value);
  }

  private static @Nullable LocalDate date(Arguments in, @Nullable Object[] row) {
    Object value = in.value(0, row);
    String zone = in.count() > 1 ? in.text(1, row) : null;
    if (value instanceof Instant instant) {
      if (in.count() < 2) {
        throw in.refused("'date' needs the zone of a timestamp's day: date(x, \"Europe/Berlin\")");
      }
      try {
        return zone == null ? null : instant.atZone(ZoneId.of(zone)).toLocalDate();
      } catch (DateTimeException e) {
        throw in.refused("'date' does not know the zone");
      }
    }
    if (value instanceof String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        throw in.refused("'date' takes a text such as 2024-01-31");
      }
    }
    return value instanceof LocalDateTime time
        ? time.toLocalDate()
        : in.as(LocalDate.class, "a date, a text or a timestamp", value);
  }

  private static @Nullable Object addDays(Arguments in, @Nullable Object[] row) {
    Object value = in.value(0, row);
    BigDecimal days = in.number(1, row);
    if (value == null || days == null) {
      return null;
    }
    int count = in.whole(days, -MOST_DAYS, MOST_DAYS);
    try {
      if (value instanceof LocalDateTime time) {
        return time.plusDays(count);
      }
      LocalDate day = day(in, value);
      return day == null ? null : day.plusDays(count);
    } catch (DateTimeException e) {
      throw in.refused("there is no such day");
    }
  }
}
