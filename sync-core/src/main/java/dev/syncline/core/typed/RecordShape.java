package dev.syncline.core.typed;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.FieldName;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Schema;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class of Java records as a schema. Reflection is done here, once; afterwards values pass
 * through method handles.
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> the class
 */
public final class RecordShape<T extends Record> {
  private static final MethodType MAKE = MethodType.methodType(Object.class, Object[].class);
  private static final MethodType GET = MethodType.methodType(Object.class, Object.class);

  private final Class<T> type;
  private final MethodHandle constructor;
  private final List<Component> components;

  private RecordShape(Class<T> type, MethodHandle constructor, List<Component> components) {
    this.type = type;
    this.constructor = constructor;
    this.components = components;
  }

  /**
   * The shape of a class.
   *
   * @throws ConfigurationException if a component has a type that no field has, or the class is not
   *     open to Syncline
   */
  public static <T extends Record> RecordShape<T> of(Class<T> type) {
    return of(type, Set.of());
  }

  static <T extends Record> RecordShape<T> of(Class<T> type, Set<Class<?>> outer) {
    if (!type.isRecord()) {
      throw new ConfigurationException(type.getName() + " is no record class");
    }
    if (outer.contains(type)) {
      throw new ConfigurationException(
          type.getSimpleName() + " contains itself, so that its depth is not known");
    }
    var around = new HashSet<>(outer);
    around.add(type);
    RecordComponent[] declared = type.getRecordComponents();
    Class<?>[] parameters =
        Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      MethodHandles.Lookup lookup = lookup(type);
      MethodHandle make =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, parameters))
              .asSpreader(Object[].class, parameters.length)
              .asType(MAKE);
      var components = new ArrayList<Component>();
      for (RecordComponent component : declared) {
        components.add(Component.of(type, component, lookup, around));
      }
      requireDistinctNames(type, components);
      return new RecordShape<>(type, make, List.copyOf(components));
    } catch (IllegalAccessException | NoSuchMethodException e) {
      String module = type.getModule().isNamed() ? type.getModule().getName() : "";
      throw new ConfigurationException(
          type.getName()
              + " cannot be read: "
              + (module.isEmpty()
                  ? e.getMessage()
                  : "make it public in an exported package, or say 'opens "
                      + type.getPackageName()
                      + " to dev.syncline.core' in module "
                      + module));
    }
  }

  /** Every record of a package that is open to us; else what is public and exported. */
  private static MethodHandles.Lookup lookup(Class<?> type) {
    RecordShape.class.getModule().addReads(type.getModule());
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException e) {
      return MethodHandles.publicLookup();
    }
  }

  private static void requireDistinctNames(Class<?> type, List<Component> components) {
    var names = new HashSet<String>();
    for (Component component : components) {
      if (!names.add(component.field())) {
        throw new ConfigurationException(
            "two components of "
                + type.getSimpleName()
                + " stand for the field '"
                + component.field()
                + "'");
      }
    }
  }

  /** The simple name of the class. */
  public String name() {
    return type.getSimpleName();
  }

  /** The fields that the components stand for. */
  public List<String> fields() {
    return components.stream().map(Component::field).toList();
  }

  /** The schema of the records that are made of such Java records. */
  public Schema schema() {
    return Schema.of(
        components.stream()
            .map(c -> new Field(c.field(), c.form().type(), c.nullable(), Limits.NONE))
            .toList());
  }

  /**
   * Where the components are in records of a schema; -1 for an Optional that it does not have.
   *
   * @throws ConfigurationException if a component has no field
   */
  int[] positions(Schema schema) {
    int[] positions = new int[components.size()];
    for (int i = 0; i < positions.length; i++) {
      Component component = components.get(i);
      positions[i] = schema.indexOf(component.field()).orElse(-1);
      if (positions[i] < 0 && !component.optional()) {
        throw new ConfigurationException(
            component.where()
                + " needs a field '"
                + component.field()
                + "', which the source does not have"
                + Nearest.hint(component.field(), schema.names())
                + "; give the component the field's name, or @FieldName, or make it Optional");
      }
    }
    return positions;
  }

  /** A Java record of these values, one for each component; null also stands for absent. */
  T read(@Nullable Object[] values) {
    @Nullable Object[] arguments = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      arguments[i] = components.get(i).read(values[i]);
    }
    try {
      return type.cast((Object) constructor.invokeExact(arguments));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new Unfit("makes the constructor of " + name() + " fail: " + e.getMessage());
    }
  }

  Record ofObject(Map<?, ?> object) {
    @Nullable Object[] values = new @Nullable Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = object.get(components.get(i).field());
    }
    return read(values);
  }

  /** The value of every component as a field holds it. */
  @Nullable Object[] write(Record value) {
    @Nullable Object[] values = new @Nullable Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = components.get(i).write(value);
    }
    return values;
  }

  Map<String, @Nullable Object> toObject(Record value) {
    @Nullable Object[] values = write(value);
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < values.length; i++) {
      object.put(components.get(i).field(), values[i]);
    }
    return object;
  }

  /**
   * One component.
   *
   * @param where the component, for messages
   * @param field the field that it stands for
   * @param form how its values are read and written
   * @param nullable whether it may be null
   * @param optional whether it is an Optional
   * @param accessor reads it
   */
  private record Component(
      String where,
      String field,
      ValueForm form,
      boolean nullable,
      boolean optional,
      MethodHandle accessor) {

    static Component of(
        Class<?> type, RecordComponent component, MethodHandles.Lookup lookup, Set<Class<?>> outer)
        throws IllegalAccessException {
      Class<?> plain = component.getType();
      String where =
          "component '"
              + component.getName()
              + "' ("
              + plain.getSimpleName()
              + ") of "
              + type.getSimpleName();
      Type held = component.getGenericType();
      boolean optional = plain == Optional.class && held instanceof ParameterizedType;
      if (optional) {
        held = ((ParameterizedType) held).getActualTypeArguments()[0];
      }
      FieldName named = component.getAnnotation(FieldName.class);
      return new Component(
          where,
          named == null ? component.getName() : named.value(),
          Forms.of(held, where, outer),
          !plain.isPrimitive(),
          optional,
          lookup.unreflect(component.getAccessor()).asType(GET));
    }

    @Nullable Object read(@Nullable Object value) {
      if (value == null) {
        if (!nullable) {
          throw new Unfit(where + ": field '" + field + "' has no value");
        }
        return optional ? Optional.empty() : null;
      }
      Object read;
      try {
        read = form.read(value);
      } catch (Unfit e) {
        throw new Unfit(where + ": field '" + field + "' " + e.getMessage());
      }
      return optional ? Optional.of(read) : read;
    }

    @Nullable Object write(Record owner) {
      Object value;
      try {
        value = (Object) accessor.invokeExact((Object) owner);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new Unfit(where + " cannot be read: " + e.getMessage());
      }
      if (value instanceof Optional<?> some) {
        value = some.orElse(null);
      }
      return value == null ? null : form.write(value);
    }
  }
}
