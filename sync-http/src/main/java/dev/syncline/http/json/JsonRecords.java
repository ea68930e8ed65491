package dev.syncline.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.syncline.api.error.PermanentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of one JSON document, one after the other, and single values that stand around them,
 * such as the total or the cursor of the next page. Only one record is in memory at a time.
 *
 * <p>Belongs to one thread.
 *
 * <p><b>Errors.</b> A document that ends in the middle, or a line that breaks, is an {@link
 * IOException}; one that is no JSON, has no records where they should be or exceeds a limit is a
 * {@link PermanentException}.
 */
public final class JsonRecords {
  private static final int MOST_NAMES = 20;

  private final EndSeen in;
  private final JsonStream stream;
  private final JsonParser parser;
  private final JsonPath records;
  private final Collection<JsonPath> wanted;
  private final String where;
  private final Map<JsonPath, Object> found = new HashMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  /** The way to the value that the parser stands at; an array's step counts its elements. */
  private final List<Object> steps = new ArrayList<>();

  private boolean inRecords;
  private boolean seenRecords;
  private boolean atEnd;

  /**
   * @param in the document; not closed by this
   * @param records where the records are: an array, or a single object
   * @param wanted single values around the records
   * @param where what was asked, for messages
   */
  public JsonRecords(
      InputStream in,
      JsonPath records,
      Collection<JsonPath> wanted,
      ReadLimits limits,
      String where)
      throws IOException {
    this.records = records;
    this.wanted = List.copyOf(wanted);
    this.where = where;
    this.in = new EndSeen(in);
    this.stream = new JsonStream(this.in, limits, where);
    this.parser = stream.parser();
  }

  /**
   * The next record; empty at the end, and only when the document is whole. A record that is no
   * object is one with the single field {@code value}.
   */
  public Optional<Map<String, @Nullable Object>> next() throws IOException {
    try {
      while (!atEnd) {
        if (inRecords) {
          if (parser.nextToken() != JsonToken.END_ARRAY) {
            return Optional.of(record(stream.value()));
          }
          inRecords = false;
          afterElement();
          continue;
        }
        Optional<Map<String, @Nullable Object>> single = step();
        if (single.isPresent()) {
          return single;
        }
      }
      return Optional.empty();
    } catch (JsonEOFException e) {
      throw new IOException("the answer ended in the middle", e);
    } catch (StreamConstraintsException e) {
      throw new PermanentException(where + " answered too much: " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      if (in.ended()) {
        // Behind a comma, the parser takes the end for a wrong character.
        throw new IOException("the answer ended in the middle", e);
      }
      throw new PermanentException(
          where
              + " did not answer JSON: unreadable in line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    }
  }

  /** The value that stood at a path; whole only after the last record. */
  public Optional<Object> value(JsonPath path) {
    return Optional.ofNullable(found.get(path));
  }

  /** Goes on by a token outside the records. */
  private Optional<Map<String, @Nullable Object>> step() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      atEnd = true;
      return Optional.empty();
    }
    switch (token) {
      case FIELD_NAME -> {
        steps.set(steps.size() - 1, parser.currentName());
        if (steps.size() == 1 && names.size() < MOST_NAMES) {
          names.add(parser.currentName());
        }
        return Optional.empty();
      }
      case END_OBJECT, END_ARRAY -> {
        steps.remove(steps.size() - 1);
        afterElement();
        return Optional.empty();
      }
      default -> {
        return value(token);
      }
    }
  }

  private Optional<Map<String, @Nullable Object>> value(JsonToken token) throws IOException {
    if (records.is(steps)) {
      return atRecords(token);
    }
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      if (leadsOn()) {
        steps.add(token == JsonToken.START_ARRAY ? (Object) 0 : "");
        return Optional.empty();
      }
      parser.skipChildren();
    } else {
      for (JsonPath path : wanted) {
        if (path.is(steps)) {
          Object value = stream.value();
          if (value != null) {
            found.put(path, value);
          }
        }
      }
    }
    afterElement();
    return Optional.empty();
  }

  private boolean leadsOn() {
    return records.startsWith(steps) || wanted.stream().anyMatch(path -> path.startsWith(steps));
  }

  private Optional<Map<String, @Nullable Object>> atRecords(JsonToken token) throws IOException {
    seenRecords = true;
    if (token == JsonToken.START_ARRAY) {
      inRecords = true;
      return Optional.empty();
    }
    if (token != JsonToken.START_OBJECT) {
      throw new PermanentException(
          where
              + " has no records at '"
              + records
              + "', but "
              + (token == JsonToken.VALUE_NULL ? "null" : "a single value"));
    }
    var single = record(stream.value());
    afterElement();
    return Optional.of(single);
  }

  /** The next element of an array has the next number. */
  private void afterElement() {
    if (!steps.isEmpty() && steps.get(steps.size() - 1) instanceof Integer index) {
      steps.set(steps.size() - 1, index + 1);
    }
  }

  private Map<String, @Nullable Object> record(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      @SuppressWarnings("unchecked") // What the stream makes of an object has names as keys.
      var fields = (Map<String, @Nullable Object>) object;
      return fields;
    }
    var single = new HashMap<String, @Nullable Object>();
    single.put("value", value);
    return single;
  }

  /**
   * Refuses a document without records.
   *
   * @throws PermanentException naming what there was in their place
   */
  public void requireRecords() {
    if (!seenRecords) {
      throw new PermanentException(
          where
              + " has no '"
              + records
              + "' in its answer"
              + (names.isEmpty() ? "" : "; there is " + String.join(", ", names)));
    }
  }
}
