package dev.syncline.core.grammar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.util.List;
import java.util.Map;

/**
 * The schema of one shape. Numbers and words may come from the environment, so that every single
 * value may also be a text with a placeholder.
 */
final class ShapeSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String PLACEHOLDER = "\\$\\{";
  private static final Map<Options, String> SHARED = JsonSchema.shared();

  private final Connectors connectors;
  private final Map<String, ObjectNode> definitions;
  private final boolean strict;

  /**
   * @param definitions where parts are put that are used more than once
   * @param strict whether what is required must be there; in profiles it need not
   */
  ShapeSchema(Connectors connectors, Map<String, ObjectNode> definitions, boolean strict) {
    this.connectors = connectors;
    this.definitions = definitions;
    this.strict = strict;
  }

  static ObjectNode described(Option option, ObjectNode schema) {
    schema.put("description", option.meaning());
    return schema;
  }

  ObjectNode of(Shape shape) {
    if (shape instanceof Shape.Section section) {
      return section(section.options());
    } else if (shape instanceof Shape.Table table) {
      // In a profile the syncs are found by their names, which stand outside.
      var schema = JSON.objectNode().put("type", "object");
      schema.set("additionalProperties", of(table.value()));
      return schema;
    } else if (shape.equals(Shape.TEXTS)) {
      return reference("texts", items((Shape.Items) Shape.TEXTS));
    } else if (shape instanceof Shape.Items items) {
      return items(items);
    } else if (shape instanceof Shape.Either either) {
      return anyOf(either.shapes().stream().map(this::of).toList());
    } else if (shape instanceof Shape.Component component) {
      return new ComponentSchema(this, connectors, strict).of(component);
    }
    return scalar(shape);
  }

  private ObjectNode items(Shape.Items items) {
    var list = JSON.objectNode().put("type", "array");
    list.set("items", of(items.item()));
    return items.single() ? anyOf(List.of(of(items.item()), list)) : list;
  }

  private ObjectNode section(Options options) {
    String shared = SHARED.get(options);
    return shared == null ? object(options) : shared(shared, options);
  }

  /** A section that is written once. */
  ObjectNode shared(String shared, Options options) {
    String name = strict ? shared : shared + "-in-profile";
    if (!definitions.containsKey(name)) {
      definitions.put(name, JSON.objectNode());
      definitions.put(name, object(options));
    }
    return reference(name);
  }

  /** A section with its names, all others refused unless it is open. */
  ObjectNode object(Options options) {
    var schema = JSON.objectNode().put("type", "object");
    var properties = JSON.objectNode();
    var required = JSON.arrayNode();
    for (Option option : options.all()) {
      var value = described(option, of(option.shape()));
      option.fallback().ifPresent(fallback -> value.put("default", fallback));
      properties.set(option.name(), value);
      if (strict && option.required()) {
        required.add(option.name());
      }
    }
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    if (!options.isOpen()) {
      schema.put("additionalProperties", false);
    }
    return schema;
  }

  private ObjectNode scalar(Shape shape) {
    if (shape instanceof Shape.Words words) {
      var known = JSON.objectNode();
      words.words().forEach(known.putArray("enum")::add);
      return anyOf(List.of(known, pattern(Words.inAnyCase(words.words()) + "|")));
    } else if (shape instanceof Shape.Whole whole) {
      var number = JSON.objectNode().put("type", "integer");
      if (whole.least() > Integer.MIN_VALUE) {
        number.put("minimum", whole.least());
      }
      if (whole.most() < Integer.MAX_VALUE) {
        number.put("maximum", whole.most());
      }
      return orText(number, "wholeText", "^[+-]?[0-9]+$|");
    } else if (shape instanceof Shape.Decimal decimal) {
      var number = JSON.objectNode().put("type", "number");
      if (!Double.isInfinite(decimal.least())) {
        number.put("minimum", decimal.least());
      }
      if (!Double.isInfinite(decimal.most())) {
        number.put("maximum", decimal.most());
      }
      return orText(
          number, "numberText", "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$|");
    } else if (shape instanceof Shape.Truth) {
      return orText(JSON.objectNode().put("type", "boolean"), "truthText", "^(true|false)$|");
    } else if (shape instanceof Shape.TimeSpan) {
      return reference("duration", pattern("^[0-9]+ *(ms|s|m|h|d)$|^[-+]?[Pp]|"));
    } else if (shape instanceof Shape.Bytes) {
      return orText(
          JSON.objectNode().put("type", "integer").put("minimum", 0),
          "bytes",
          "^[0-9]{1,18} ?(B|KiB|MiB|GiB)?$|");
    }
    return reference("text", text());
  }

  private ObjectNode orText(ObjectNode exact, String name, String form) {
    return anyOf(List.of(exact, reference(name, pattern(form))));
  }

  private static ObjectNode text() {
    var text = JSON.objectNode();
    text.putArray("type").add("string").add("number").add("boolean");
    return text;
  }

  private static ObjectNode pattern(String form) {
    return JSON.objectNode().put("type", "string").put("pattern", form + PLACEHOLDER);
  }

  private ObjectNode reference(String name, ObjectNode definition) {
    definitions.putIfAbsent(name, definition);
    return reference(name);
  }

  private static ObjectNode reference(String name) {
    return JSON.objectNode().put("$ref", "#/$defs/" + name);
  }

  static ObjectNode anyOf(List<ObjectNode> schemas) {
    if (schemas.size() == 1) {
      return schemas.get(0);
    }
    var any = JSON.objectNode();
    ArrayNode all = any.putArray("anyOf");
    schemas.forEach(all::add);
    return any;
  }
}
