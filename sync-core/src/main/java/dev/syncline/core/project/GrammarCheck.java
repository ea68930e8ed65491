package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import dev.syncline.core.grammar.Connectors;
import dev.syncline.core.grammar.ProjectGrammar;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Checks a whole file by the grammar before anything reads it, so that every wrong name and value
 * is told, not only the first of each section.
 */
final class GrammarCheck {
  private final YamlDocument document;
  private final Connectors connectors;
  private final Problems problems;
  private final ScalarCheck scalars;

  GrammarCheck(YamlDocument document, Connectors connectors, Problems problems) {
    this.document = document;
    this.connectors = connectors;
    this.problems = problems;
    this.scalars = new ScalarCheck(document, problems);
  }

  void check() {
    section(document.config(), "", ProjectGrammar.PROJECT);
  }

  /** The names of a profile; what they hold is checked where the profile is laid over the rest. */
  void checkNames(ComponentConfig profile, String path) {
    for (String name : profile.values().keySet()) {
      if (ProjectGrammar.PROFILE.option(name).isEmpty()) {
        refuseName(path, name, ProjectGrammar.PROFILE);
      }
    }
  }

  private void section(ComponentConfig section, String path, Options options) {
    missing(section, path, options);
    for (var entry : section.values().entrySet()) {
      String name = entry.getKey();
      var option = options.option(name);
      if (option.isPresent()) {
        value(entry.getValue(), join(path, name), name, option.get().shape());
      } else if (!options.isOpen()) {
        refuseName(path, name, options);
      }
    }
  }

  private void missing(ComponentConfig section, String path, Options options) {
    for (Option option : options.all()) {
      String name = option.name();
      if (!option.required() || section.has(name)) {
        continue;
      }
      if (!options.isOpen() && section.values().keySet().stream().anyMatch(slip(name, options))) {
        problems.mute(join(path, name));
      } else {
        problems.add(
            document.place(join(path, name)),
            "'" + name + "' is missing; add it: " + option.meaning());
      }
    }
  }

  /** Whether a name is the missing one with a slip, which is told as such. */
  private static Predicate<String> slip(String missing, Options options) {
    return given ->
        options.option(given).isEmpty()
            && Nearest.to(given, options.names()).equals(Optional.of(missing));
  }

  private void refuseName(String path, String name, Options options) {
    problems.add(
        document.placeOfName(join(path, name)),
        "unknown " + options.word() + " '" + name + "'" + Nearest.hint(name, options.names()));
  }

  private void value(Object value, String path, String name, Shape shape) {
    if (!document.isSet(path)) {
      return;
    }
    if (!Forms.takes(shape, value)) {
      problems.add(document.place(path), Forms.refusal(name, shape, value));
    } else if (shape instanceof Shape.Either either) {
      value(value, path, name, Forms.choose(either, value));
    } else if (shape instanceof Shape.Items items) {
      items(value, path, name, items);
    } else if (value instanceof ComponentConfig section) {
      nested(section, path, shape);
    } else {
      scalars.check(value.toString(), path, name, shape);
    }
  }

  private void items(Object value, String path, String name, Shape.Items items) {
    if (!(value instanceof List<?> list)) {
      value(value, path, name, items.item());
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      value(list.get(i), path + "[" + i + "]", name + "[" + i + "]", items.item());
    }
  }

  private void nested(ComponentConfig section, String path, Shape shape) {
    if (shape instanceof Shape.Section known) {
      section(section, path, known.options());
    } else if (shape instanceof Shape.Table table) {
      section
          .values()
          .forEach((name, value) -> value(value, join(path, name), name, table.value()));
    } else if (shape instanceof Shape.Component component) {
      section(section, path, component.common().plus(own(section, path, component.kind())));
    }
  }

  /** What the provider says; everything is taken where it cannot be known. */
  private Options own(ComponentConfig section, String path, String kind) {
    var named = document.text(join(path, "type"));
    var type = named.or(() -> typeOfConnection(section, kind));
    if (type.isEmpty()) {
      return Options.open();
    }
    var own = connectors.of(kind, type.get());
    if (own.isEmpty()
        && named.isPresent()
        && document.isSet(join(path, "type"))
        && !type.get().equals("local")) {
      refuseType(type.get(), join(path, "type"), kind);
    }
    return own.orElseGet(Options::open);
  }

  private void refuseType(String type, String path, String kind) {
    if (connectors.complete(kind)) {
      problems.add(
          document.place(path),
          "there is no "
              + kind
              + " of type '"
              + type
              + "'"
              + Nearest.hint(type, connectors.of(kind).keySet()));
    }
  }

  private Optional<String> typeOfConnection(ComponentConfig section, String kind) {
    return Connectors.typeOfConnection(kind)
            && section.values().get("connection") instanceof String connection
        ? document.text(join(join("connections", connection), "type"))
        : Optional.empty();
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
