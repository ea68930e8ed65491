package dev.syncline.core.typed;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.LogicalType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the form of a Java type. */
final class Forms {
  private Forms() {}

  /**
   * The form of a component's type.
   *
   * @param where the component, for messages
   * @param outer the records that the type is nested in: one that contains itself has no end
   */
  static ValueForm of(Type type, String where, Set<Class<?>> outer) {
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0], where, outer);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return new ListForm(of(generic.getActualTypeArguments()[0], where, outer));
    }
    if (type instanceof ParameterizedType generic
        && generic.getRawType() == Map.class
        && generic.getActualTypeArguments()[0] == String.class) {
      return new MapForm(of(generic.getActualTypeArguments()[1], where, outer));
    }
    if (type instanceof Class<?> plain) {
      if (plain == Object.class) {
        return new AnyForm(where);
      }
      if (plain.isEnum()) {
        return new EnumForm(plain);
      }
      if (plain.isRecord()) {
        return new NestedForm(RecordShape.of(plain.asSubclass(Record.class), outer));
      }
      Optional<ValueForm> scalar = ScalarForm.of(plain);
      if (scalar.isPresent()) {
        return scalar.get();
      }
    }
    throw new ConfigurationException(
        where
            + " has the type "
            + type.getTypeName()
            + ", which no field has: use a primitive type or its class, String, BigDecimal,"
            + " BigInteger, a class of java.time, UUID, byte[], an enum, a record, Optional, List"
            + " or Map<String, …> of these");
  }

  /** What Java code does not look into. */
  private record AnyForm(String where) implements ValueForm {
    @Override
    public LogicalType type() {
      throw new ConfigurationException(
          where + " can be read, but not written: a field needs a type that says what it holds");
    }

    @Override
    public Object read(Object value) {
      return value;
    }

    @Override
    public Object write(Object value) {
      return value;
    }
  }

  private record EnumForm(Class<?> java) implements ValueForm {
    @Override
    public LogicalType type() {
      return LogicalType.STRING;
    }

    @Override
    public Object read(Object value) {
      for (Object constant : java.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(value)) {
          return constant;
        }
      }
      throw new Unfit(
          "holds "
              + Shown.of(value)
              + ", which is no "
              + Shown.of(java)
              + "; known: "
              + String.join(
                  ", ",
                  Arrays.stream(java.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList()));
    }

    @Override
    public Object write(Object value) {
      return ((Enum<?>) value).name();
    }
  }

  private record NestedForm(RecordShape<?> shape) implements ValueForm {
    @Override
    public LogicalType type() {
      return LogicalType.OBJECT;
    }

    @Override
    public Object read(Object value) {
      if (value instanceof Map<?, ?> object) {
        return shape.ofObject(object);
      }
      throw new Unfit("holds " + Shown.of(value) + ", which is no object for " + shape.name());
    }

    @Override
    public Object write(Object value) {
      return shape.toObject((Record) value);
    }
  }

  private record ListForm(ValueForm item) implements ValueForm {
    @Override
    public LogicalType type() {
      return LogicalType.LIST;
    }

    @Override
    public Object read(Object value) {
      if (value instanceof List<?> list) {
        return each(list, item::read);
      }
      throw new Unfit("holds " + Shown.of(value) + ", which is no list");
    }

    @Override
    public Object write(Object value) {
      return each((List<?>) value, item::write);
    }

    private static List<@Nullable Object> each(List<?> list, UnaryOperator<Object> work) {
      var items = new ArrayList<@Nullable Object>(list.size());
      for (Object one : list) {
        items.add(one == null ? null : work.apply(one));
      }
      return Collections.unmodifiableList(items);
    }
  }

  private record MapForm(ValueForm item) implements ValueForm {
    @Override
    public LogicalType type() {
      return LogicalType.OBJECT;
    }

    @Override
    public Object read(Object value) {
      if (value instanceof Map<?, ?> object) {
        return each(object, item::read);
      }
      throw new Unfit("holds " + Shown.of(value) + ", which is no object");
    }

    @Override
    public Object write(Object value) {
      return each((Map<?, ?>) value, item::write);
    }

    private static Map<String, @Nullable Object> each(
        Map<?, ?> object, UnaryOperator<Object> work) {
      var copy = new LinkedHashMap<String, @Nullable Object>();
      object.forEach(
          (name, one) -> copy.put(String.valueOf(name), one == null ? null : work.apply(one)));
      return Collections.unmodifiableMap(copy);
    }
  }
}
