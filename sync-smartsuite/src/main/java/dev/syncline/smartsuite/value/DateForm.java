package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Days, and points in time: the value itself says whether it has a time.
 *
 * @param zone of dates and times without one
 */
record DateForm(Optional<ZoneId> zone) implements FieldForm {
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int DAY = 10;

  @Override
  public LogicalType type() {
    return LogicalType.TIMESTAMP;
  }

  @Override
  public Object write(Object value) throws Unfit {
    if (value instanceof Map) {
      return value;
    }
    Object date = value instanceof String text ? parsed(text) : value;
    var json = new LinkedHashMap<String, @Nullable Object>();
    if (date instanceof LocalDate day) {
      json.put("date", day + "T00:00:00Z");
      json.put("include_time", false);
    } else {
      Instant time = instant(date);
      if (time.getNano() % NANOS_PER_MICRO != 0) {
        throw new Unfit("has more than six digits behind the seconds: " + time);
      }
      json.put("date", time.toString());
      json.put("include_time", true);
    }
    return json;
  }

  private Instant instant(Object value) throws Unfit {
    if (value instanceof Instant time) {
      return time;
    }
    if (value instanceof LocalDateTime local) {
      return local
          .atZone(
              zone.orElseThrow(
                  () ->
                      new Unfit(
                          "has no time zone: "
                              + local
                              + "; say at the destination in which 'zone' such times are meant")))
          .toInstant();
    }
    throw new Unfit("is no date: " + Quoted.of(value));
  }

  private static Object parsed(String text) throws Unfit {
    String date = text.strip().replace(' ', 'T');
    try {
      if (date.length() <= DAY) {
        return LocalDate.parse(date);
      }
      return date.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
          ? OffsetDateTime.parse(date).toInstant()
          : LocalDateTime.parse(date);
    } catch (DateTimeException e) {
      throw new Unfit("is no date: " + Quoted.of(text));
    }
  }

  /** A day or a point in time; what is neither stays as it is. */
  @Override
  public @Nullable Object read(@Nullable Object json) {
    Object date = json instanceof Map<?, ?> parts ? parts.get("date") : json;
    if (!(date instanceof String text) || text.isEmpty()) {
      return FieldForm.isEmpty(date) ? null : json;
    }
    boolean day =
        text.length() == DAY
            || (json instanceof Map<?, ?> parts && Boolean.FALSE.equals(parts.get("include_time")));
    try {
      return day ? LocalDate.parse(text.substring(0, DAY)) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      return json;
    }
  }
}
