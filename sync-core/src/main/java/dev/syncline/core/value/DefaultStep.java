package dev.syncline.core.value;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.DecimalForm;
import dev.syncline.core.definition.TemporalOperation.Date;
import dev.syncline.core.definition.TemporalOperation.LocalTimestamp;
import dev.syncline.core.definition.TemporalOperation.Timestamp;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in for null and for absent values, in the Java form of the field's type. */
final class DefaultStep implements CellStep {
  private final Object value;

  private DefaultStep(Object value) {
    this.value = value;
  }

  /**
   * Compiles a default.
   *
   * @throws ConfigurationException if the value does not fit the field's type
   */
  static DefaultStep of(Field field, Object value) {
    Object fitting = fit(field, value);
    if (fitting == null || fitting instanceof Verdict || !field.type().accepts(fitting)) {
      throw new ConfigurationException(
          Location.ofPath("normalize.defaultValue." + field.name()),
          "the default "
              + ValueText.shown(value)
              + " does not fit field '"
              + field.name()
              + "' of type "
              + field.type());
    }
    return new DefaultStep(fitting);
  }

  private static @Nullable Object fit(Field field, Object value) {
    Object widened = ValueTable.widen(value, field.type());
    if (field.type() == LogicalType.STRING) {
      return ValueText.of(value);
    }
    if (!(widened instanceof String text)) {
      return widened;
    }
    String name = field.name();
    return switch (field.type()) {
      case BOOLEAN -> TypeSteps.bool(name).apply(text);
      case INTEGER -> NumberSteps.integer(name).apply(text);
      case DECIMAL -> NumberSteps.decimal(name, DecimalForm.PLAIN).apply(text);
      case DATE -> TemporalSteps.date(name, new Date(List.of())).apply(text);
      case LOCAL_TIMESTAMP ->
          TemporalSteps.localTimestamp(name, new LocalTimestamp(List.of())).apply(text);
      case TIMESTAMP ->
          TemporalSteps.timestamp(name, new Timestamp(ZoneOffset.UTC, List.of())).apply(text);
      case TIME -> time(text);
      case STRING, FLOAT, BYTES, OBJECT, LIST -> null;
    };
  }

  private static @Nullable Object time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public Object apply(Object present) {
    return present;
  }

  @Override
  public Object applyToNothing(@Nullable Object nothing) {
    return value;
  }
}
