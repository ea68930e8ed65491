package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.core.definition.FieldMapping;
import dev.syncline.core.definition.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code map}, from source fields to mapped fields, and {@code constants}. As a list, {@code
 * map} takes everything in any order: names of fields, {@code {field: a, to: b}} and {@code
 * {constant: 1, to: b}}.
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
      mapped(form, field, out);
    } else if (target instanceof List) {
      throw map.error(name, "a mapped field must be a text or a section, not a list");
    } else {
      once(map, name, target.toString());
      out.field(field, target.toString());
    }
  }

  private void listed(ComponentConfig sync, String name, Object item, Mapping.Builder out) {
    if (item instanceof ComponentConfig form) {
      if (form.has("constant")) {
        once(form, "to", form.string("to"));
        out.constant(form.string("to"), sections.literal(form, "constant"));
      } else {
        mapped(form, form.string("field"), out);
      }
    } else if (item instanceof List) {
      throw sync.error(name, "an item of 'map' must be a text or a section, not a list");
    } else {
      once(sync, name, item.toString());
      out.field(item.toString(), item.toString());
    }
  }

  private void mapped(ComponentConfig form, String field, Mapping.Builder out) {
    String target = form.optionalString("to").orElse(field);
    if (form.has("otherwise") && !form.has("values")) {
      throw form.error("otherwise", "'otherwise' needs 'values' that it completes");
    }
    once(form, "to", target);
    if (form.has("values")) {
      Optional<Object> otherwise =
          form.has("otherwise")
              ? Optional.of(sections.literal(form, "otherwise"))
              : Optional.empty();
      out.add(
          new FieldMapping.Choice(
              field, target, sections.table(form.section("values")), otherwise));
    } else {
      out.field(field, target);
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
