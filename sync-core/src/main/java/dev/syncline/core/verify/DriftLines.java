package dev.syncline.core.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.KeyHash;
import dev.syncline.core.identity.RecordText;
import java.util.ArrayList;
import java.util.Locale;

/**
 * A drift as a line of JSON, and back:
 *
 * <pre>
 * {"drift":"different","key":[7],"id":"…","refs":[[7]],"waiting":false,"fields":[…],"source":"…","held":"…"}
 * </pre>
 */
final class DriftLines {
  static final ObjectMapper JSON = new ObjectMapper();

  private DriftLines() {}

  static String write(Drift drift) {
    ObjectNode line = JSON.createObjectNode().put("drift", drift.kind().id());
    try {
      line.set("key", JSON.readTree(RecordText.ofKey(drift.key())));
      line.put("id", drift.keyHash().toString());
      var refs = line.putArray("refs");
      for (DestinationRef ref : drift.refs()) {
        refs.add(JSON.readTree(RecordText.ofRef(ref)));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written as JSON is none", e);
    }
    line.put("waiting", drift.waiting());
    var fields = line.putArray("fields");
    for (FieldDifference field : drift.fields()) {
      fields
          .addObject()
          .put("field", field.field())
          .put("source", field.source())
          .put("destination", field.destination());
    }
    if (!drift.note().isEmpty()) {
      line.put("note", drift.note());
    }
    return line.put("source", drift.sourceHash()).put("held", drift.heldHash()).toString();
  }

  static Drift read(String text, String place) {
    try {
      JsonNode line = JSON.readTree(text);
      var refs = new ArrayList<DestinationRef>();
      line.path("refs").forEach(ref -> refs.add(RecordText.ref(ref.toString())));
      var fields = new ArrayList<FieldDifference>();
      for (JsonNode field : line.path("fields")) {
        fields.add(
            new FieldDifference(
                field.path("field").asText(),
                field.path("source").asText(),
                field.path("destination").asText()));
      }
      return new Drift(
          DriftKind.valueOf(line.path("drift").asText().toUpperCase(Locale.ROOT)),
          RecordText.key(line.path("key").toString()),
          KeyHash.parse(line.path("id").asText()),
          refs,
          line.path("waiting").asBoolean(),
          fields,
          line.path("note").asText(),
          line.path("source").asText(),
          line.path("held").asText());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new PermanentException(
          place + " is not a drift; verify again, or take the line out", e);
    }
  }
}
