package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A status: written as an object, read as an object or a text.
 *
 * @param labels whether its label is read instead of its id
 */
record StatusForm(Choices choices, boolean labels) implements FieldForm {

  @Override
  public LogicalType type() {
    return LogicalType.STRING;
  }

  @Override
  public Object write(Object value) throws Unfit {
    Object given = value instanceof Map<?, ?> object ? object.get("value") : value;
    if (given == null) {
      throw new Unfit("is no status: " + Quoted.of(value));
    }
    return Map.of("value", choices.id(given));
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    String told = FieldForm.isEmpty(json) ? "" : choices.told(json, labels);
    return told.isEmpty() ? null : told;
  }
}
