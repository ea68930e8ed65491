package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When somebody did something: {@code {on, by}}, or {@code {date}}. Never written. */
final class StampForm implements FieldForm {

  @Override
  public LogicalType type() {
    return LogicalType.TIMESTAMP;
  }

  @Override
  public Object write(Object value) throws Unfit {
    throw new Unfit("is read-only");
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    Object time = json;
    if (json instanceof Map<?, ?> stamp) {
      time = stamp.get("on") == null ? stamp.get("date") : stamp.get("on");
    }
    if (time == null || FieldForm.isEmpty(time)) {
      return null;
    }
    try {
      return OffsetDateTime.parse(time.toString()).toInstant();
    } catch (DateTimeException e) {
      return json;
    }
  }
}
