package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import dev.syncline.http.json.JsonText;
import org.jspecify.annotations.Nullable;

/** Texts; of other values, what they print. */
final class TextForm implements FieldForm {

  @Override
  public LogicalType type() {
    return LogicalType.STRING;
  }

  @Override
  public Object write(Object value) {
    return JsonText.plain(value);
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    return json == null || FieldForm.isEmpty(json) ? null : JsonText.plain(json);
  }
}
