package dev.syncline.core.value;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import dev.syncline.core.definition.NormalizeOperation.Date;
import dev.syncline.core.definition.NormalizeOperation.LocalTimestamp;
import dev.syncline.core.definition.NormalizeOperation.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;

/** Coerces to dates and times. Nothing is cut off: a time does not become a date. */
final class TemporalSteps {
  private static final List<DateTimeFormatter> ISO_DATE = List.of(ISO_LOCAL_DATE);

  /** A date with or without a time, an offset and a zone; T or a space before the time. */
  private static final List<DateTimeFormatter> ISO_TIMESTAMP =
      List.of(
          new DateTimeFormatterBuilder()
              .append(ISO_LOCAL_DATE)
              .appendOptional(isoTime('T'))
              .appendOptional(isoTime(' '))
              .toFormatter(Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT));

  private static final TemporalQuery<?>[] DATE = {LocalDateTime::from, LocalDate::from};
  private static final TemporalQuery<?>[] TIMESTAMP = {
    ZonedDateTime::from, LocalDateTime::from, LocalDate::from
  };

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

  static CellStep date(String field, Date form) {
    var texts = new TemporalText(form.formatters().isEmpty() ? ISO_DATE : form.formatters(), DATE);
    return value -> {
      Object read = value instanceof String text ? texts.parse(text.strip()) : value;
      if (read instanceof LocalDate) {
        return read;
      }
      if (read instanceof LocalDateTime time && time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
        return time.toLocalDate();
      }
      return refuse(field, value, read, "a date", form.patterns(), "uuuu-MM-dd");
    };
  }

  static CellStep localTimestamp(String field, LocalTimestamp form) {
    var texts =
        new TemporalText(
            form.formatters().isEmpty() ? ISO_TIMESTAMP : form.formatters(), TIMESTAMP);
    return value -> {
      Object read = value instanceof String text ? texts.parse(text.strip()) : value;
      if (read instanceof LocalDateTime) {
        return read;
      }
      if (read instanceof LocalDate date) {
        return date.atStartOfDay();
      }
      return refuse(
          field,
          value,
          read,
          "a date and time without a zone",
          form.patterns(),
          "uuuu-MM-ddTHH:mm:ss");
    };
  }

  static CellStep timestamp(String field, Timestamp form) {
    var texts =
        new TemporalText(
            form.formatters().isEmpty() ? ISO_TIMESTAMP : form.formatters(), TIMESTAMP);
    ZoneId zone = form.zone();
    return value -> {
      Object read = value instanceof String text ? texts.parse(text.strip()) : value;
      if (read instanceof Instant) {
        return read;
      }
      if (read instanceof ZonedDateTime time) {
        return time.toInstant();
      }
      if (read instanceof LocalDateTime time) {
        return zone.getRules().getValidOffsets(time).isEmpty()
            ? CellStep.coercion(field, value, "a time that the clocks of " + zone + " skip")
            : time.atZone(zone).toInstant();
      }
      if (read instanceof LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
      }
      return refuse(
          field, value, read, "a point in time", form.patterns(), "uuuu-MM-ddTHH:mm:ssXXX");
    };
  }

  private static Verdict.Rejected refuse(
      String field, Object value, Object read, String wanted, List<String> patterns, String iso) {
    if (read instanceof TemporalAccessor) {
      return CellStep.coercion(field, value, "which cannot become " + wanted + " without loss");
    }
    String forms = String.join("' or '", patterns.isEmpty() ? List.of(iso) : patterns);
    return CellStep.coercion(
        field, value, "which is not " + wanted + " of the form '" + forms + "'");
  }
}
