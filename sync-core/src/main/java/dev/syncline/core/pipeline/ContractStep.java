package dev.syncline.core.pipeline;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.core.schema.ColumnFit;
import dev.syncline.core.value.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a contract makes of records of one schema. */
final class ContractStep {
  private final Schema output;
  private final boolean nothing;
  private final List<Cell> cells;

  private ContractStep(Schema output, boolean nothing, List<Cell> cells) {
    this.output = output;
    this.nothing = nothing;
    this.cells = List.copyOf(cells);
  }

  /**
   * The step for records of a schema.
   *
   * @param agreed the remembered fields by name
   * @param answers what is done about fields that changed, by name
   */
  static ContractStep compile(Schema raw, Map<String, Field> agreed, Map<String, Answer> answers) {
    var fields = new ArrayList<Field>();
    var cells = new ArrayList<Cell>();
    boolean nothing = true;
    for (int i = 0; i < raw.size(); i++) {
      Field field = raw.field(i);
      Answer answer = answers.getOrDefault(field.name(), Answer.EVOLVE);
      Field before = agreed.get(field.name());
      if (answer == Answer.EVOLVE || answer == Answer.FREEZE) {
        cells.add(new Cell(i, fields.size(), answer, field, null));
        fields.add(field);
        continue;
      }
      nothing = false;
      if (before != null) {
        cells.add(new Cell(i, fields.size(), answer, before, ColumnFit.of(before).orElse(null)));
        fields.add(before);
      } else if (answer == Answer.REJECT) {
        cells.add(new Cell(i, Cell.NOWHERE, answer, field, null));
      }
    }
    for (Field field : agreed.values()) {
      Answer answer = answers.getOrDefault(field.name(), Answer.EVOLVE);
      boolean filled = answer == Answer.DISCARD || answer == Answer.REJECT;
      if (filled && raw.indexOf(field.name()).isEmpty()) {
        nothing = false;
        cells.add(new Cell(Cell.NOWHERE, fields.size(), answer, field, null));
        fields.add(field);
      }
    }
    return new ContractStep(nothing ? raw : Schema.of(fields), nothing, cells);
  }

  Schema output() {
    return output;
  }

  boolean changesNothing() {
    return nothing;
  }

  /** Fills in what the stages see; why the record is refused, or null. */
  @Nullable String apply(@Nullable Object[] in, @Nullable Object[] out) {
    for (Cell cell : cells) {
      Object value = cell.from == Cell.NOWHERE ? Absent.ABSENT : in[cell.from];
      String misfit = cell.misfit(value);
      if (misfit != null) {
        if (cell.answer == Answer.REJECT) {
          return "field '" + cell.field.name() + "' " + misfit;
        }
        value = Absent.ABSENT;
      }
      if (cell.to != Cell.NOWHERE) {
        out[cell.to] = value;
      }
    }
    return null;
  }

  /**
   * One field.
   *
   * @param from its place among the raw values
   * @param to its place in what the stages see
   * @param field what its values have to be like
   * @param fit the limits of the remembered field
   */
  private record Cell(int from, int to, Answer answer, Field field, @Nullable ColumnFit fit) {
    static final int NOWHERE = -1;

    @Nullable String misfit(@Nullable Object value) {
      if (answer == Answer.EVOLVE || answer == Answer.FREEZE) {
        return null;
      }
      if (from == NOWHERE) {
        return answer == Answer.REJECT ? "has vanished from the source" : null;
      }
      if (value == Absent.ABSENT) {
        return null;
      }
      if (to == NOWHERE) {
        return value == null ? null : "is new at the source, and not agreed to";
      }
      if (value == null) {
        return field.nullable() ? null : "was agreed to hold no null, and does";
      }
      boolean number = field.type() == LogicalType.DECIMAL && LogicalType.INTEGER.accepts(value);
      if (!field.type().accepts(value) && !number) {
        return "was agreed to be another type than that of " + ValueText.shown(value);
      }
      String misfit = fit == null ? null : fit.misfit(value);
      return misfit == null ? null : misfit + ", by what was agreed to: " + ValueText.shown(value);
    }
  }
}
