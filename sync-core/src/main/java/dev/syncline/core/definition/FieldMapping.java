package dev.syncline.core.definition;

import dev.syncline.api.record.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How one field of the mapped record comes about. */
public sealed interface FieldMapping {

  /** The field of the mapped record, or a part of one, such as {@code address.city}. */
  String target();

  /** The source fields, or parts of them, and the looked-up columns that it is made of. */
  List<String> reads();

  /**
   * The source value as it is; a part of a field, which has no type of its own, as a text.
   *
   * @param source the source field, or a part of one
   * @param target the mapped field
   */
  record Copy(String source, String target) implements FieldMapping {

    /** Refuses empty names. */
    public Copy {
      Refusal.name("source", source);
      Written.target("target", target);
    }

    @Override
    public List<String> reads() {
      return List.of(source);
    }
  }

  /**
   * The source value in the form of a type: texts are read where they hold one.
   *
   * @param source the source field, or a part of one
   * @param target the mapped field
   * @param type the type of the mapped field
   */
  record Cast(String source, String target, LogicalType type) implements FieldMapping {

    /** Refuses missing parts. */
    public Cast {
      Refusal.name("source", source);
      Written.target("target", target);
      Objects.requireNonNull(type, "type");
    }

    @Override
    public List<String> reads() {
      return List.of(source);
    }
  }

  /**
   * A text with the values of fields in it.
   *
   * @param template such as {@code "{first} {last}"}
   * @param target the mapped field
   * @param onNull what null and absent values do
   */
  record Templated(String template, String target, OnNull onNull) implements FieldMapping {

    /** What a value that is null or absent does to a text. */
    public enum OnNull {
      /** The record is rejected. */
      REJECT,
      /** The whole text is null. */
      TO_NULL,
      /** Nothing stands in its place; without any value at all, the text is null. */
      EMPTY
    }

    /** Refuses what is not well formed. */
    public Templated {
      Written.template("template", template);
      Written.target("target", target);
      Objects.requireNonNull(onNull, "onNull");
    }

    @Override
    public List<String> reads() {
      return Written.template("template", template).fields();
    }
  }

  /**
   * The value of an expression over the source fields. Absent if all that it reads is absent.
   *
   * @param expression such as {@code price * quantity}
   * @param target the mapped field
   * @param type the type of the mapped field; the one that follows from the source if empty
   */
  record Computed(String expression, String target, Optional<LogicalType> type)
      implements FieldMapping {

    /** Refuses what is not well formed. */
    public Computed {
      Written.expression("compute", expression);
      Written.target("target", target);
      Objects.requireNonNull(type, "type");
    }

    @Override
    public List<String> reads() {
      return Written.expression("compute", expression).fields();
    }
  }

  /**
   * A value that a {@link Lookup} has for the values of source fields. Null and absent stay what
   * they are.
   *
   * @param lookup the name of the lookup
   * @param key the source fields, or parts of them, in the order of the lookup's key
   * @param value what is looked up: a column
   * @param target the mapped field
   * @param type the type of the mapped field; that of the column if empty
   * @param missing what is done if there is no entry
   * @param otherwise what the field gets then, for {@link Missing#DEFAULT}
   */
  record LookedUp(
      String lookup,
      List<String> key,
      String value,
      String target,
      Optional<LogicalType> type,
      Missing missing,
      Optional<Object> otherwise)
      implements FieldMapping {

    /** What is done if a lookup has no entry. */
    public enum Missing {
      /** The record is rejected. */
      REJECT,
      /** The field is null. */
      TO_NULL,
      /** The field gets the default. */
      DEFAULT
    }

    /** Copies the key; refuses missing parts. */
    public LookedUp {
      Refusal.name("lookup", lookup);
      key = Lookups.key(key);
      Refusal.name("value", value);
      Written.target("target", target);
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(missing, "missing");
      otherwise = otherwise.map(one -> Literal.of("otherwise", one));
      if ((missing == Missing.DEFAULT) != otherwise.isPresent()) {
        throw Refusal.at("otherwise", "'otherwise' goes with 'missing: default', and needs it");
      }
    }

    @Override
    public List<String> reads() {
      var names = new ArrayList<>(key);
      names.add(value);
      return names;
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
      Written.target("target", target);
      values = Literal.table("values", values);
      otherwise = otherwise.map(value -> Literal.of("otherwise", value));
      commonType(values, otherwise);
    }

    /** The type of the mapped field. */
    public LogicalType type() {
      return commonType(values, otherwise);
    }

    @Override
    public List<String> reads() {
      return List.of(source);
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
      Written.target("target", target);
      value = Literal.of("value", Objects.requireNonNull(value, "value"));
    }

    /** The type of the mapped field. */
    public LogicalType type() {
      return Literal.typeOf(value);
    }

    @Override
    public List<String> reads() {
      return List.of();
    }

    @Override
    public String toString() {
      return "Constant[target=" + target + ", value=" + Literal.print(value) + "]";
    }
  }
}
