package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.core.definition.Normalization;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/**
 * Reads {@code normalize}: operations by name, in the order of the file, each with its fields; or a
 * list of such sections, where an operation is needed twice.
 */
final class NormalizeReader {
  private static final List<String> OPERATIONS =
      List.of(
          "trim",
          "nfc",
          "removeControls",
          "emptyToNull",
          "upper",
          "lower",
          "bool",
          "integer",
          "decimal",
          "date",
          "localTimestamp",
          "timestamp",
          "values",
          "defaultValue");

  private final RuleReader rules;
  private final Sections sections;
  private final Normalization.Builder out;

  NormalizeReader(RuleReader rules, Normalization.Builder out) {
    this.rules = rules;
    this.sections = rules.sections();
    this.out = out;
  }

  void read(ComponentConfig sync) {
    rules.operations(sync, "normalize", OPERATIONS, this::operation);
  }

  private void operation(ComponentConfig step, String name) {
    switch (name) {
      case "decimal" -> rules.fields(step, name, out::decimal, this::decimal);
      case "date" -> rules.fields(step, name, out::date, (at, f) -> out.date(f, patterns(at, f)));
      case "localTimestamp" ->
          rules.fields(
              step, name, out::localTimestamp, (at, f) -> out.localTimestamp(f, patterns(at, f)));
      case "timestamp" -> rules.fields(step, name, this::timestamp);
      case "values" ->
          rules.fields(step, name, (at, f) -> out.values(f, sections.table(at.section(f))));
      case "defaultValue" ->
          rules.fields(step, name, (at, f) -> out.defaultValue(f, sections.literal(at, f)));
      default -> fields(step, name);
    }
  }

  private void fields(ComponentConfig step, String name) {
    String[] fields = step.strings(name).toArray(String[]::new);
    switch (name) {
      case "trim" -> out.trim(fields);
      case "nfc" -> out.nfc(fields);
      case "removeControls" -> out.removeControls(fields);
      case "emptyToNull" -> out.emptyToNull(fields);
      case "upper" -> out.upper(fields);
      case "lower" -> out.lower(fields);
      case "bool" -> out.bool(fields);
      case "integer" -> out.integer(fields);
      default -> throw new IllegalStateException("no reader for " + name);
    }
  }

  private void decimal(ComponentConfig byField, String field) {
    var form = byField.section(field);
    sections.allow(form, "decimalSeparator", "groupingSeparator");
    char decimal = form.has("decimalSeparator") ? character(form, "decimalSeparator") : '.';
    if (form.has("groupingSeparator")) {
      out.decimal(field, decimal, character(form, "groupingSeparator"));
    } else {
      out.decimal(field, decimal);
    }
  }

  private static char character(ComponentConfig form, String name) {
    String text = form.string(name);
    if (text.length() != 1) {
      throw form.error(name, "'" + name + "' must be one character, not '" + text + "'");
    }
    return text.charAt(0);
  }

  private void timestamp(ComponentConfig byField, String field) {
    if (byField.values().get(field) instanceof ComponentConfig form) {
      sections.allow(form, "zone", "pattern");
      out.timestamp(field, zone(form, "zone"), patterns(form, "pattern"));
    } else {
      out.timestamp(field, zone(byField, field));
    }
  }

  private static ZoneId zone(ComponentConfig section, String name) {
    String text = section.string(name);
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      String hint =
          Nearest.to(text, ZoneId.getAvailableZoneIds())
              .map(near -> "; did you mean '" + near + "'?")
              .orElse("");
      throw section.error(name, "'" + text + "' is no time zone" + hint);
    }
  }

  private static String[] patterns(ComponentConfig section, String name) {
    return section.strings(name).toArray(String[]::new);
  }
}
