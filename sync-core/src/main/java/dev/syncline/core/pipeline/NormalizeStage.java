package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Normalization;
import dev.syncline.core.definition.NormalizeRule;
import dev.syncline.core.value.CellStep;
import dev.syncline.core.value.FieldSteps;
import dev.syncline.core.value.Verdict;
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
      steps
          .computeIfAbsent(index, i -> new ArrayList<>())
          .add(FieldSteps.of(field, rule.operation()));
      types.set(index, FieldSteps.after(field, rule.operation()));
    }
    return new NormalizeStage(
        Schema.of(types),
        steps.keySet().stream().mapToInt(Integer::intValue).toArray(),
        steps.values().stream()
            .map(list -> list.toArray(CellStep[]::new))
            .toArray(CellStep[][]::new));
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
