package dev.syncline.migration.transform;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ComponentContext;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.api.transform.Transformer;
import dev.syncline.api.transform.TransformerProvider;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes transformers of type {@code several-values}. */
public final class SeveralValuesProvider implements TransformerProvider {
  private static final Options FIELD =
      Options.of(
          Option.of(
              "values",
              Shape.table("part", Shape.TEXT),
              "what replaces which part; others stay as they are"));

  private static final Options OPTIONS =
      Options.of(
          Option.required(
              "fields",
              Shape.table("mapped field", Shape.section(FIELD)),
              "the fields whose texts hold several values, between commas or as a JSON list"));

  /** For {@link java.util.ServiceLoader}. */
  public SeveralValuesProvider() {}

  @Override
  public String type() {
    return "several-values";
  }

  @Override
  public Options options() {
    return OPTIONS;
  }

  @Override
  public Transformer create(ComponentConfig config, ComponentContext context) {
    config.allow(OPTIONS.names());
    var fields = new LinkedHashMap<String, Map<String, String>>();
    ComponentConfig named = config.section("fields");
    for (String field : named.names()) {
      ComponentConfig section = named.section(field);
      section.allow(FIELD.names());
      var values = new LinkedHashMap<String, String>();
      section
          .optionalSection("values")
          .ifPresent(table -> table.names().forEach(from -> values.put(from, table.string(from))));
      fields.put(field, values);
    }
    return new SeveralValues(fields);
  }
}
