package dev.syncline.core.value;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.TemporalForm;
import dev.syncline.core.definition.TemporalOperation;
import dev.syncline.core.definition.TemporalOperation.Date;
import dev.syncline.core.definition.TemporalOperation.Epoch;
import dev.syncline.core.definition.TemporalOperation.LocalTimestamp;
import dev.syncline.core.definition.TemporalOperation.Time;
import dev.syncline.core.definition.TemporalOperation.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
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

/** Coerces to dates and times. Nothing is cut off: a time does not become a date. */
final class TemporalSteps {
  private static final List<DateTimeFormatter> ISO_DATES = List.of(ISO_LOCAL_DATE);
  private static final List<DateTimeFormatter> ISO_TIMES = List.of(ISO_LOCAL_TIME);

  /** A date with or without a time, an offset and a zone; T or a space before the time. */
  private static final List<DateTimeFormatter> ISO_TIMESTAMP =
      List.of(
          new DateTimeFormatterBuilder()
              .append(ISO_LOCAL_DATE)
              .appendOptional(isoTime('T'))
              .appendOptional(isoTime(' '))
              .toFormatter(Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT));

  private TemporalSteps() {}

  private static DateTimeFormatter isoTime(char separator) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendLiteral(separator)
        .append(ISO_LOCAL_TIME)
        .optionalStart()
        .appendPattern("[XXX][XX][X]")
        .optionalStart()
        .appendLiteral('[')
        .parseCaseSensitive()
        .appendZoneRegionId()
        .appendLiteral(']')
        .toFormatter(Locale.ROOT);
  }

  static CellStep of(String field, TemporalOperation operation) {
    if (operation instanceof Date date) {
      return date(field, date);
    } else if (operation instanceof Time time) {
      return time(field, time);
    } else if (operation instanceof LocalTimestamp local) {
      return localTimestamp(field, local);
    } else if (operation instanceof Timestamp timestamp) {
      return timestamp(field, timestamp);
    }
    return EpochStep.of(field, ((Epoch) operation).unit());
  }

  static LogicalType typeAfter(TemporalOperation operation) {
    if (operation instanceof Date) {
      return LogicalType.DATE;
    } else if (operation instanceof Time) {
      return LogicalType.TIME;
    }
    return operation instanceof LocalTimestamp
        ? LogicalType.LOCAL_TIMESTAMP
        : LogicalType.TIMESTAMP;
  }

  static CellStep date(String field, Date form) {
    var texts = new TemporalText(form.form(), ISO_DATES, TemporalSteps::local);
    return value -> {
      Object read = texts.read(value);
      if (read instanceof LocalDate) {
        return read;
      }
      if (read instanceof LocalDateTime time
          && (form.dropTime() || time.toLocalTime().equals(LocalTime.MIDNIGHT))) {
        return time.toLocalDate();
      }
      return read == TemporalText.ZERO && texts.zeroToNull()
          ? null
          : texts.refuse(field, value, read, "a date", "uuuu-MM-dd");
    };
  }

  private static CellStep time(String field, Time form) {
    var texts = new TemporalText(form.form(), ISO_TIMES, TemporalSteps::local);
    return value -> {
      Object read = texts.read(value);
      return read instanceof LocalTime
          ? read
          : texts.refuse(
              field, value, read == TemporalText.ZERO ? value : read, "a time", "HH:mm:ss");
    };
  }

  static CellStep localTimestamp(String field, LocalTimestamp form) {
    var texts = timestamps(form.form());
    return value -> {
      Object read = texts.read(value);
      if (read instanceof LocalDateTime) {
        return read;
      }
      if (read instanceof LocalDate date) {
        return date.atStartOfDay();
      }
      if (form.zone().isPresent()) {
        Instant instant = read instanceof ZonedDateTime time ? time.toInstant() : null;
        if (read instanceof Instant || instant != null) {
          var point = instant == null ? (Instant) read : instant;
          return LocalDateTime.ofInstant(point, form.zone().get());
        }
      }
      return read == TemporalText.ZERO && texts.zeroToNull()
          ? null
          : texts.refuse(
              field, value, read, "a date and time without a zone", "uuuu-MM-ddTHH:mm:ss");
    };
  }

  static CellStep timestamp(String field, Timestamp form) {
    var texts = timestamps(form.form());
    var clocks = new LocalClock(field, form.gap(), form.overlap());
    return value -> {
      Object read = texts.read(value);
      if (read instanceof Instant) {
        return read;
      }
      if (read instanceof LocalIn local) {
        return clocks.point(value, local.time(), local.zone());
      }
      if (read instanceof ZonedDateTime time) {
        return time.toInstant();
      }
      if (read instanceof LocalDateTime time) {
        return clocks.point(value, time, form.zone());
      }
      if (read instanceof LocalDate date) {
        return date.atStartOfDay(form.zone()).toInstant();
      }
      return read == TemporalText.ZERO && texts.zeroToNull()
          ? null
          : texts.refuse(field, value, read, "a point in time", "uuuu-MM-ddTHH:mm:ssXXX");
    };
  }

  private static TemporalText timestamps(TemporalForm form) {
    return new TemporalText(form, ISO_TIMESTAMP, TemporalSteps::precise);
  }

  // TemporalAccessor.query answers null where the from methods throw, which would cost too much.

  private static Object local(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (date == null) {
      return LocalTime.from(parsed);
    }
    return time == null ? date : LocalDateTime.of(date, time);
  }

  private static Object precise(TemporalAccessor parsed) {
    ZoneId zone = parsed.query(TemporalQueries.zone());
    if (zone == null || !(local(parsed) instanceof LocalDateTime time)) {
      return local(parsed);
    }
    boolean known = zone instanceof ZoneOffset || parsed.isSupported(ChronoField.OFFSET_SECONDS);
    return known ? ZonedDateTime.from(parsed) : new LocalIn(time, zone);
  }

  /** A date and time that names a region, but no offset: which point is meant is a policy. */
  private record LocalIn(LocalDateTime time, ZoneId zone) {}
}
