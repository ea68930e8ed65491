package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.ValidateRule;
import dev.syncline.core.definition.Validation;
import dev.syncline.core.value.CellCheck;
import dev.syncline.core.value.ValueText;
import dev.syncline.core.value.Verdict;
import org.jspecify.annotations.Nullable;

/** {@link Stage#VALIDATE}: the first rule that a record breaks rejects it. Values do not change. */
final class ValidateStage implements RowStep {
  private final Schema schema;
  private final int[] fields;
  private final CellCheck[] checks;
  private final ValidateRule[] rules;

  private ValidateStage(Schema schema, int[] fields, CellCheck[] checks, ValidateRule[] rules) {
    this.schema = schema;
    this.fields = fields;
    this.checks = checks;
    this.rules = rules;
  }

  /**
   * Compiles the rules for a schema.
   *
   * @throws dev.syncline.api.error.ConfigurationException if a rule names a field that the schema
   *     does not have
   */
  static RowStep compile(Validation validation, Schema schema) {
    var rules = validation.rules().toArray(ValidateRule[]::new);
    int[] fields = new int[rules.length];
    var checks = new CellCheck[rules.length];
    for (int i = 0; i < rules.length; i++) {
      String field = rules[i].field();
      fields[i] = SourceFields.position(schema, field, "validate." + field);
      checks[i] = CellCheck.of(rules[i].constraint());
    }
    return new ValidateStage(schema, fields, checks, rules);
  }

  @Override
  public Schema output() {
    return schema;
  }

  @Override
  public Verdict apply(@Nullable Object[] in, @Nullable Object[] out) {
    for (int i = 0; i < checks.length; i++) {
      Object value = in[fields[i]];
      if (!checks[i].holds(value)) {
        return new Verdict.Rejected(checks[i].errorType(), message(i, value));
      }
    }
    System.arraycopy(in, 0, out, 0, in.length);
    return Verdict.KEPT;
  }

  private String message(int rule, @Nullable Object value) {
    return rules[rule]
        .message()
        .orElseGet(
            () -> {
              String what;
              if (value == null) {
                what = "is null";
              } else if (value == Absent.ABSENT) {
                what = "is absent";
              } else {
                what = "holds " + ValueText.shown(value);
              }
              return "field '" + rules[rule].field() + "' " + what + ", " + checks[rule].reason();
            });
  }
}
