package dev.syncline.core.grammar;

import dev.syncline.api.config.Option;
import dev.syncline.api.config.Options;
import dev.syncline.api.config.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the reference of project files as a page: one table for every section. */
final class ReferencePage {
  private final Connectors connectors;
  private final StringBuilder page = new StringBuilder();
  private final Set<Options> written = new LinkedHashSet<>();

  ReferencePage(Connectors connectors) {
    this.connectors = connectors;
  }

  String write() {
    page.append(
        """
        # All names of a project file

        Written by the build from what the loader checks by; not by hand. The guide is [yaml.md](yaml.md). A name in **bold** must
        be there. *text* is any text, a number or a truth value as it prints; *value* is a text, a number or a truth value whose
        type matters; *duration* is `500ms`, `30s`, `5m`, `2h`, `7d` or ISO 8601. Words are taken in any case.
        """);
    section("The file", ProjectGrammar.PROJECT);
    return page.toString();
  }

  private void section(String title, Options options) {
    if (options.all().isEmpty() || !written.add(options)) {
      return;
    }
    page.append("\n## ").append(title).append("\n\n");
    page.append("| Name | Value | Default | Meaning |\n|---|---|---|---|\n");
    for (Option option : options.all()) {
      page.append("| ")
          .append(option.required() ? "**`" + option.name() + "`**" : "`" + option.name() + "`")
          .append(" | ")
          .append(value(option.shape()))
          .append(" | ")
          .append(option.fallback().map(ReferencePage::cell).orElse(""))
          .append(" | ")
          .append(cell(option.meaning()))
          .append(" |\n");
    }
    boolean file = options.equals(ProjectGrammar.PROJECT);
    for (Option option : options.all()) {
      String inner = file ? option.name() : title + "." + option.name();
      nested(inner, option.shape());
    }
  }

  private void nested(String title, Shape shape) {
    if (shape instanceof Shape.Section section) {
      section(title, section.options());
    } else if (shape instanceof Shape.Table table) {
      nested(title + ".*", table.value());
    } else if (shape instanceof Shape.Items items) {
      nested(title + "[]", items.item());
    } else if (shape instanceof Shape.Either either) {
      either.shapes().forEach(one -> nested(title, one));
    } else if (shape instanceof Shape.Component component) {
      component(title, component);
    }
  }

  private void component(String title, Shape.Component component) {
    var types = connectors.of(component.kind());
    if (types.isEmpty() || types.values().stream().anyMatch(Options::isOpen)) {
      section(title, component.common());
    }
    types.forEach((type, own) -> section(title + " of type " + type, component.common().plus(own)));
  }

  private static String value(Shape shape) {
    if (shape instanceof Shape.Words words) {
      return words.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(" "));
    } else if (shape instanceof Shape.Whole whole) {
      return range("whole number", whole.least(), whole.most());
    } else if (shape instanceof Shape.Decimal number && !Double.isInfinite(number.most())) {
      return range("number", (long) number.least(), (long) number.most());
    } else if (shape instanceof Shape.Table table) {
      return "by " + table.names() + ": " + value(table.value());
    } else if (shape instanceof Shape.Items items) {
      return items.single()
          ? value(items.item()) + ", or a list"
          : "a list: " + value(items.item());
    } else if (shape instanceof Shape.Either either) {
      var each = new ArrayList<>(either.shapes().stream().map(ReferencePage::value).toList());
      return each.stream().distinct().collect(Collectors.joining("; or "));
    }
    return plain(shape);
  }

  private static String plain(Shape shape) {
    if (shape instanceof Shape.Text) {
      return "text";
    } else if (shape instanceof Shape.Literal) {
      return "value";
    } else if (shape instanceof Shape.Truth) {
      return "`true` `false`";
    } else if (shape instanceof Shape.TimeSpan) {
      return "duration";
    } else if (shape instanceof Shape.Bytes) {
      return "bytes, such as `8 MiB`";
    }
    return shape instanceof Shape.Decimal ? "number" : "section";
  }

  private static String range(String what, long least, long most) {
    var bounds = new ArrayList<String>(List.of(what));
    if (least > Integer.MIN_VALUE) {
      bounds.add("from " + least);
    }
    if (most < Integer.MAX_VALUE) {
      bounds.add("to " + most);
    }
    return String.join(" ", bounds);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
