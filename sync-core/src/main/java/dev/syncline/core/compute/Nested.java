package dev.syncline.core.compute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syncline.api.record.Absent;
import dev.syncline.core.expression.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows a path into a value. What is not there is absent. Used by one thread at a time. */
final class Nested {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path path;

  /** Several paths often lead into one text, which has then to be read several times; not twice. */
  private @Nullable String lastText;

  private @Nullable Object lastTree;

  Nested(Path path) {
    this.path = path;
  }

  @Nullable Object in(Object root) {
    Object value = root instanceof String text ? tree(text) : root;
    List<Object> steps = path.steps();
    for (int i = 1; i < steps.size(); i++) {
      if (value == null) {
        return null;
      }
      Object step = steps.get(i);
      if (step instanceof String name && value instanceof Map<?, ?> object) {
        value = object.get(name);
        if (value == null && !object.containsKey(name)) {
          return Absent.ABSENT;
        }
      } else if (step instanceof Integer index && value instanceof List<?> list) {
        if (index >= list.size()) {
          return Absent.ABSENT;
        }
        value = list.get(index);
      } else {
        throw new Refused(
            "'"
                + path
                + "' leads into "
                + Kinds.of(value)
                + ", which has no "
                + (step instanceof String ? "part '" + step + "'" : "places"));
      }
    }
    return value;
  }

  private @Nullable Object tree(String text) {
    // The same object, not an equal one: comparing long texts costs as much as reading them.
    @SuppressWarnings("ReferenceEquality")
    boolean known = text == lastText;
    if (!known) {
      lastTree = read(text);
      lastText = text;
    }
    return lastTree;
  }

  private @Nullable Object read(String text) {
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new Refused("'" + path + "' leads into a text that is no JSON");
    }
  }
}
