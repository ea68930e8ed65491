package dev.syncline.core.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.Change;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.KeyHash;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/**
 * A change as a line of JSON, and back:
 *
 * <pre>
 * {"change":"update","key":"7","id":"…","check":"…","fields":[{"field":"name","before":"\"Ada\"","after":"\"Eve\""}]}
 * </pre>
 */
final class PlanLines {
  static final ObjectMapper JSON = new ObjectMapper();

  /** A line that says more than one thing is not ours. */
  private static final ObjectReader STRICT =
      JSON.reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private PlanLines() {}

  static String write(PlannedChange change) {
    ObjectNode line = JSON.createObjectNode();
    line.put("change", change.change().name().toLowerCase(Locale.ROOT));
    line.put("key", change.key());
    line.put("id", change.keyHash().toString());
    line.put("check", change.check());
    var fields = line.putArray("fields");
    for (FieldChange field : change.fields()) {
      ObjectNode one = fields.addObject().put("field", field.field());
      field.before().ifPresent(before -> one.put("before", before));
      field.after().ifPresent(after -> one.put("after", after));
    }
    return line.toString();
  }

  static PlannedChange read(String text, String place) {
    try {
      JsonNode line = STRICT.readTree(text);
      var fields = new ArrayList<FieldChange>();
      for (JsonNode field : line.path("fields")) {
        fields.add(
            new FieldChange(needed(field, "field"), text(field, "before"), text(field, "after")));
      }
      return new PlannedChange(
          Change.valueOf(needed(line, "change").toUpperCase(Locale.ROOT)),
          needed(line, "key"),
          KeyHash.parse(needed(line, "id")),
          needed(line, "check"),
          fields);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new PermanentException(
          place + " is not a change of a plan; make the plan again, or take the line out", e);
    }
  }

  private static String needed(JsonNode line, String name) {
    JsonNode value = line.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no text '" + name + "'");
    }
    return value.textValue();
  }

  private static Optional<String> text(JsonNode field, String name) {
    return field.has(name) ? Optional.of(field.get(name).asText()) : Optional.empty();
  }
}
