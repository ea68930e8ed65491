package dev.syncline.core.definition;

import dev.syncline.api.record.LogicalType;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How one field of the mapped record comes about. */
public sealed interface FieldMapping {

  /** The field of the mapped record. */
  String target();

  /**
   * The source value as it is.
   *
   * @param source the source field
   * @param target the mapped field
   */
  record Copy(String source, String target) implements FieldMapping {

    /** Refuses empty names. */
    public Copy {
      Refusal.name("source", source);
      Refusal.name("target", target);
    }
  }

  /**
   * The value that a table has for the source value. Null and absent stay what they are.
   *
   * @param source the source field
   * @param target the mapped field
   * @param values from a source value's text to a text, a whole or decimal number or a truth value;
   *     sorted
   * @param otherwise what values get that the table does not have; without it they are rejected
   */
  record Choice(
      String source, String target, Map<String, Object> values, Optional<Object> otherwise)
      implements FieldMapping {

    /** Copies the table; refuses an empty one and values of different types. */
    public Choice {
      Refusal.name("source", source);
      Refusal.name("target", target);
      values = Literal.table("values", values);
      otherwise = otherwise.map(value -> Literal.of("otherwise", value));
      commonType(values, otherwise);
    }

    /** The type of the mapped field. */
    public LogicalType type() {
      return commonType(values, otherwise);
    }

    private static LogicalType commonType(Map<String, Object> values, Optional<Object> otherwise) {
      var all = new ArrayList<Object>(values.values());
      otherwise.ifPresent(all::add);
      return Literal.commonType("values", all);
    }

    @Override
    public String toString() {
      return "Choice[source="
          + source
          + ", target="
          + target
          + ", values="
          + Literal.print(values)
          + otherwise.map(value -> ", otherwise=" + Literal.print(value)).orElse("")
          + "]";
    }
  }

  /**
   * The same value in every record.
   *
   * @param target the mapped field
   * @param value a text, a whole or decimal number or a truth value
   */
  record Constant(String target, Object value) implements FieldMapping {

    /** Brings the value into its one form. */
    public Constant {
      Refusal.name("target", target);
      value = Literal.of("value", Objects.requireNonNull(value, "value"));
    }

    /** The type of the mapped field. */
    public LogicalType type() {
      return Literal.typeOf(value);
    }

    @Override
    public String toString() {
      return "Constant[target=" + target + ", value=" + Literal.print(value) + "]";
    }
  }
}
