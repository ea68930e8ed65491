package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Option;
import dev.syncline.api.config.Shape;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a value is a section, a list or a single value, and which of them a shape takes. */
final class Forms {
  private Forms() {}

  static boolean takes(Shape shape, Object value) {
    if (shape instanceof Shape.Either either) {
      return either.shapes().stream().anyMatch(one -> takes(one, value));
    }
    if (shape instanceof Shape.Items items) {
      return value instanceof List || (items.single() && takes(items.item(), value));
    }
    boolean section = value instanceof ComponentConfig;
    return isSection(shape) ? section : !section && !(value instanceof List);
  }

  /** The one that the value is meant to be. */
  static Shape choose(Shape.Either either, Object value) {
    var taking = either.shapes().stream().filter(one -> takes(one, value)).toList();
    return taking.stream()
        .filter(one -> hasRequired(one, value))
        .findFirst()
        .orElse(taking.get(taking.size() - 1));
  }

  private static boolean hasRequired(Shape shape, Object value) {
    return !(shape instanceof Shape.Section known)
        || (value instanceof ComponentConfig section
            && known.options().all().stream()
                .filter(Option::required)
                .allMatch(option -> section.has(option.name())));
  }

  private static boolean isSection(Shape shape) {
    return shape instanceof Shape.Section
        || shape instanceof Shape.Table
        || shape instanceof Shape.Component;
  }

  /** Says what the value must be, and what it is. */
  static String refusal(String name, Shape shape, Object value) {
    String given =
        value instanceof ComponentConfig
            ? "a section"
            : value instanceof List ? "a list" : "'" + value + "'";
    return "'" + name + "' must be " + expected(shape) + ", not " + given;
  }

  private static String expected(Shape shape) {
    if (shape instanceof Shape.Either either) {
      return either.shapes().stream()
          .map(Forms::expected)
          .distinct()
          .collect(Collectors.joining(" or "));
    }
    if (shape instanceof Shape.Items items) {
      return items.single() ? expected(items.item()) + " or a list" : listOf(items.item());
    }
    if (isSection(shape)) {
      return "a section of names and values";
    }
    return shape instanceof Shape.Literal ? "a single value" : ScalarCheck.expected(shape);
  }

  private static String listOf(Shape item) {
    return isSection(item) ? "a list of sections" : "a list";
  }
}
