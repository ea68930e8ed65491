package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Types that nobody knows, and results of formulas: values pass as they are. */
final class OtherForm implements FieldForm {

  @Override
  public LogicalType type() {
    return LogicalType.STRING;
  }

  @Override
  public Object write(Object value) {
    return value;
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    return FieldForm.isEmpty(json) ? null : json;
  }

  @Override
  public Optional<Object> empty() {
    return Optional.empty();
  }
}
