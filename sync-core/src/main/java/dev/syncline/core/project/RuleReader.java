package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.config.Options;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Goes through rules such that each is read by itself and an error stands at the rule. */
final class RuleReader {
  private final YamlDocument document;
  private final Problems problems;
  private final Sections sections;

  RuleReader(YamlDocument document, Problems problems) {
    this.document = document;
    this.problems = problems;
    this.sections = new Sections(document);
  }

  Sections sections() {
    return sections;
  }

  /** Every operation of a part, in the order of the file. */
  void operations(
      ComponentConfig sync, String part, Options known, BiConsumer<ComponentConfig, String> read) {
    for (ComponentConfig step : Sections.steps(sync, part)) {
      for (String operation : step.values().keySet()) {
        if (known.option(operation).isPresent()) {
          rule(step, operation, () -> read.accept(step, operation));
        }
      }
    }
  }

  /** The fields that an operation names: a single one, a list, or the names of a section. */
  void fields(
      ComponentConfig step,
      String operation,
      Consumer<String> bare,
      BiConsumer<ComponentConfig, String> detailed) {
    if (step.values().get(operation) instanceof ComponentConfig byField) {
      for (String field : byField.values().keySet()) {
        rule(byField, field, () -> detailed.accept(byField, field));
      }
    } else {
      var names = step.strings(operation);
      if (names.isEmpty()) {
        throw step.error(operation, "'" + operation + "' names no field; name at least one");
      }
      names.forEach(bare);
    }
  }

  /** The fields of an operation that says something of each of them. */
  void fields(
      ComponentConfig step, String operation, BiConsumer<ComponentConfig, String> detailed) {
    var byField = step.section(operation);
    for (String field : byField.values().keySet()) {
      rule(byField, field, () -> detailed.accept(byField, field));
    }
  }

  /** Reads one rule; what is wrong in it is left with the problems. */
  void rule(ComponentConfig section, String name, Runnable read) {
    String path = Sections.path(section, name);
    problems.attempt(
        () -> {
          read.run();
          return path;
        },
        relative -> document.place(path));
  }

  /** One of some words, for what is no enum of the definition. */
  static String word(ComponentConfig section, String name, String text, List<String> known) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!known.contains(lower)) {
      throw section.error(
          name, "'" + name + "' cannot be '" + text + "'" + Nearest.hint(text, known));
    }
    return lower;
  }
}
