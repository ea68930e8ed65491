package dev.syncline.core.grammar;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.util.ArrayList;
import java.util.Map;

/**
 * The schema of a section whose {@code type} says what else may stand in it. A type of which
 * nothing is known takes everything; without a type, which then is that of the connection, the
 * section must be one of those that are known.
 */
final class ComponentSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ShapeSchema shapes;
  private final Connectors connectors;
  private final boolean strict;

  ComponentSchema(ShapeSchema shapes, Connectors connectors, boolean strict) {
    this.shapes = shapes;
    this.connectors = connectors;
    this.strict = strict;
  }

  ObjectNode of(Shape.Component component) {
    Map<String, Options> known = connectors.of(component.kind());
    var common = component.common();
    var open = common.plus(Options.open());
    if (known.isEmpty()) {
      return shapes.object(open);
    }
    var schema = shapes.object(open);
    var rules = schema.putArray("allOf");
    known.forEach(
        (type, own) ->
            rules
                .addObject()
                .<ObjectNode>set("if", ofType(type))
                .set("then", typed(component, type, own)));
    boolean typeMayBeElsewhere = Connectors.typeOfConnection(component.kind()) || !strict;
    if (typeMayBeElsewhere) {
      var one = new ArrayList<ObjectNode>();
      known.forEach((type, own) -> one.add(typed(component, type, own)));
      var without = JSON.objectNode();
      without.putObject("not").putArray("required").add("type");
      rules.addObject().<ObjectNode>set("if", without).set("then", ShapeSchema.anyOf(one));
    }
    return schema;
  }

  private ObjectNode typed(Shape.Component component, String type, Options own) {
    String name = component.kind().replace(' ', '-') + "-" + type;
    return shapes.shared(name, component.common().plus(own));
  }

  private static ObjectNode ofType(String type) {
    var condition = JSON.objectNode();
    condition.putObject("properties").putObject("type").put("const", type);
    condition.putArray("required").add("type");
    return condition;
  }
}
