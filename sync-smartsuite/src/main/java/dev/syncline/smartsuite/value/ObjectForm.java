package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One object: an address, a name. A plain text stands for an object with one part.
 *
 * @param text that part
 */
record ObjectForm(String text) implements FieldForm {

  @Override
  public LogicalType type() {
    return LogicalType.OBJECT;
  }

  @Override
  public Object write(Object value) throws Unfit {
    if (value instanceof Map<?, ?> given) {
      var object = new LinkedHashMap<String, @Nullable Object>();
      given.forEach((name, part) -> object.put(String.valueOf(name), part));
      return object;
    }
    if (value instanceof List) {
      throw new Unfit("is a list where one object is needed");
    }
    return Map.of(text, value.toString());
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    return FieldForm.isEmpty(json) ? null : json;
  }

  /** Without the summary that the API makes, and without empty parts. */
  @Override
  public @Nullable Object compared(@Nullable Object json) {
    return json instanceof Map<?, ?> object ? filled(object) : read(json);
  }

  /** The parts of an object that were given and hold something. */
  static @Nullable Object filled(Map<?, ?> object) {
    var filled = new TreeMap<String, Object>();
    object.forEach(
        (name, part) -> {
          if (!String.valueOf(name).startsWith("sys_") && part != null && !part.equals("")) {
            filled.put(String.valueOf(name), part);
          }
        });
    return filled.isEmpty() ? null : filled;
  }
}
