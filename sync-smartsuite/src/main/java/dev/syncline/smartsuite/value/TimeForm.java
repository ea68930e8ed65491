package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times of day, to the second. */
final class TimeForm implements FieldForm {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

  @Override
  public LogicalType type() {
    return LogicalType.TIME;
  }

  @Override
  public Object write(Object value) throws Unfit {
    LocalTime time;
    try {
      time = value instanceof LocalTime given ? given : LocalTime.parse(value.toString().strip());
    } catch (DateTimeException e) {
      throw new Unfit("is no time of day: " + Quoted.of(value));
    }
    if (time.getNano() != 0) {
      throw new Unfit("has a fraction of a second, which would be lost: " + time);
    }
    return SECONDS.format(time);
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    if (json == null || FieldForm.isEmpty(json)) {
      return null;
    }
    try {
      return LocalTime.parse(json.toString());
    } catch (DateTimeException e) {
      return json;
    }
  }
}
