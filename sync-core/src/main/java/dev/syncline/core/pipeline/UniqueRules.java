package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.ConfigurationException.Location;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Constraint.Unique;
import dev.syncline.core.definition.FieldPattern;
import dev.syncline.core.definition.SecretFields;
import dev.syncline.core.definition.ValidateRule;
import dev.syncline.core.definition.ValidateRule.Severity;
import dev.syncline.core.definition.Validation;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.value.FirstOwners;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of {@link Stage#VALIDATE}: what no two records of a run may have in common. A record that
 * broke another rule does not come here, and so takes nothing from those that follow.
 */
final class UniqueRules {
  private static final String REASON = "which another record of this run holds, too";

  private final List<ValidateRule> rules;
  private final SecretFields secrets;
  private final Warnings warnings;
  private final Identity identity = new Identity();
  private final Map<String, FirstOwners> seen = new HashMap<>();
  private final Map<Schema, List<Check>> compiled = new HashMap<>();

  private UniqueRules(List<ValidateRule> rules, SecretFields secrets, Warnings warnings) {
    this.rules = rules;
    this.secrets = secrets;
    this.warnings = warnings;
  }

  static UniqueRules of(Validation validation, SecretFields secrets, Warnings warnings) {
    return new UniqueRules(
        validation.rules().stream().filter(rule -> rule.constraint() instanceof Unique).toList(),
        secrets,
        warnings);
  }

  void apply(WorkBatch batch) {
    if (rules.isEmpty()) {
      return;
    }
    for (Row row : batch.rows()) {
      if (row.open() && row.op == Op.UPSERT) {
        for (Check check : compiled.computeIfAbsent(row.schema, this::compile)) {
          if (row.open()) {
            apply(check, row);
          }
        }
      }
    }
  }

  private List<Check> compile(Schema schema) {
    var checks = new ArrayList<Check>();
    for (int rule = 0; rule < rules.size(); rule++) {
      var unique = (Unique) rules.get(rule).constraint();
      for (int i = 0; i < schema.size(); i++) {
        String field = schema.field(i).name();
        if (FieldPattern.matches(rules.get(rule).field(), field)) {
          int[] positions = new int[unique.with().size() + 1];
          positions[0] = i;
          for (int more = 1; more < positions.length; more++) {
            String path = "validate." + field + ".with";
            positions[more] = SourceFields.position(schema, unique.with().get(more - 1), path);
          }
          // By rule and field, not by schema: another schema of the same run holds the same values.
          var owners =
              seen.computeIfAbsent(rule + " " + field, name -> new FirstOwners(unique.atMost()));
          checks.add(new Check(rules.get(rule), field, positions, owners));
        }
      }
    }
    return checks;
  }

  private void apply(Check check, Row row) {
    var values = new ArrayList<@Nullable Object>();
    for (int position : check.positions()) {
      Object value = row.values[position];
      if (value == null || value == Absent.ABSENT) {
        return;
      }
      values.add(value);
    }
    if (claim(check, row, values)) {
      return;
    }
    if (check.rule().severity() == Severity.WARN) {
      warnings.counter(check.rule(), check.field(), REASON).increment();
      return;
    }
    var why =
        ValidateStage.refuse(
            "unique",
            check.rule(),
            check.field(),
            secrets.includes(check.field()),
            values.get(0),
            REASON);
    row.reject(Stage.VALIDATE, why.errorType(), why.message());
  }

  private boolean claim(Check check, Row row, List<@Nullable Object> values) {
    try {
      return check.seen().claim(identity.key(values), row.id);
    } catch (IllegalStateException e) {
      throw new ConfigurationException(
          Location.ofPath("validate.unique." + check.field()),
          "there are more than "
              + ((Unique) check.rule().constraint()).atMost()
              + " different values, and no more are remembered; raise 'atMost' if there is memory"
              + " for 64 bytes each");
    }
  }

  /** A rule on one field, and what was seen of it. */
  private record Check(ValidateRule rule, String field, int[] positions, FirstOwners seen) {}
}
