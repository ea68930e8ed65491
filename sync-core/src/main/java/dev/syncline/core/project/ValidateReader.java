package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.Constraint;
import dev.syncline.core.definition.ValidateRule.Severity;
import dev.syncline.core.definition.Validation;
import dev.syncline.core.grammar.ValidateGrammar;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads {@code validate}: constraints by name, in the order of the file, each with its fields; or a
 * list of such sections, where a field has a constraint twice.
 */
final class ValidateReader {
  private static final Map<String, Integer> FLAGS =
      Map.of(
          "case-insensitive", Pattern.CASE_INSENSITIVE,
          "unicode-case", Pattern.UNICODE_CASE,
          "unicode-classes", Pattern.UNICODE_CHARACTER_CLASS,
          "canonical-equivalence", Pattern.CANON_EQ,
          "multiline", Pattern.MULTILINE,
          "dot-all", Pattern.DOTALL,
          "unix-lines", Pattern.UNIX_LINES,
          "comments", Pattern.COMMENTS,
          "literal", Pattern.LITERAL);

  private final RuleReader rules;
  private final Sections sections;
  private final Validation.Builder out;

  ValidateReader(RuleReader rules, Validation.Builder out) {
    this.rules = rules;
    this.sections = rules.sections();
    this.out = out;
  }

  void read(ComponentConfig sync) {
    rules.operations(
        sync,
        "validate",
        ValidateGrammar.RULES,
        (step, name) -> {
          switch (name) {
            case "required" -> rules.fields(step, name, out::required, this::required);
            case "email" ->
                rules.fields(
                    step,
                    name,
                    out::email,
                    (at, f) -> format(at, f, section -> new Constraint.Email()));
            case "url" ->
                rules.fields(step, name, out::url, (at, f) -> format(at, f, ValidateReader::url));
            case "unique" ->
                rules.fields(
                    step, name, out::unique, (at, f) -> format(at, f, ValidateReader::unique));
            default ->
                rules.fields(step, name, (byField, field) -> constraint(name, byField, field));
          }
        });
  }

  /** What stands beside the name of a required field is the message. */
  private void required(ComponentConfig byField, String field) {
    format(byField, field, section -> new Constraint.Required());
  }

  /** A rule that needs no settings: what stands beside the field is the message, or a section. */
  private void format(
      ComponentConfig byField, String field, Function<ComponentConfig, Constraint> read) {
    if (byField.values().get(field) instanceof ComponentConfig section) {
      out.rule(field, read.apply(section));
      consequences(section);
    } else {
      String message = byField.string(field);
      out.rule(field, read.apply(ComponentConfig.of(Map.of()))).message(message);
    }
  }

  private static Constraint url(ComponentConfig section) {
    return new Constraint.Url(section.strings("schemes"));
  }

  private static Constraint unique(ComponentConfig section) {
    return new Constraint.Unique(
        section.strings("with"),
        section.integer("atMost", Constraint.Unique.AT_MOST, 1, Integer.MAX_VALUE));
  }

  /** What a broken rule says and does. */
  private void consequences(ComponentConfig section) {
    section.optionalString("message").ifPresent(out::message);
    if (section.oneOf("severity", Severity.class, Severity.REJECT) == Severity.WARN) {
      out.warn();
    }
  }

  private void constraint(String name, ComponentConfig byField, String field) {
    // The short form has the value itself in the place of the section.
    boolean detailed = byField.values().get(field) instanceof ComponentConfig;
    var section = detailed ? byField.section(field) : byField;
    out.rule(
        field,
        switch (name) {
          case "type" -> type(section, detailed ? name : field);
          case "matches" -> matches(section, detailed ? "pattern" : field, detailed);
          case "length" -> length(byField.section(field));
          case "range" -> range(byField.section(field));
          case "oneOf" ->
              Constraint.OneOf.of(sections.literals(section, detailed ? "values" : field));
          case "compare" -> Constraint.Compare.of(section.string(detailed ? "rule" : field));
          case "expression" -> new Constraint.Holds(section.string(detailed ? "rule" : field));
          case "custom" -> custom(section, detailed ? "type" : field, detailed);
          default -> throw new IllegalStateException("no reader for " + name);
        });
    if (detailed) {
      consequences(section);
    }
  }

  /** All settings but ours are the validator's own. */
  private static Constraint custom(ComponentConfig section, String name, boolean detailed) {
    String type = section.string(name);
    if (type.equals("local")) {
      throw section.error(
          name, "'local' is for validators made in code; name the type of a provider");
    }
    return Constraint.Custom.of(
        type,
        detailed
            ? section.without("type").without("message").without("severity")
            : ComponentConfig.of(Map.of()));
  }

  private static Constraint type(ComponentConfig section, String name) {
    section.string(name);
    return new Constraint.OfType(section.oneOf(name, LogicalType.class, LogicalType.STRING));
  }

  private static Constraint matches(ComponentConfig section, String name, boolean detailed) {
    int flags = 0;
    if (detailed) {
      for (String flag : section.strings("flags")) {
        String word =
            RuleReader.word(section, "flags", flag, FLAGS.keySet().stream().sorted().toList());
        flags |= FLAGS.getOrDefault(word, 0);
      }
    }
    return new Constraint.Matches(section.string(name), flags);
  }

  private static Constraint length(ComponentConfig bounds) {
    if (!bounds.has("min") && !bounds.has("max")) {
      throw bounds.error("min", "a length needs 'min' or 'max'");
    }
    return new Constraint.Length(
        bounds.integer("min", 0, 0, Integer.MAX_VALUE),
        bounds.integer("max", Integer.MAX_VALUE, 0, Integer.MAX_VALUE));
  }

  private Constraint range(ComponentConfig bounds) {
    return new Constraint.Range(bound(bounds, "min"), bound(bounds, "max"));
  }

  private Optional<BigDecimal> bound(ComponentConfig bounds, String name) {
    if (!bounds.has(name)) {
      return Optional.empty();
    }
    Object number = sections.literal(bounds, name);
    try {
      return Optional.of(new BigDecimal(number.toString()));
    } catch (NumberFormatException e) {
      throw bounds.error(name, "'" + name + "' must be a number, not '" + number + "'");
    }
  }
}
