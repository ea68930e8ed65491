package dev.syncline.core.discovery;

import dev.syncline.api.catalog.Entity;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fills the template of a destination for one entity. */
final class Filling {
  private final String catalog;
  private final Entity entity;

  Filling(String catalog, Entity entity) {
    this.catalog = catalog;
    this.entity = entity;
  }

  DestinationSpec fill(DestinationSpec template) {
    return new DestinationSpec(template.type(), fill(template.config()), template.local());
  }

  private ComponentConfig fill(ComponentConfig section) {
    var filled = new LinkedHashMap<String, Object>();
    section
        .values()
        .forEach((name, value) -> value(value).ifPresent(full -> filled.put(name, full)));
    return ComponentConfig.of(filled);
  }

  private Optional<Object> value(Object value) {
    if (value instanceof ComponentConfig section) {
      return Optional.of(fill(section));
    }
    if (value instanceof List<?> list) {
      var items = new ArrayList<Object>();
      list.forEach(item -> value(item).ifPresent(items::add));
      return Optional.of(items);
    }
    return value instanceof String text ? text(text) : Optional.of(value);
  }

  private Optional<Object> text(String text) {
    if (text.equals("{key}")) {
      return Optional.of(entity.key());
    }
    if (text.equals("{cursor}")) {
      return entity.source().cursor().map(field -> field);
    }
    String path =
        entity.key().stream().map(field -> "{" + field + "}").collect(Collectors.joining("/"));
    return Optional.of(
        text.replace("{catalog}", catalog)
            .replace("{entity}", entity.name())
            .replace("{key}", path));
  }
}
