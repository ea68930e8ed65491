package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From one date to another: an object, a list of two, or, of due dates, the last one alone.
 *
 * @param dates how each of them is written
 * @param due whether it is a due date
 */
record RangeForm(DateForm dates, boolean due) implements FieldForm {
  private static final String FROM = "from_date";
  private static final String TO = "to_date";

  @Override
  public LogicalType type() {
    return LogicalType.OBJECT;
  }

  @Override
  public Object write(Object value) throws Unfit {
    if (value instanceof Map<?, ?> range) {
      return range(range.get(FROM), range.get(TO));
    }
    if (value instanceof List<?> pair && pair.size() == 2) {
      return range(pair.get(0), pair.get(1));
    }
    if (due && !(value instanceof List)) {
      return range(null, value);
    }
    throw new Unfit("is no pair of dates: " + Quoted.of(value));
  }

  private Map<String, @Nullable Object> range(@Nullable Object from, @Nullable Object to)
      throws Unfit {
    var range = new LinkedHashMap<String, @Nullable Object>();
    range.put(FROM, from == null || FieldForm.isEmpty(from) ? null : dates.write(from));
    range.put(TO, to == null || FieldForm.isEmpty(to) ? null : dates.write(to));
    return range;
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    return FieldForm.isEmpty(json) ? null : json;
  }

  /** Without what the API makes of a due date, and as points in time. */
  @Override
  public @Nullable Object compared(@Nullable Object json) {
    if (!(json instanceof Map<?, ?> range)) {
      return read(json);
    }
    var dates = new LinkedHashMap<String, @Nullable Object>();
    dates.put(FROM, this.dates.read(range.get(FROM)));
    dates.put(TO, this.dates.read(range.get(TO)));
    return dates.get(FROM) == null && dates.get(TO) == null ? null : dates;
  }
}
