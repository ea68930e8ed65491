package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several choices.
 *
 * @param labels whether their labels are read instead of their ids
 */
record ChoicesForm(Choices choices, boolean labels) implements FieldForm {

  @Override
  public LogicalType type() {
    return LogicalType.LIST;
  }

  @Override
  public Object write(Object value) throws Unfit {
    var ids = new ArrayList<String>();
    for (Object one : value instanceof List<?> list ? list : List.of(value)) {
      if (one != null) {
        ids.add(choices.id(one));
      }
    }
    return ids;
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    if (json == null || FieldForm.isEmpty(json)) {
      return null;
    }
    var told = new ArrayList<Object>();
    for (Object one : json instanceof List<?> list ? list : List.of(json)) {
      told.add(choices.told(one, labels));
    }
    return told;
  }
}
