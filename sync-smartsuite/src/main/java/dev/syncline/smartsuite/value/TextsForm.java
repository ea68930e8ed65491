package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several texts: e-mail addresses, links. */
final class TextsForm implements FieldForm {

  @Override
  public LogicalType type() {
    return LogicalType.LIST;
  }

  @Override
  public Object write(Object value) {
    var texts = new ArrayList<String>();
    for (Object one : value instanceof List<?> list ? list : List.of(value)) {
      if (one != null && !one.equals("")) {
        texts.add(JsonText.plain(one));
      }
    }
    return texts;
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    if (json == null || FieldForm.isEmpty(json)) {
      return null;
    }
    return json instanceof List ? json : List.of(json);
  }
}
