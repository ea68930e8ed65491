package dev.syncline.migration.transform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists and objects in texts, as MySQL gives JSON columns. */
final class JsonTexts {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonTexts() {}

  /** The list or the object that a text is; empty for all other texts. */
  static Optional<Object> read(String text) {
    String bare = text.strip();
    boolean maybe =
        (bare.startsWith("[") && bare.endsWith("]"))
            || (bare.startsWith("{") && bare.endsWith("}"));
    if (!maybe) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(bare)) {
      parser.nextToken();
      Object value = value(parser);
      return parser.nextToken() == null ? Optional.ofNullable(value) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Numbers as their digits. */
  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_ARRAY) {
      var items = new ArrayList<@Nullable Object>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(parser));
      }
      return items;
    }
    if (token == JsonToken.START_OBJECT) {
      var object = new LinkedHashMap<String, @Nullable Object>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        object.put(name, value(parser));
      }
      return object;
    }
    return token == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  /** The parts of a list; a single value is a list of one. */
  static List<?> items(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  /** Whether a value is a single one. */
  static boolean single(@Nullable Object value) {
    return value != null && !(value instanceof List) && !(value instanceof Map);
  }
}
