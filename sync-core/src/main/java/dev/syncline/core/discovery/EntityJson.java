package dev.syncline.core.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.catalog.EntityParent;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.SourceSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Entities as JSON and back. All methods are pure. */
final class EntityJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private EntityJson() {}

  static ObjectNode write(Entity entity) {
    ObjectNode node = JSON.objectNode().put("name", entity.name());
    node.put("tracking", word(entity.tracking()));
    node.putObject("source")
        .put("type", entity.source().type())
        .set("settings", value(entity.source().config()));
    var fields = node.putArray("fields");
    entity.schema().fields().forEach(field -> fields.add(write(field)));
    var parents = node.putArray("parents");
    for (EntityParent parent : entity.parents()) {
      var names = parents.addObject().put("entity", parent.entity()).putArray("fields");
      parent.fields().forEach(names::add);
    }
    return node;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode write(Field field) {
    ObjectNode node = JSON.objectNode().put("name", field.name()).put("type", word(field.type()));
    node.put("nullable", field.nullable());
    Limits limits = field.limits();
    if (limits.length().isPresent()) {
      node.put("length", limits.length().getAsInt());
      node.put("unit", word(limits.unit()));
    }
    limits.precision().ifPresent(digits -> node.put("precision", digits));
    limits.scale().ifPresent(digits -> node.put("scale", digits));
    limits
        .range()
        .ifPresent(
            range ->
                node.put("least", range.least().toString()).put("most", range.most().toString()));
    return node;
  }

  private static JsonNode value(Object value) {
    if (value instanceof ComponentConfig config) {
      ObjectNode node = JSON.objectNode();
      config.values().forEach((name, inner) -> node.set(name, value(inner)));
      return node;
    }
    if (value instanceof List<?> list) {
      var node = JSON.arrayNode();
      list.forEach(item -> node.add(value(item)));
      return node;
    }
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    if (value instanceof Long number) {
      return JSON.numberNode(number);
    }
    return value instanceof Double number ? JSON.numberNode(number) : JSON.textNode("" + value);
  }

  static Entity read(JsonNode node) {
    var fields = new ArrayList<Field>();
    node.path("fields").forEach(field -> fields.add(field(field)));
    var parents = new ArrayList<EntityParent>();
    for (JsonNode parent : node.path("parents")) {
      var names = new ArrayList<String>();
      parent.path("fields").forEach(name -> names.add(name.asText()));
      parents.add(new EntityParent(text(parent, "entity"), names));
    }
    JsonNode source = node.path("source");
    return new Entity(
        text(node, "name"),
        Schema.of(fields),
        SourceSpec.of(text(source, "type"), ComponentConfig.of(settings(source.path("settings")))),
        ChangeTracking.valueOf(text(node, "tracking").toUpperCase(Locale.ROOT)),
        parents);
  }

  private static String text(JsonNode node, String name) {
    if (!node.path(name).isTextual()) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return node.path(name).asText();
  }

  private static Field field(JsonNode node) {
    OptionalInt length = number(node, "length");
    Optional<Limits.Range> range =
        node.has("least")
            ? Optional.of(
                new Limits.Range(
                    new BigInteger(text(node, "least")), new BigInteger(text(node, "most"))))
            : Optional.empty();
    Limits.Unit unit =
        length.isPresent()
            ? Limits.Unit.valueOf(text(node, "unit").toUpperCase(Locale.ROOT))
            : Limits.Unit.CHARACTERS;
    return new Field(
        text(node, "name"),
        LogicalType.valueOf(text(node, "type").toUpperCase(Locale.ROOT)),
        node.path("nullable").asBoolean(true),
        new Limits(length, unit, number(node, "precision"), number(node, "scale"), range));
  }

  private static OptionalInt number(JsonNode node, String name) {
    return node.has(name) ? OptionalInt.of(node.path(name).asInt()) : OptionalInt.empty();
  }

  private static Map<String, Object> settings(JsonNode object) {
    var settings = new LinkedHashMap<String, Object>();
    object
        .fields()
        .forEachRemaining(entry -> settings.put(entry.getKey(), plain(entry.getValue())));
    return settings;
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      return settings(node);
    }
    if (node.isArray()) {
      var items = new ArrayList<Object>();
      node.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isIntegralNumber()) {
      return node.asLong();
    }
    return node.isNumber() ? (Object) node.asDouble() : node.asText();
  }
}
