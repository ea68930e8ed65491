package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Schema;
import dev.syncline.api.validate.Validator;
import dev.syncline.core.compute.Formula;
import dev.syncline.core.compute.Refused;
import dev.syncline.core.definition.Constraint;
import dev.syncline.core.definition.FieldPattern;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.definition.ValidateRule;
import dev.syncline.core.definition.ValidateRule.Severity;
import dev.syncline.core.definition.Validation;
import dev.syncline.core.expression.Expression;
import dev.syncline.core.value.CellCheck;
import dev.syncline.core.value.ValueText;
import dev.syncline.core.value.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * {@link Stage#VALIDATE}: the first rule that a record breaks rejects it, unless it only warns.
 * Values do not change. What has to be unique is left to {@link UniqueRules}.
 */
final class ValidateStage implements RowStep {
  private final Schema schema;
  private final Rule[] rules;
  private final LongAdder[] broken;

  private ValidateStage(Schema schema, List<Rule> rules) {
    this.schema = schema;
    this.rules = rules.toArray(Rule[]::new);
    this.broken = new LongAdder[this.rules.length];
  }

  /**
   * Compiles the rules for a schema.
   *
   * @param validators those of the custom rules, in order
   * @throws dev.syncline.api.error.ConfigurationException if a rule names a field that the schema
   *     does not have
   */
  static RowStep compile(
      Validation validation,
      SecretFields secrets,
      List<Validator> validators,
      Warnings warnings,
      Schema schema) {
    var compiled = new ArrayList<Rule>();
    var custom = validators.iterator();
    for (ValidateRule rule : validation.rules()) {
      SourceFields.check(schema, rule.field(), "validate." + rule.field());
      CellCheck check = null;
      if (rule.constraint() instanceof Constraint.Custom own) {
        check = CellCheck.custom(own, custom.next(), schema);
      } else if (rule.constraint() instanceof Constraint.Compare compare) {
        String path = "validate." + rule.field();
        check = CellCheck.compare(compare, SourceFields.position(schema, compare.other(), path));
      } else if (rule.constraint() instanceof Constraint.Holds holds) {
        check = holds(holds, schema, "validate." + rule.field());
      } else if (!(rule.constraint() instanceof Constraint.Unique)) {
        check = CellCheck.of(rule.constraint());
      }
      for (int i = 0; i < schema.size() && check != null; i++) {
        String field = schema.field(i).name();
        if (FieldPattern.matches(rule.field(), field)) {
          boolean secret = secrets.includes(field);
          var counter = warnings.counter(rule, field, check.reason());
          compiled.add(new Rule(i, field, secret, check, rule, counter));
        }
      }
    }
    return new ValidateStage(schema, compiled);
  }

  private static CellCheck holds(Constraint.Holds holds, Schema schema, String path) {
    var formula = Formula.compile(new Expression(holds.expression()), schema, path);
    String reason = "and it is not true that " + holds.expression();
    return CellCheck.always(
        "expression",
        reason,
        row -> {
          try {
            return formula.truth(row).orElse(true) ? null : reason;
          } catch (Refused e) {
            return "and " + holds.expression() + " cannot be worked out: " + e.text();
          }
        });
  }

  @Override
  public Schema output() {
    return schema;
  }

  @Override
  public Verdict apply(@Nullable Object[] in, @Nullable Object[] out) {
    int warned = 0;
    for (Rule rule : rules) {
      String reason = rule.check().broken(in[rule.position()], in);
      if (reason == null) {
        continue;
      }
      if (rule.rule().severity() == Severity.REJECT) {
        return rule.rejection(in[rule.position()], reason);
      }
      broken[warned++] = rule.warnings();
    }
    // Only now: a record that is rejected has a letter of its own.
    for (int i = 0; i < warned; i++) {
      broken[i].increment();
    }
    if (in != out) {
      System.arraycopy(in, 0, out, 0, in.length);
    }
    return Verdict.KEPT;
  }

  /** A rule on one field. */
  private record Rule(
      int position,
      String field,
      boolean secret,
      CellCheck check,
      ValidateRule rule,
      LongAdder warnings) {

    Verdict.Rejected rejection(@Nullable Object value, String reason) {
      return refuse(check.errorType(), rule, field, secret, value, reason);
    }
  }

  /** The message of the definition, or one that names field, value and reason. */
  static Verdict.Rejected refuse(
      String errorType,
      ValidateRule rule,
      String field,
      boolean secret,
      @Nullable Object value,
      String reason) {
    if (rule.message().isPresent()) {
      return new Verdict.Rejected(errorType, rule.message().get());
    }
    String what;
    if (value == null) {
      what = "is null";
    } else if (value == Absent.ABSENT) {
      what = "is absent";
    } else {
      what = "holds " + ValueText.shown(value);
    }
    var rejected = new Verdict.Rejected(errorType, "field '" + field + "' " + what + ", " + reason);
    return secret && value != null ? rejected.hiding(value) : rejected;
  }
}
