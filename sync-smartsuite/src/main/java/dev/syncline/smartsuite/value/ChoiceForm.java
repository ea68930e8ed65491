package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * One choice.
 *
 * @param labels whether its label is read instead of its id
 */
record ChoiceForm(Choices choices, boolean labels) implements FieldForm {

  @Override
  public LogicalType type() {
    return LogicalType.STRING;
  }

  @Override
  public Object write(Object value) throws Unfit {
    return choices.id(value);
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    return FieldForm.isEmpty(json) ? null : choices.told(json, labels);
  }
}
