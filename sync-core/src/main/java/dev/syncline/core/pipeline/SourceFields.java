package dev.syncline.core.pipeline;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.api.record.Schema;
import dev.syncline.core.compute.SourceField;
import dev.syncline.core.definition.FieldPattern;

/** Finds the fields that a definition names in the schema that a source has. */
final class SourceFields {
  private SourceFields() {}

  /**
   * The position of a field.
   *
   * @param path the part of the definition that names the field
   * @throws ConfigurationException if there is no such field, with the nearest one there is
   */
  static int position(Schema schema, String field, String path) {
    return SourceField.position(schema, field, path);
  }

  /**
   * Does nothing if the schema has the field, or one that the pattern stands for.
   *
   * @throws ConfigurationException if it has none
   */
  static void check(Schema schema, String field, String path) {
    if (!FieldPattern.is(field)) {
      position(schema, field, path);
    } else if (schema.names().stream().noneMatch(name -> FieldPattern.matches(field, name))) {
      throw new ConfigurationException(
          Location.ofPath(path), "the source has no field of the form '" + field + "'");
    }
  }
}
