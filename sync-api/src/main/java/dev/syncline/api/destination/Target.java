package dev.syncline.api.destination;

import dev.syncline.api.record.Schema;
import java.util.List;
import java.util.Objects;

/**
 * What will be written.
 *
 * @param schema the fields of the mapped records; a parent field is a plain field here, its type
 *     the one of the parent's destination id where known, else STRING
 * @param keyFields the mapped fields that hold the business key; empty if the key is not mapped
 * @param mayAlter whether the loader may create or change tables and fields
 */
public record Target(Schema schema, List<String> keyFields, boolean mayAlter) {

  /** Copies the key fields. */
  public Target {
    Objects.requireNonNull(schema, "schema");
    keyFields = List.copyOf(keyFields);
  }
}
