package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Normalization;
import dev.syncline.core.definition.NormalizeOperation;
import dev.syncline.core.definition.NormalizeOperation.Values;
import dev.syncline.core.definition.NormalizeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link Stage#NORMALIZE}: values are cleaned and coerced, field by field. */
final class NormalizeStage implements RowStep {
  private final Schema output;
  private final int[] fields;
  private final CellStep[][] steps;

  private NormalizeStage(Schema output, int[] fields, CellStep[][] steps) {
    this.output = output;
    this.fields = fields;
    this.steps = steps;
  }

  /**
   * Compiles the rules for a schema.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a rule names a field that the schema
   *     does not have, or a default does not fit its field
   */
  static RowStep compile(Normalization normalization, Schema input) {
    var types = new ArrayList<>(input.fields());
    var steps = new TreeMap<Integer, List<CellStep>>();
    for (NormalizeRule rule : normalization.rules()) {
      int index = SourceFields.position(input, rule.field(), "normalize." + rule.field());
      Field field = types.get(index);
      steps.computeIfAbsent(index, i -> new ArrayList<>()).add(step(field, rule.operation()));
      types.set(index, after(field, rule.operation()));
    }
    return new NormalizeStage(
        Schema.of(types),
        steps.keySet().stream().mapToInt(Integer::intValue).toArray(),
        steps.values().stream()
            .map(list -> list.toArray(CellStep[]::new))
            .toArray(CellStep[][]::new));
  }

  private static CellStep step(Field field, NormalizeOperation operation) {
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
  private static Field after(Field field, NormalizeOperation operation) {
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

  @Override
  public Schema output() {
    return output;
  }

  @Override
  public Verdict apply(@Nullable Object[] in, @Nullable Object[] out) {
    System.arraycopy(in, 0, out, 0, in.length);
    for (int i = 0; i < fields.length; i++) {
      Object value = in[fields[i]];
      for (CellStep step : steps[i]) {
        value =
            value == null || value == Absent.ABSENT
                ? step.applyToNothing(value)
                : step.apply(value);
        if (value instanceof Verdict.Rejected rejected) {
          return rejected;
        }
      }
      out[fields[i]] = value;
    }
    return Verdict.KEPT;
  }
}
