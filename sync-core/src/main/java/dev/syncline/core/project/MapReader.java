package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.LogicalType;
import dev.syncline.core.definition.FieldMapping;
import dev.syncline.core.definition.FieldMapping.Computed;
import dev.syncline.core.definition.FieldMapping.LookedUp;
import dev.syncline.core.definition.FieldMapping.LookedUp.Missing;
import dev.syncline.core.definition.FieldMapping.Templated.OnNull;
import dev.syncline.core.definition.Filter;
import dev.syncline.core.definition.Filter.OnLeave;
import dev.syncline.core.definition.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads {@code map}, from source fields to mapped fields, and {@code constants}, {@code templates}
 * and {@code compute}, from mapped fields to what they hold. As a list, {@code map} takes
 * everything in any order: names of fields, {@code {field: a, to: b}}, {@code {constant: 1, to:
 * b}}, {@code {template: "{a}", to: b}} and {@code {compute: a + 1, to: b}}.
 */
final class MapReader {
  private final RuleReader rules;
  private final Sections sections;
  private final Map<String, Integer> lines = new HashMap<>();

  MapReader(RuleReader rules) {
    this.rules = rules;
    this.sections = rules.sections();
  }

  void read(ComponentConfig sync, Mapping.Builder out) {
    if (sync.values().get("map") instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        Object item = items.get(i);
        String name = "map[" + i + "]";
        rules.rule(sync, name, () -> listed(sync, name, item, out));
      }
      return;
    }
    var map = sync.section("map");
    for (String field : map.values().keySet()) {
      rules.rule(map, field, () -> field(map, field, out));
    }
  }

  void readConstants(ComponentConfig sync, Mapping.Builder out) {
    var constants = sync.section("constants");
    for (String target : constants.values().keySet()) {
      rules.rule(
          constants,
          target,
          () -> {
            once(constants, target, target);
            out.constant(target, sections.literal(constants, target));
          });
    }
  }

  void readTemplates(ComponentConfig sync, Mapping.Builder out) {
    var templates = sync.section("templates");
    for (String target : templates.values().keySet()) {
      rules.rule(
          templates,
          target,
          () -> {
            once(templates, target, target);
            if (templates.values().get(target) instanceof ComponentConfig form) {
              template(form, target, out);
            } else {
              out.template(target, templates.string(target));
            }
          });
    }
  }

  void readComputed(ComponentConfig sync, Mapping.Builder out) {
    var computed = sync.section("compute");
    for (String target : computed.values().keySet()) {
      rules.rule(
          computed,
          target,
          () -> {
            once(computed, target, target);
            if (computed.values().get(target) instanceof ComponentConfig form) {
              out.add(new Computed(form.string("expression"), target, type(form)));
            } else {
              out.compute(target, computed.string(target));
            }
          });
    }
  }

  void readFilter(ComponentConfig sync, Mapping.Builder out) {
    var filter = sync.section("filter");
    expressions(filter, "keep", out::keep);
    expressions(filter, "drop", out::drop);
    if (!filter.has("keep") && !filter.has("drop")) {
      throw filter.error("keep", "a filter needs 'keep' or 'drop'");
    }
    out.onLeave(filter.oneOf("onLeave", OnLeave.class, OnLeave.KEEP));
  }

  /** Each is read by itself, so that an error stands where it is. */
  private void expressions(ComponentConfig filter, String name, Consumer<String> add) {
    var texts = filter.strings(name);
    boolean listed = filter.values().get(name) instanceof List;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      rules.rule(
          filter,
          listed ? name + "[" + i + "]" : name,
          () -> {
            var alone = new Filter(List.of(text), List.of(), OnLeave.KEEP);
            add.accept(alone.keep().get(0));
          });
    }
  }

  private void template(ComponentConfig form, String target, Mapping.Builder out) {
    out.template(
        target, form.string("template"), form.oneOf("onNull", OnNull.class, OnNull.REJECT));
  }

  private static Optional<LogicalType> type(ComponentConfig form) {
    return form.has("type")
        ? Optional.of(form.oneOf("type", LogicalType.class, LogicalType.STRING))
        : Optional.empty();
  }

  private void field(ComponentConfig map, String field, Mapping.Builder out) {
    Object value = map.values().get(field);
    if (value instanceof List<?> targets) {
      if (targets.isEmpty()) {
        throw map.error(field, "'" + field + "' names no mapped field; name at least one");
      }
      for (int i = 0; i < targets.size(); i++) {
        String name = field + "[" + i + "]";
        Object target = targets.get(i);
        rules.rule(map, name, () -> one(map, name, field, target, out));
      }
    } else if (value != null) {
      one(map, field, field, value, out);
    }
  }

  private void one(
      ComponentConfig map, String name, String field, Object target, Mapping.Builder out) {
    if (target instanceof ComponentConfig form) {
      mapped(form, List.of(field), out);
    } else if (target instanceof List) {
      throw map.error(name, "a mapped field must be a text or a section, not a list");
    } else {
      once(map, name, target.toString());
      out.field(field, target.toString());
    }
  }

  private void listed(ComponentConfig sync, String name, Object item, Mapping.Builder out) {
    if (item instanceof ComponentConfig form) {
      made(form, out);
    } else if (item instanceof List) {
      throw sync.error(name, "an item of 'map' must be a text or a section, not a list");
    } else {
      once(sync, name, item.toString());
      out.field(item.toString(), item.toString());
    }
  }

  /** An item of a list: what it is made of, and where it goes. */
  private void made(ComponentConfig form, Mapping.Builder out) {
    if (form.has("constant")) {
      once(form, "to", form.string("to"));
      out.constant(form.string("to"), sections.literal(form, "constant"));
    } else if (form.has("template")) {
      once(form, "to", form.string("to"));
      template(form, form.string("to"), out);
    } else if (form.has("compute")) {
      once(form, "to", form.string("to"));
      out.add(new Computed(form.string("compute"), form.string("to"), type(form)));
    } else {
      var fields = form.strings("field");
      if (fields.isEmpty()) {
        throw form.error("field", "a 'field', 'constant', 'template' or 'compute' is missing");
      }
      mapped(form, fields, out);
    }
  }

  private void mapped(ComponentConfig form, List<String> fields, Mapping.Builder out) {
    String field = fields.get(0);
    if (fields.size() > 1 && !form.has("lookup")) {
      throw form.error("field", "only a lookup takes several fields");
    }
    String target = form.optionalString("to").orElse(field);
    alone(form, "lookup", "values");
    alone(form, "values", "type");
    for (String name : List.of("value", "missing")) {
      needs(form, name, "lookup");
    }
    if (!form.has("lookup")) {
      needs(form, "otherwise", "values");
    }
    once(form, "to", target);
    if (form.has("lookup")) {
      lookedUp(form, fields, target, out);
    } else if (form.has("values")) {
      out.add(
          new FieldMapping.Choice(
              field, target, sections.table(form.section("values")), otherwise(form)));
    } else {
      type(form)
          .ifPresentOrElse(type -> out.field(field, target, type), () -> out.field(field, target));
    }
  }

  private void lookedUp(
      ComponentConfig form, List<String> fields, String target, Mapping.Builder out) {
    if (!form.has("value")) {
      throw form.error("value", "'value' is missing; name the column of the lookup to take");
    }
    Optional<Object> otherwise = otherwise(form);
    out.add(
        new LookedUp(
            form.string("lookup"),
            fields,
            form.string("value"),
            target,
            type(form),
            form.oneOf(
                "missing", Missing.class, otherwise.isEmpty() ? Missing.REJECT : Missing.DEFAULT),
            otherwise));
  }

  private Optional<Object> otherwise(ComponentConfig form) {
    return form.has("otherwise")
        ? Optional.of(sections.literal(form, "otherwise"))
        : Optional.empty();
  }

  private static void needs(ComponentConfig form, String name, String other) {
    if (form.has(name) && !form.has(other)) {
      throw form.error(name, "'" + name + "' needs '" + other + "' that it completes");
    }
  }

  private static void alone(ComponentConfig form, String name, String other) {
    if (form.has(name) && form.has(other)) {
      throw form.error(other, "'" + other + "' does not go with '" + name + "'");
    }
  }

  /** Refuses a second source for a mapped field where it stands. */
  private void once(ComponentConfig section, String name, String target) {
    int line = section.locationOf(name).line();
    Integer first = lines.putIfAbsent(target, line);
    if (first != null) {
      throw section.error(
          name, "'" + target + "' is mapped already, in line " + first + "; name another field");
    }
  }
}
