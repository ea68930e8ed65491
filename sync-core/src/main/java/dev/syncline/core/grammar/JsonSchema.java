package dev.syncline.core.grammar;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the JSON Schema (2020-12) of project files. What it refuses, the loader refuses; the
 * loader refuses more, such as a source whose connection is not there.
 */
final class JsonSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();
  private final ShapeSchema strict;
  private final ShapeSchema lenient;

  JsonSchema(Connectors connectors) {
    this.strict = new ShapeSchema(connectors, definitions, true);
    this.lenient = new ShapeSchema(connectors, definitions, false);
  }

  ObjectNode write() {
    var schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A Syncline project");
    schema.put("type", "object");
    var properties = schema.putObject("properties");
    for (Option option : ProjectGrammar.PROJECT.all()) {
      boolean profiles = option.name().equals("profiles");
      properties.set(
          option.name(),
          ShapeSchema.described(option, (profiles ? lenient : strict).of(option.shape())));
    }
    schema.put("additionalProperties", false);
    var all = schema.putObject("$defs");
    definitions.forEach(all::set);
    return schema;
  }

  /** The names of all sections that are written once and referred to. */
  static Map<Options, String> shared() {
    var shared = new LinkedHashMap<Options, String>();
    shared.put(SyncGrammar.SYNC, "sync");
    shared.put(NormalizeGrammar.OPERATIONS, "normalize");
    shared.put(ValidateGrammar.RULES, "validate");
    shared.put(Common.LIMITS, "limits");
    return shared;
  }
}
