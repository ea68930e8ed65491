package dev.syncline.smartsuite.value;

import dev.syncline.api.record.LogicalType;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists of objects: phone numbers, addresses of machines, colours. A plain text stands for an
 * object with the most important part.
 *
 * @param parts what the objects may have
 * @param text the part that a plain text stands for
 * @param always what an object has besides, made of a plain text
 */
record ObjectsForm(Set<String> parts, String text, Map<String, String> always)
    implements FieldForm {

  static ObjectsForm of(Set<String> parts) {
    return new ObjectsForm(parts, "", Map.of());
  }

  ObjectsForm text(String part) {
    return new ObjectsForm(parts, part, always);
  }

  ObjectsForm besides(String part, String value) {
    return new ObjectsForm(parts, text, Map.of(part, value));
  }

  @Override
  public LogicalType type() {
    return LogicalType.LIST;
  }

  @Override
  public Object write(Object value) throws Unfit {
    var objects = new ArrayList<Map<String, @Nullable Object>>();
    for (Object one : value instanceof List<?> list ? list : List.of(value)) {
      if (!FieldForm.isEmpty(one)) {
        objects.add(object(one));
      }
    }
    return objects;
  }

  private Map<String, @Nullable Object> object(@Nullable Object value) throws Unfit {
    var object = new LinkedHashMap<String, @Nullable Object>();
    if (value instanceof Map<?, ?> given) {
      for (var part : given.entrySet()) {
        String name = String.valueOf(part.getKey());
        // What the API adds when it tells a value it does not take back.
        if (!name.startsWith("sys_")) {
          if (!parts.contains(name)) {
            throw new Unfit("has a part that is not known: '" + name + "'");
          }
          object.put(name, part.getValue());
        }
      }
      return object;
    }
    for (var part : always.entrySet()) {
      if (part.getValue().isEmpty()) {
        throw new Unfit(
            "is a plain text: say at the destination to which 'phoneCountry' such numbers belong,"
                + " or map an object with '"
                + part.getKey()
                + "'");
      }
      object.put(part.getKey(), part.getValue());
    }
    object.put(text, value == null ? "" : JsonText.plain(value));
    return object;
  }

  @Override
  public @Nullable Object read(@Nullable Object json) {
    return FieldForm.isEmpty(json) ? null : json;
  }

  /** Only the parts that can be written and are not empty. */
  @Override
  public @Nullable Object compared(@Nullable Object json) {
    if (!(json instanceof List<?> list) || list.isEmpty()) {
      return null;
    }
    var compared = new ArrayList<@Nullable Object>();
    for (Object one : list) {
      compared.add(one instanceof Map<?, ?> object ? ObjectForm.filled(object) : one);
    }
    return compared;
  }
}
