package dev.syncline.core.value;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.NormalizeOperation;
import dev.syncline.core.definition.NormalizeOperation.Values;

/** The operations of a normalization, compiled for the fields they are done to. */
public final class FieldSteps {
  private FieldSteps() {}

  /**
   * Compiles an operation for a field.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a default does not fit its field
   */
  public static CellStep of(Field field, NormalizeOperation operation) {
    if (operation instanceof NormalizeOperation.Trim) {
      return TextSteps::trim;
    } else if (operation instanceof NormalizeOperation.Nfc) {
      return TextSteps::nfc;
    } else if (operation instanceof NormalizeOperation.RemoveControls) {
      return TextSteps::removeControls;
    } else if (operation instanceof NormalizeOperation.EmptyToNull) {
      return TextSteps::emptyToNull;
    } else if (operation instanceof NormalizeOperation.Upper) {
      return TextSteps::upper;
    } else if (operation instanceof NormalizeOperation.Lower) {
      return TextSteps::lower;
    } else if (operation instanceof Values values) {
      return values(field, values);
    } else if (operation instanceof NormalizeOperation.Default standIn) {
      return DefaultStep.of(field, standIn.value());
    }
    return coercion(field.name(), operation);
  }

  private static CellStep coercion(String field, NormalizeOperation operation) {
    if (operation instanceof NormalizeOperation.Bool) {
      return NumberSteps.bool(field);
    } else if (operation instanceof NormalizeOperation.Whole) {
      return NumberSteps.integer(field);
    } else if (operation instanceof NormalizeOperation.Decimal decimal) {
      return NumberSteps.decimal(field, decimal);
    } else if (operation instanceof NormalizeOperation.Date date) {
      return TemporalSteps.date(field, date);
    } else if (operation instanceof NormalizeOperation.LocalTimestamp timestamp) {
      return TemporalSteps.localTimestamp(field, timestamp);
    } else if (operation instanceof NormalizeOperation.Timestamp timestamp) {
      return TemporalSteps.timestamp(field, timestamp);
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
    if (operation instanceof NormalizeOperation.Default) {
      return new Field(field.name(), field.type(), false, field.limits());
    }
    if (operation instanceof NormalizeOperation.EmptyToNull) {
      return new Field(field.name(), field.type(), true, field.limits());
    }
    LogicalType type = field.type();
    if (operation instanceof NormalizeOperation.Bool) {
      type = LogicalType.BOOLEAN;
    } else if (operation instanceof NormalizeOperation.Whole) {
      type = LogicalType.INTEGER;
    } else if (operation instanceof NormalizeOperation.Decimal) {
      type = LogicalType.DECIMAL;
    } else if (operation instanceof NormalizeOperation.Date) {
      type = LogicalType.DATE;
    } else if (operation instanceof NormalizeOperation.LocalTimestamp) {
      type = LogicalType.LOCAL_TIMESTAMP;
    } else if (operation instanceof NormalizeOperation.Timestamp) {
      type = LogicalType.TIMESTAMP;
    } else if (operation instanceof Values values) {
      type = typeAfter(type, values);
    }
    // Limits say what the source holds; upper case or a table may make more of it.
    boolean same = type == field.type() && operation instanceof NormalizeOperation.Trim;
    return new Field(field.name(), type, field.nullable(), same ? field.limits() : Limits.NONE);
  }
}
