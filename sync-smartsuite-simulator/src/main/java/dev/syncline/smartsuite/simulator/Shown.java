package dev.syncline.smartsuite.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records as they are read: without or with empty values, ids or labels. */
final class Shown {
  private static final Set<String> LISTS =
      Set.of(
          "multipleselectfield",
          "tagsfield",
          "userfield",
          "linkedrecordfield",
          "emailfield",
          "linkfield",
          "phonefield",
          "filefield");

  private final Set<Variant> variants;

  Shown(Set<Variant> variants) {
    this.variants = variants;
  }

  /**
   * A record.
   *
   * @param empties whether empty values are shown
   */
  Map<String, @Nullable Object> row(
      SimulatedTable table, Map<String, @Nullable Object> row, boolean hydrated, boolean empties) {
    var shown = new LinkedHashMap<>(row);
    shown.values().removeIf(value -> value == null);
    for (SimulatedField field : table.fields()) {
      Object value = row.get(field.slug());
      if (value != null) {
        shown.put(field.slug(), value(field, value, hydrated));
      } else if (empties || variants.contains(Variant.SHOWS_EMPTY_VALUES)) {
        shown.put(field.slug(), LISTS.contains(field.type()) ? List.of() : null);
      }
    }
    if (variants.contains(Variant.UNKNOWN_FIELD_TYPES)) {
      shown.put("s9unknown01", Map.of("quantum", List.of("up", "down")));
    }
    return shown;
  }

  private Object value(SimulatedField field, Object value, boolean hydrated) {
    if (field.type().equals("statusfield") && variants.contains(Variant.STATUS_AS_TEXT)) {
      return String.valueOf(Json.object(value).get("value"));
    }
    if (!hydrated) {
      return value;
    }
    return switch (field.type()) {
      case "singleselectfield" -> labelled(field, value);
      case "multipleselectfield", "tagsfield" -> each(field, value);
      case "statusfield" -> {
        Map<String, @Nullable Object> status = Json.object(value);
        status.put("label", labelled(field, status.get("value")).get("label"));
        yield status;
      }
      case "userfield", "linkedrecordfield" -> {
        var linked = new ArrayList<Object>();
        for (Object id : Json.list(value)) {
          linked.add(Map.of("id", id, "title", "title of " + id));
        }
        yield linked;
      }
      default -> value;
    };
  }

  private static List<Object> each(SimulatedField field, Object ids) {
    var labels = new ArrayList<Object>();
    Json.list(ids).forEach(id -> labels.add(labelled(field, id)));
    return labels;
  }

  private static Map<String, @Nullable Object> labelled(SimulatedField field, @Nullable Object id) {
    Object label =
        Json.list(field.params().get("choices")).stream()
            .map(Json::object)
            .filter(choice -> String.valueOf(id).equals(choice.get("value")))
            .map(choice -> (Object) String.valueOf(choice.get("label")))
            .findFirst()
            .orElse(String.valueOf(id));
    var labelled = new LinkedHashMap<String, @Nullable Object>();
    labelled.put("value", id);
    labelled.put("label", label);
    return labelled;
  }

  /** A table as its schema is read. */
  Map<String, @Nullable Object> table(SimulatedTable table, String solution) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", table.id());
    json.put("name", table.name());
    json.put("slug", "s" + table.id().substring(16));
    json.put("status", "saved");
    json.put("solution", solution);
    var structure = new ArrayList<Object>();
    table.fields().forEach(field -> structure.add(field.json()));
    if (variants.contains(Variant.UNKNOWN_FIELD_TYPES)) {
      structure.add(SimulatedField.of("s9unknown01", "Of tomorrow", "quantumfield").json());
    }
    json.put("structure", structure);
    return json;
  }
}
