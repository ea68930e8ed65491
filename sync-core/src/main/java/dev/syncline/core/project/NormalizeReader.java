package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.core.definition.Layer;
import dev.syncline.core.definition.Normalization;
import dev.syncline.core.definition.TemporalForm;
import dev.syncline.core.definition.TemporalOperation;
import dev.syncline.core.definition.TemporalOperation.Epoch.Unit;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Gap;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Overlap;
import dev.syncline.core.definition.TypeOperation.Bytes.Encoding;
import dev.syncline.core.grammar.NormalizeGrammar;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code normalize}: operations by name, in the order of the file, each with its fields; or a
 * list of such sections, where an operation is needed twice.
 */
final class NormalizeReader {
  private final RuleReader rules;
  private final Sections sections;
  private final Normalization.Builder out;

  NormalizeReader(RuleReader rules, Normalization.Builder out) {
    this.rules = rules;
    this.sections = rules.sections();
    this.out = out;
  }

  void read(ComponentConfig sync) {
    rules.operations(sync, "normalize", NormalizeGrammar.OPERATIONS, this::operation);
  }

  private void operation(ComponentConfig step, String name) {
    switch (name) {
      case "bool" -> rules.fields(step, name, out::bool, this::bool);
      case "bytes" ->
          rules.fields(step, name, (at, f) -> out.bytes(f, word(at, f, Encoding.class)));
      case "decimal" ->
          rules.fields(
              step, name, out::decimal, (at, f) -> out.decimal(f, ValueForms.decimal(at, f)));
      case "scale" -> rules.fields(step, name, this::scale);
      case "values" ->
          rules.fields(step, name, (at, f) -> out.values(f, sections.table(at.section(f))));
      case "nullIf" -> rules.fields(step, name, (at, f) -> out.nullIf(f, sections.literals(at, f)));
      case "defaultValue" ->
          rules.fields(step, name, (at, f) -> out.defaultValue(f, sections.literal(at, f)));
      case "off" -> rules.fields(step, name, this::off);
      case "date", "time", "localTimestamp", "timestamp", "epoch" -> temporal(step, name);
      default -> fields(step, name);
    }
  }

  private void fields(ComponentConfig step, String name) {
    String[] fields = step.strings(name).toArray(String[]::new);
    switch (name) {
      case "trim" -> out.trim(fields);
      case "collapseSpaces" -> out.collapseSpaces(fields);
      case "nfc" -> out.nfc(fields);
      case "nfkc" -> out.nfkc(fields);
      case "removeControls" -> out.removeControls(fields);
      case "removeZeroWidth" -> out.removeZeroWidth(fields);
      case "emptyToNull" -> out.emptyToNull(fields);
      case "upper" -> out.upper(fields);
      case "lower" -> out.lower(fields);
      case "text" -> out.text(fields);
      case "uuid" -> out.uuid(fields);
      case "integer" -> out.integer(fields);
      default -> throw new IllegalStateException("no reader for " + name);
    }
  }

  private void temporal(ComponentConfig step, String name) {
    switch (name) {
      case "date" -> rules.fields(step, name, out::date, this::date);
      case "time" ->
          rules.fields(
              step, name, out::time, (at, f) -> out.time(f, at.strings(f).toArray(String[]::new)));
      case "localTimestamp" -> rules.fields(step, name, out::localTimestamp, this::localTimestamp);
      case "timestamp" -> rules.fields(step, name, this::timestamp);
      default -> rules.fields(step, name, (at, f) -> out.epoch(f, word(at, f, Unit.class)));
    }
  }

  private void bool(ComponentConfig byField, String field) {
    var words = byField.section(field);
    out.bool(field, words.strings("yes"), words.strings("no"));
  }

  private void scale(ComponentConfig byField, String field) {
    if (byField.values().get(field) instanceof ComponentConfig form) {
      form.string("digits");
      out.scale(
          field,
          form.integer("digits", 0, 0, 100),
          form.oneOf("rounding", RoundingMode.class, RoundingMode.UNNECESSARY));
    } else {
      out.scale(field, byField.integer(field, 0, 0, 100));
    }
  }

  private void date(ComponentConfig byField, String field) {
    TemporalForm form = ValueForms.temporal(byField, field);
    boolean drop =
        byField.values().get(field) instanceof ComponentConfig section
            && section.bool("dropTime", false);
    out.rule(field, new TemporalOperation.Date(form, drop));
  }

  private void localTimestamp(ComponentConfig byField, String field) {
    TemporalForm form = ValueForms.temporal(byField, field);
    var zone =
        byField.values().get(field) instanceof ComponentConfig section && section.has("zone")
            ? Optional.of(ValueForms.zone(section, "zone"))
            : Optional.<ZoneId>empty();
    out.rule(field, new TemporalOperation.LocalTimestamp(form, zone));
  }

  private void timestamp(ComponentConfig byField, String field) {
    if (byField.values().get(field) instanceof ComponentConfig section) {
      TemporalForm form = ValueForms.temporal(byField, field);
      out.timestamp(
          field,
          ValueForms.zone(section, "zone"),
          form,
          section.oneOf("gap", Gap.class, Gap.REJECT),
          section.oneOf("overlap", Overlap.class, Overlap.EARLIER));
    } else {
      out.timestamp(field, ValueForms.zone(byField, field));
    }
  }

  private void off(ComponentConfig byField, String field) {
    var layers = new ArrayList<Layer>();
    var known =
        Stream.concat(Stream.of("all"), Stream.of(Layer.values()).map(Layer::name))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();
    for (String text : byField.strings(field)) {
      String word = RuleReader.word(byField, field, text, known);
      if (word.equals("all")) {
        layers.addAll(List.of(Layer.values()));
      } else {
        layers.add(Layer.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    if (layers.isEmpty()) {
      throw byField.error(field, "'" + field + "' names no layer; 'all' stands for all of them");
    }
    out.off(field, layers.toArray(Layer[]::new));
  }

  /** A word that must be there. */
  private static <E extends Enum<E>> E word(ComponentConfig section, String name, Class<E> words) {
    section.string(name);
    return section.oneOf(name, words, words.getEnumConstants()[0]);
  }
}
