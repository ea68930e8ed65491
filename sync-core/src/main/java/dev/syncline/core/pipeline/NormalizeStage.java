package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Normalization;
import dev.syncline.core.definition.NormalizeOperation;
import dev.syncline.core.definition.NormalizeRule;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.value.CellStep;
import dev.syncline.core.value.FieldSteps;
import dev.syncline.core.value.Verdict;
import java.util.ArrayList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link Stage#NORMALIZE}: values are cleaned and coerced, field by field. */
final class NormalizeStage implements RowStep {
  private final Schema output;
  private final int[] fields;
  private final boolean[] secret;
  private final CellStep[][] steps;

  private NormalizeStage(Schema output, int[] fields, boolean[] secret, CellStep[][] steps) {
    this.output = output;
    this.fields = fields;
    this.secret = secret;
    this.steps = steps;
  }

  /**
   * Compiles the rules for a schema.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a rule names a field that the schema
   *     does not have, or a default does not fit its field
   */
  static RowStep compile(Normalization normalization, SecretFields secrets, Schema input) {
    for (NormalizeRule rule : normalization.rules()) {
      SourceFields.check(input, rule.field(), "normalize." + rule.field());
    }
    var types = new ArrayList<>(input.fields());
    var steps = new TreeMap<Integer, CellStep[]>();
    for (int i = 0; i < types.size(); i++) {
      var done = new ArrayList<CellStep>();
      for (NormalizeOperation operation : normalization.operationsOn(types.get(i).name())) {
        done.add(FieldSteps.of(types.get(i), operation));
        types.set(i, FieldSteps.after(types.get(i), operation));
      }
      if (!done.isEmpty()) {
        steps.put(i, done.toArray(CellStep[]::new));
      }
    }
    int[] fields = steps.keySet().stream().mapToInt(Integer::intValue).toArray();
    boolean[] secret = new boolean[fields.length];
    for (int i = 0; i < fields.length; i++) {
      secret[i] = secrets.includes(input.field(fields[i]).name());
    }
    return new NormalizeStage(
        Schema.of(types), fields, secret, steps.values().toArray(CellStep[][]::new));
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
        Object before = value;
        value =
            before == null || before == Absent.ABSENT
                ? step.applyToNothing(before)
                : step.apply(before);
        if (value instanceof Verdict.Rejected rejected) {
          // Only here is it known what an earlier step made of a secret value.
          return secret[i] && before != null ? rejected.hiding(before) : rejected;
        }
      }
      out[fields[i]] = value;
    }
    return Verdict.KEPT;
  }
}
