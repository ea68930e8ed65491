package dev.syncline.core.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text in which the state store keeps keys, references and records: JSON that a person can read
 * and that gives back exactly what was written. What JSON cannot say by itself is an object with
 * one name: {@code {"$decimal":"1.00"}}.
 *
 * <p>Safe for use by several threads.
 */
public final class RecordText {
  /** What we wrote ourselves we read without limits. */
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength(Integer.MAX_VALUE)
                      .maxNumberLength(Integer.MAX_VALUE)
                      .maxNameLength(Integer.MAX_VALUE)
                      .maxNestingDepth(Integer.MAX_VALUE)
                      .build())
              .build());

  private static final JsonStringEncoder QUOTE = JsonStringEncoder.getInstance();
  private static final String DELETED = "$deleted";
  private static final String SECRET = "$secret";

  /** What stands in the place of a secret value. */
  public static final String MASK = "***";

  private RecordText() {}

  /** The text of a key. */
  public static String ofKey(Key key) {
    return list(key.values());
  }

  /** Reads the text of a key. */
  public static Key key(String text) {
    return new Key(readValues(text));
  }

  /** The text of a reference. */
  public static String ofRef(DestinationRef ref) {
    return list(ref.values());
  }

  /** Reads the text of a reference. */
  public static DestinationRef ref(String text) {
    return new DestinationRef(readValues(text));
  }

  private static String list(List<?> values) {
    var text = new StringBuilder(24);
    writeList(text, values);
    return text.toString();
  }

  private static List<Object> readValues(String text) {
    var values = new ArrayList<Object>();
    for (JsonNode item : parse(text)) {
      Object value = read(item);
      if (value == null) {
        throw new PermanentException("a key or reference in the state store holds a null: " + text);
      }
      values.add(value);
    }
    return values;
  }

  /** The text of a record; the types of null and absent fields are kept. */
  public static String ofRecord(Schema schema, Op op, @Nullable Object[] values) {
    var text = new StringBuilder(32 * values.length);
    text.append('{');
    if (op == Op.DELETE) {
      text.append('"').append(DELETED).append("\":true,");
    }
    for (int i = 0; i < values.length; i++) {
      Field field = schema.field(i);
      // A field may be called like one of our marks.
      quote(text, field.name().startsWith("$") ? "$" + field.name() : field.name());
      text.append(':');
      Object value = values[i];
      if (value == Absent.ABSENT) {
        tagged(text, "$absent", field.type().name());
      } else if (value == null && field.type() != LogicalType.STRING) {
        tagged(text, "$null", field.type().name());
      } else {
        write(text, value);
      }
      text.append(',');
    }
    if (text.charAt(text.length() - 1) == ',') {
      text.setLength(text.length() - 1);
    }
    return text.append('}').toString();
  }

  /**
   * A value that must not be shown; its text says so.
   *
   * @param value the value itself
   */
  public record Secret(Object value) {
    @Override
    public String toString() {
      return MASK;
    }
  }

  /** The text of a record for somebody who may not see what is secret in it. */
  public static String masked(String text) {
    return text.contains(SECRET) ? masked(parse(text)).toString() : text;
  }

  private static JsonNode masked(JsonNode node) {
    if (node.has(SECRET)) {
      return TextNode.valueOf(MASK);
    }
    if (node instanceof ObjectNode object) {
      object.properties().forEach(entry -> entry.setValue(masked(entry.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, masked(array.get(i)));
      }
    }
    return node;
  }

  /** Reads the text of a record. */
  public static SyncRecord record(String text) {
    var fields = new ArrayList<Field>();
    var values = new ArrayList<@Nullable Object>();
    Op op = Op.UPSERT;
    for (Map.Entry<String, JsonNode> entry : parse(text).properties()) {
      JsonNode node = entry.getValue();
      if (entry.getKey().equals(DELETED)) {
        op = Op.DELETE;
        continue;
      }
      String name = entry.getKey().startsWith("$$") ? entry.getKey().substring(1) : entry.getKey();
      if (node.has("$absent") || node.has("$null")) {
        boolean absent = node.has("$absent");
        String type = node.get(absent ? "$absent" : "$null").asText();
        fields.add(Field.of(name, LogicalType.valueOf(type)));
        values.add(absent ? Absent.ABSENT : null);
      } else {
        Object value = read(node);
        fields.add(Field.of(name, value == null ? LogicalType.STRING : LogicalType.of(value)));
        values.add(value);
      }
    }
    return SyncRecord.of(Schema.of(fields), op, values.toArray());
  }

  private static void write(StringBuilder text, @Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      text.append(value);
    } else if (value instanceof String string) {
      quote(text, string);
    } else if (value instanceof Long || value instanceof BigInteger) {
      text.append(value);
    } else if (value instanceof BigDecimal number) {
      tagged(text, "$decimal", number.toString());
    } else if (value instanceof Double number) {
      tagged(text, "$float", number.toString());
    } else if (value instanceof byte[] bytes) {
      tagged(text, "$bytes", Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof LocalDate) {
      tagged(text, "$date", value.toString());
    } else if (value instanceof LocalTime) {
      tagged(text, "$time", value.toString());
    } else if (value instanceof LocalDateTime) {
      tagged(text, "$local", value.toString());
    } else if (value instanceof Instant) {
      tagged(text, "$instant", value.toString());
    } else if (value instanceof List<?> items) {
      writeList(text, items);
    } else if (value instanceof Map<?, ?> object) {
      writeObject(text, object);
    } else if (value instanceof Secret secret) {
      text.append("{\"").append(SECRET).append("\":");
      write(text, secret.value());
      text.append('}');
    } else {
      throw new IllegalArgumentException("no text for a value of " + value.getClass().getName());
    }
  }

  private static void writeList(StringBuilder text, List<?> values) {
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ",");
      write(text, values.get(i));
    }
    text.append(']');
  }

  /** An object is tagged too, so that its own names never look like a tag. */
  private static void writeObject(StringBuilder text, Map<?, ?> object) {
    text.append("{\"$object\":{");
    String separator = "";
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      text.append(separator);
      quote(text, String.valueOf(entry.getKey()));
      text.append(':');
      write(text, entry.getValue());
      separator = ",";
    }
    text.append("}}");
  }

  private static void tagged(StringBuilder text, String tag, String value) {
    text.append("{\"").append(tag).append("\":");
    quote(text, value);
    text.append('}');
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    QUOTE.quoteAsString(value, text);
    text.append('"');
  }

  private static @Nullable Object read(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }
    if (node.isArray()) {
      var items = new ArrayList<@Nullable Object>();
      node.forEach(item -> items.add(read(item)));
      return Collections.unmodifiableList(items);
    }
    return readTagged(node.fieldNames().next(), node.iterator().next());
  }

  private static @Nullable Object readTagged(String tag, JsonNode node) {
    return switch (tag) {
      case SECRET -> read(node);
      case "$decimal" -> new BigDecimal(node.textValue());
      case "$float" -> Double.valueOf(node.textValue());
      case "$bytes" -> Base64.getDecoder().decode(node.textValue());
      case "$date" -> LocalDate.parse(node.textValue());
      case "$time" -> LocalTime.parse(node.textValue());
      case "$local" -> LocalDateTime.parse(node.textValue());
      case "$instant" -> Instant.parse(node.textValue());
      case "$object" -> {
        var object = new LinkedHashMap<String, @Nullable Object>();
        node.properties().forEach(entry -> object.put(entry.getKey(), read(entry.getValue())));
        yield Collections.unmodifiableMap(object);
      }
      default ->
          throw new PermanentException("the state store holds a value of unknown kind " + tag);
    };
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new PermanentException(
          "the state store holds a damaged text: " + e.getOriginalMessage());
    }
  }
}
