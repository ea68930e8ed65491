package dev.syncline.core.value;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.NormalizeOperation;
import dev.syncline.core.definition.NumberOperation;
import dev.syncline.core.definition.TemporalForm.ZeroDates;
import dev.syncline.core.definition.TemporalOperation;
import dev.syncline.core.definition.TextOperation;
import dev.syncline.core.definition.TypeOperation;
import dev.syncline.core.definition.ValueOperation;
import dev.syncline.core.definition.ValueOperation.Values;
import java.util.Set;

/** The operations of a normalization, compiled for the fields they are done to. */
public final class FieldSteps {
  private FieldSteps() {}

  /**
   * Compiles an operation for a field.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a default does not fit its field
   */
  public static CellStep of(Field field, NormalizeOperation operation) {
    if (operation instanceof TextOperation text) {
      return TextSteps.of(text);
    } else if (operation instanceof TypeOperation type) {
      return TypeSteps.of(field.name(), type);
    } else if (operation instanceof NumberOperation number) {
      return NumberSteps.of(field.name(), number);
    } else if (operation instanceof TemporalOperation temporal) {
      return TemporalSteps.of(field.name(), temporal);
    } else if (operation instanceof Values values) {
      return values(field, values);
    } else if (operation instanceof ValueOperation.NullIf nulls) {
      var texts = Set.copyOf(nulls.values());
      return value -> texts.contains(ValueText.of(value)) ? null : value;
    } else if (operation instanceof ValueOperation.Default standIn) {
      return DefaultStep.of(field, standIn.value());
    }
    throw new IllegalStateException("no step for " + operation);
  }

  private static CellStep values(Field field, Values values) {
    LogicalType type = typeAfter(field.type(), values);
    var table = new ValueTable(values.table(), type);
    return value -> {
      Object entry = table.get(value);
      if (entry != null) {
        return entry;
      }
      return type == field.type()
          ? value
          : new Verdict.Rejected(
              "choice",
              "field '"
                  + field.name()
                  + "' holds "
                  + ValueText.shown(value)
                  + ", which is not in its table of values");
    };
  }

  private static LogicalType typeAfter(LogicalType before, Values values) {
    return ValueTable.widens(values.type(), before) ? before : values.type();
  }

  /** The field as it is once the operation was done. */
  public static Field after(Field field, NormalizeOperation operation) {
    if (operation instanceof ValueOperation.Default) {
      // What stands in for null may be longer than anything the source holds.
      return new Field(field.name(), field.type(), false, Limits.NONE);
    }
    if (operation instanceof TextOperation.EmptyToNull
        || operation instanceof ValueOperation.NullIf) {
      return new Field(field.name(), field.type(), true, field.limits());
    }
    LogicalType type = typeAfter(field.type(), operation);
    // Limits say what the source holds; upper case or a table may make more of it.
    boolean same = type == field.type() && operation instanceof TextOperation.Trim;
    return new Field(
        field.name(),
        type,
        field.nullable() || nulls(operation),
        same ? field.limits() : Limits.NONE);
  }

  private static LogicalType typeAfter(LogicalType before, NormalizeOperation operation) {
    if (operation instanceof TypeOperation type) {
      return TypeSteps.typeAfter(type);
    } else if (operation instanceof NumberOperation number) {
      return NumberSteps.typeAfter(before, number);
    } else if (operation instanceof TemporalOperation temporal) {
      return TemporalSteps.typeAfter(temporal);
    }
    return operation instanceof Values values ? typeAfter(before, values) : before;
  }

  /** Whether zero dates become null. */
  private static boolean nulls(NormalizeOperation operation) {
    ZeroDates zero = ZeroDates.REJECT;
    if (operation instanceof TemporalOperation.Date date) {
      zero = date.form().zeroDates();
    } else if (operation instanceof TemporalOperation.LocalTimestamp local) {
      zero = local.form().zeroDates();
    } else if (operation instanceof TemporalOperation.Timestamp timestamp) {
      zero = timestamp.form().zeroDates();
    }
    return zero == ZeroDates.TO_NULL;
  }
}
