package dev.syncline.core.pipeline;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.syncline.api.record.Absent;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.value.ValueText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value as people read it in a plan: strings in quotes, so that 7 and "7" differ. */
final class ShownValue {
  private ShownValue() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value == Absent.ABSENT) {
      return "absent";
    }
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ShownValue::of).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> object) {
      return object.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value.equals(RecordText.MASK)) {
      return RecordText.MASK;
    }
    return value instanceof String text ? TextNode.valueOf(text).toString() : ValueText.of(value);
  }
}
