package dev.syncline.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.syncline.api.error.PermanentException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values out of a JSON parser: maps, lists, String, Boolean, Long or BigInteger, BigDecimal, null.
 * Numbers are exact.
 */
final class JsonStream {
  /** A number of a few bytes such as 1e999999999 fills the memory when it is written out. */
  private static final int LARGEST_SCALE = 10_000;

  private final JsonParser parser;
  private final ReadLimits limits;
  private final String where;
  private long valueStart;

  JsonStream(InputStream in, ReadLimits limits, String where) throws IOException {
    this(factory(limits).createParser(in), limits, where);
  }

  JsonStream(JsonParser parser, ReadLimits limits, String where) {
    this.parser = parser;
    this.limits = limits;
    this.where = where;
  }

  private static JsonFactory factory(ReadLimits limits) {
    int text = (int) Math.min(Integer.MAX_VALUE - 8, limits.recordBytes());
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(text)
                .build())
        .build();
  }

  JsonParser parser() {
    return parser;
  }

  /** The value that begins with the current token; the parser stands on its last one then. */
  @Nullable Object value() throws IOException {
    valueStart = offset();
    return read();
  }

  private @Nullable Object read() throws IOException {
    JsonToken token = parser.currentToken();
    checkSize();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberValue() instanceof Integer small
              ? (Object) small.longValue()
              : parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new PermanentException(where + " answered an unexpected " + token);
    };
  }

  private BigDecimal decimal() throws IOException {
    BigDecimal number = parser.getDecimalValue();
    if (Math.abs((long) number.scale()) > LARGEST_SCALE) {
      throw new PermanentException(where + " answered a number with too large an exponent");
    }
    return number;
  }

  private Map<String, @Nullable Object> object() throws IOException {
    var object = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, read());
    }
    return object;
  }

  private List<@Nullable Object> array() throws IOException {
    var array = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(read());
    }
    return array;
  }

  private void checkSize() {
    if (offset() - valueStart > limits.recordBytes()) {
      throw new PermanentException(
          where
              + " answered a record of more than "
              + limits.recordBytes()
              + " bytes; raise 'maxRecordBytes' if that is right");
    }
  }

  private long offset() {
    long bytes = parser.currentLocation().getByteOffset();
    return bytes >= 0 ? bytes : parser.currentLocation().getCharOffset();
  }
}
