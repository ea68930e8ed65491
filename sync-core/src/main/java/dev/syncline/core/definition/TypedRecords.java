package dev.syncline.core.definition;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.core.typed.RecordShape;
import dev.syncline.core.typed.TypedTransformer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The part of a definition that deals with records as Java records: {@code .as(Customer.class)
 * .map(Contact.class, c -> new Contact(c.id(), c.name()))}. A component stands for the field of its
 * name, or of that of its {@link dev.syncline.api.record.FieldName}.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <T> what records are read as
 */
public final class TypedRecords<T extends Record> {
  private final SyncDefinition.Builder definition;
  private final Class<T> type;
  private final RecordShape<T> shape;
  private Predicate<T> keep = record -> true;

  TypedRecords(SyncDefinition.Builder definition, Class<T> type) {
    this.definition = definition;
    this.type = type;
    this.shape = RecordShape.of(type);
  }

  /**
   * Adds rules for components, the same that {@link SyncDefinition.Builder#validate} has for
   * fields. They are checked before a Java record is made.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a rule is for no component
   */
  public TypedRecords<T> validate(Consumer<Validation.Builder> rules) {
    Validation.Builder own = Validation.builder();
    rules.accept(own);
    List<String> fields = shape.fields();
    for (ValidateRule rule : own.build().rules()) {
      if (!fields.contains(rule.field())) {
        throw Refusal.at(
            "validate." + rule.field(),
            type.getSimpleName()
                + " has no component for the field '"
                + rule.field()
                + "'"
                + Nearest.hint(rule.field(), fields));
      }
    }
    definition.validate(rules);
    return this;
  }

  /** Leaves out records that do not meet a condition; they are counted as filtered. */
  public TypedRecords<T> keep(Predicate<? super T> condition) {
    Objects.requireNonNull(condition, "condition");
    Predicate<T> before = keep;
    keep = record -> before.test(record) && condition.test(record);
    return this;
  }

  /** Writes the records as they were read. */
  public SyncDefinition.Builder unchanged() {
    return map(type, record -> record);
  }

  /**
   * Writes what a function makes of every record.
   *
   * @param written the class of what it makes: the destination is prepared before the first record
   *     is read
   * @param mapping the same input must give the same output, or every run sends the record anew; an
   *     exception rejects the record
   */
  public <R extends Record> SyncDefinition.Builder map(
      Class<R> written, Function<? super T, ? extends R> mapping) {
    Objects.requireNonNull(mapping, "mapping");
    RecordShape<R> made = RecordShape.of(written);
    return definition.typed(
        passing ->
            new TransformSpec(
                "local",
                ComponentConfig.of(Map.of("reads", type.getName(), "writes", written.getName())),
                Optional.of(
                    new TypedTransformer<>(shape, made, keep, mapping, Set.copyOf(passing)))));
  }
}
