package dev.syncline.core.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How source fields become destination fields. Without fields, every source field goes through
 * under its own name; with fields, only those are written.
 *
 * @param fields the mapped fields, in the order in which the destination sees them
 */
public record Mapping(List<FieldMapping> fields) {
  /** Every field under its own name. */
  public static final Mapping ALL = new Mapping(List.of());

  /** Copies the fields. */
  public Mapping {
    fields = List.copyOf(fields);
  }

  /** A builder without fields. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether every source field goes through under its own name. */
  public boolean all() {
    return fields.isEmpty();
  }

  /** The mapped fields that hold a source field's value as it is. */
  public List<String> targetsOf(String sourceField) {
    if (all()) {
      return List.of(sourceField);
    }
    return fields.stream()
        .filter(
            field -> field instanceof FieldMapping.Copy copy && copy.source().equals(sourceField))
        .map(FieldMapping::target)
        .toList();
  }

  /** Collects fields. Not safe for use by several threads. */
  public static final class Builder {
    private final List<FieldMapping> fields = new ArrayList<>();

    private Builder() {}

    /** Writes fields under their own names. */
    public Builder fields(String... names) {
      for (String name : names) {
        field(name, name);
      }
      return this;
    }

    /** Writes a field under another name; one source field may feed several. */
    public Builder field(String source, String target) {
      return add(new FieldMapping.Copy(source, target));
    }

    /** Replaces a field's values; a value that the table does not have is rejected. */
    public Builder choice(String field, Map<?, ?> values) {
      return choice(field, field, values);
    }

    /** Replaces a field's values; a value that the table does not have is rejected. */
    public Builder choice(String source, String target, Map<?, ?> values) {
      return add(
          new FieldMapping.Choice(
              source, target, Literal.table("values", values), Optional.empty()));
    }

    /** Replaces a field's values; one that the table does not have becomes {@code otherwise}. */
    public Builder choice(String source, String target, Map<?, ?> values, Object otherwise) {
      return add(
          new FieldMapping.Choice(
              source, target, Literal.table("values", values), Optional.of(otherwise)));
    }

    /** Writes the same value into every record. */
    public Builder constant(String target, Object value) {
      return add(new FieldMapping.Constant(target, value));
    }

    /** Adds any field. */
    public Builder add(FieldMapping field) {
      fields.add(field);
      return this;
    }

    /** The fields so far. */
    public Mapping build() {
      return new Mapping(fields);
    }
  }
}
