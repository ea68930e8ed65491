package dev.syncline.core.definition;

import dev.syncline.api.record.LogicalType;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Replaces values by others. */
public sealed interface ValueOperation extends NormalizeOperation {

  @Override
  default Layer layer() {
    return Layer.VALUES;
  }

  /**
   * Replaces the values of a table; other values stay as they are, unless the table changes the
   * field's type: then they are rejected.
   *
   * @param table from a value's text to a text, a whole or decimal number or a truth value; sorted
   */
  record Values(Map<String, Object> table) implements ValueOperation {

    /** Copies the table; refuses an empty one and values of different types. */
    public Values {
      table = Literal.table("values", table);
      Literal.commonType("values", table.values());
    }

    /** The type of the new values. */
    public LogicalType type() {
      return Literal.commonType("values", table.values());
    }

    @Override
    public String toString() {
      return "Values" + Literal.print(table);
    }
  }

  /**
   * These values become null.
   *
   * @param values their texts, sorted; numbers and truth values are compared by their text
   */
  record NullIf(List<String> values) implements ValueOperation {

    /** Copies and sorts the values; refuses an empty list. */
    public NullIf {
      values = List.copyOf(new TreeSet<>(values));
      if (values.isEmpty()) {
        throw Refusal.at("nullIf", "'nullIf' needs at least one value");
      }
    }

    /** These texts, numbers and truth values. */
    public static NullIf of(List<?> values) {
      return new NullIf(values.stream().map(value -> Literal.text("nullIf", value)).toList());
    }

    @Override
    public String toString() {
      return values.stream().map(Literal::print).collect(Collectors.joining(", ", "NullIf[", "]"));
    }
  }

  /**
   * Stands in for null and for an absent field.
   *
   * @param value a text, a whole or decimal number or a truth value; a text is coerced to the
   *     field's type
   */
  record Default(Object value) implements ValueOperation {

    /** Brings the value into its one form. */
    public Default {
      value = Literal.of("defaultValue", value);
    }

    @Override
    public String toString() {
      return "Default[" + Literal.print(value) + "]";
    }
  }
}
