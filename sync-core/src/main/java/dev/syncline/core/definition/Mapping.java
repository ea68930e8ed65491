package dev.syncline.core.definition;

import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.FieldMapping.LookedUp.Missing;
import dev.syncline.core.definition.FieldMapping.Templated.OnNull;
import dev.syncline.core.definition.Filter.OnLeave;
import dev.syncline.core.expression.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How source fields become destination fields. Without fields, every source field goes through
 * under its own name; with fields, only those are written.
 *
 * @param fields the mapped fields, in the order in which the destination sees them
 * @param lookups where they may look values up, by name, sorted
 * @param filter which records go on
 */
public record Mapping(List<FieldMapping> fields, Map<String, Lookup> lookups, Filter filter) {
  /** Every field under its own name. */
  public static final Mapping ALL = new Mapping(List.of());

  /** Copies the fields and the lookups. */
  public Mapping {
    fields = List.copyOf(fields);
    lookups = Collections.unmodifiableMap(new TreeMap<>(lookups));
    lookups.keySet().forEach(name -> Refusal.name("lookups", name));
    Objects.requireNonNull(filter, "filter");
  }

  /** A mapping without lookups and filters. */
  public Mapping(List<FieldMapping> fields) {
    this(fields, Map.of(), Filter.NONE);
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
        .map(field -> Path.parse(field.target()))
        .filter(target -> !target.nested())
        .map(Path::root)
        .toList();
  }

  /** Collects fields. Not safe for use by several threads. */
  public static final class Builder {
    private final List<FieldMapping> fields = new ArrayList<>();
    private final Map<String, Lookup> lookups = new TreeMap<>();
    private final List<String> keep = new ArrayList<>();
    private final List<String> drop = new ArrayList<>();
    private OnLeave onLeave = OnLeave.KEEP;

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

    /** Writes a field, or a part of one such as {@code address.zip}, in the form of a type. */
    public Builder field(String source, String target, LogicalType type) {
      return add(new FieldMapping.Cast(source, target, type));
    }

    /** Writes a text such as {@code "{first} {last}"}; rejects a record that lacks a value. */
    public Builder template(String target, String template) {
      return template(target, template, OnNull.REJECT);
    }

    /** Writes a text such as {@code "{first} {last}"}. */
    public Builder template(String target, String template, OnNull onNull) {
      return add(new FieldMapping.Templated(template, target, onNull));
    }

    /** Writes the value of an expression such as {@code price * quantity}. */
    public Builder compute(String target, String expression) {
      return add(new FieldMapping.Computed(expression, target, Optional.empty()));
    }

    /** Writes the value of an expression in the form of a type. */
    public Builder compute(String target, String expression, LogicalType type) {
      return add(new FieldMapping.Computed(expression, target, Optional.of(type)));
    }

    /** Names something in which fields look values up. */
    public Builder lookup(String name, Lookup lookup) {
      if (lookups.putIfAbsent(name, lookup) != null) {
        throw Refusal.at("lookups." + name, "there are two lookups '" + name + "'");
      }
      return this;
    }

    /** Writes the value that a lookup has for a field's; rejects a record without one. */
    public Builder lookUp(String lookup, String field, String value, String target) {
      return lookUp(lookup, field, value, target, Missing.REJECT);
    }

    /** Writes the value that a lookup has for a field's. */
    public Builder lookUp(
        String lookup, String field, String value, String target, Missing missing) {
      return add(
          new FieldMapping.LookedUp(
              lookup, List.of(field), value, target, Optional.empty(), missing, Optional.empty()));
    }

    /** Writes the value that a lookup has for a field's, or another one. */
    public Builder lookUpOr(
        String lookup, String field, String value, String target, Object otherwise) {
      return add(
          new FieldMapping.LookedUp(
              lookup,
              List.of(field),
              value,
              target,
              Optional.empty(),
              Missing.DEFAULT,
              Optional.of(otherwise)));
    }

    /** Lets only those records go on of which the expression is true. */
    public Builder keep(String expression) {
      keep.add(expression);
      return this;
    }

    /** Does not let those records go on of which the expression is true. */
    public Builder drop(String expression) {
      drop.add(expression);
      return this;
    }

    /** What becomes of a record that was written and does not go on any more. */
    public Builder onLeave(OnLeave what) {
      onLeave = Objects.requireNonNull(what, "what");
      return this;
    }

    /** Adds any field. */
    public Builder add(FieldMapping field) {
      fields.add(field);
      return this;
    }

    /** The fields so far. */
    public Mapping build() {
      return new Mapping(fields, lookups, new Filter(keep, drop, onLeave));
    }
  }
}
