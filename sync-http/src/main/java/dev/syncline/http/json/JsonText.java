package dev.syncline.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.syncline.api.record.Absent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values as JSON text and back; for documents that fit in memory. All methods are pure. */
public final class JsonText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonText() {}

  /**
   * A value as JSON. Numbers are written in full, bytes in Base64, dates and times in ISO 8601;
   * absent fields of objects are left out.
   */
  public static String write(@Nullable Object value) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Map<?, ?> object) {
      out.writeStartObject();
      for (var entry : object.entrySet()) {
        if (entry.getValue() != Absent.ABSENT) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          write(entry.getValue(), out);
        }
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(item, out);
      }
      out.writeEndArray();
    } else {
      writeScalar(value, out);
    }
  }

  private static void writeScalar(Object value, JsonGenerator out) throws IOException {
    if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Long || value instanceof Integer) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      out.writeNumber(number.toPlainString());
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else {
      out.writeString(plain(value));
    }
  }

  /** A single value as it stands in a URL, a header or a text. */
  public static String plain(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    return value instanceof Map || value instanceof List ? write(value) : value.toString();
  }

  /** Whether two single values are the same: by their texts, or as numbers if one of them is. */
  public static boolean same(Object left, Object right) {
    String one = plain(left);
    String other = plain(right);
    if (one.equals(other)) {
      return true;
    }
    try {
      return (left instanceof Number || right instanceof Number)
          && new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** A document as a value; empty if it is no JSON. */
  public static Optional<Object> read(String text) {
    try {
      var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      var stream = new JsonStream(in, ReadLimits.DEFAULT, "the text");
      JsonParser parser = stream.parser();
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      Object value = stream.value();
      return parser.nextToken() == null ? Optional.ofNullable(value) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
