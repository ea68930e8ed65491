package dev.syncline.migration.transform;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.transform.TransformContext;
import dev.syncline.api.transform.Transformed;
import dev.syncline.api.transform.Transformer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes phone numbers, as SmartSuite writes them, of texts and of objects with {@code number},
 * {@code country}, {@code extension} and {@code type}. Immutable.
 */
final class PhoneNumbers implements Transformer {
  private static final String PREFIX = "phone_";
  private static final List<String> PARTS = List.of("number", "country", "extension", "type");

  private final Map<String, Usual> fields;

  /**
   * What numbers have that do not say it.
   *
   * @param country as SmartSuite names it, such as {@code US}
   * @param type 1 office, 2 mobile, 4 home, 5 fax, 8 other
   */
  record Usual(String country, int type) {}

  PhoneNumbers(Map<String, Usual> fields) {
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  @Override
  public Schema output(Schema input) {
    return SeveralValues.lists(input, fields.keySet());
  }

  @Override
  public Transformed apply(SyncRecord in, TransformContext context) {
    Schema schema = in.schema();
    @Nullable Object[] values = in.toArray();
    for (int i = 0; i < values.length; i++) {
      String name = schema.field(i).name();
      Usual usual = fields.get(name);
      Object value = values[i];
      if (usual == null || value == null || value == Absent.ABSENT) {
        continue;
      }
      var numbers = new ArrayList<Object>();
      for (Object part : parts(value)) {
        if (part instanceof Map<?, ?> object) {
          for (Object given : object.keySet()) {
            if (!PARTS.contains(bare(given))) {
              return new Transformed.Rejected(
                  "field '" + name + "' has a part that no phone number has: '" + given + "'");
            }
          }
        }
        number(part, usual, numbers);
      }
      values[i] = numbers;
    }
    return new Transformed.Kept(SyncRecord.of(output(schema), in.op(), values));
  }

  private static String bare(Object name) {
    String text = String.valueOf(name);
    return text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
  }

  private static List<?> parts(Object value) {
    Object read = value instanceof String text ? JsonTexts.read(text).orElse(text) : value;
    return JsonTexts.items(read);
  }

  private static void number(@Nullable Object part, Usual usual, List<Object> numbers) {
    var phone = new LinkedHashMap<String, Object>();
    phone.put("phone_country", usual.country());
    phone.put("phone_number", "");
    phone.put("phone_extension", "");
    phone.put("phone_type", (long) usual.type());
    if (part instanceof Map<?, ?> object) {
      object.forEach(
          (name, value) -> {
            if (value != null) {
              boolean type = bare(name).equals("type") && value.toString().matches("\\d{1,9}");
              phone.put(
                  PREFIX + bare(name), type ? Long.valueOf(value.toString()) : value.toString());
            }
          });
    } else if (part != null) {
      phone.put("phone_number", part.toString());
    }
    if (!phone.get("phone_number").equals("")) {
      numbers.add(phone);
    }
  }
}
