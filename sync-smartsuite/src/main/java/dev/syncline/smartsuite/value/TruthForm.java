package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Yes or no; also 1 and 0, as databases have them. */
final class TruthForm implements FieldForm {

  @Override
  public LogicalType type() {
    return LogicalType.BOOLEAN;
  }

  @Override
  public Object write(Object value) throws Unfit {
    return switch (value.toString().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new Unfit("is neither true nor false: " + Quoted.of(value));
    };
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    return FieldForm.isEmpty(json) ? null : json;
  }

  /** A box that nobody has ticked may be told as false or not at all. */
  @Override
  public @Nullable Object compared(@Nullable Object json) {
    return Boolean.TRUE.equals(json);
  }
}
