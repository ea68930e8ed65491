package dev.syncline.core.project;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.Nearest;
import dev.syncline.api.config.Shape;
import dev.syncline.api.error.ConfigurationException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks single values: numbers and their bounds, words, durations. */
final class ScalarCheck {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,40}");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?([0-9]{1,300}(\\.[0-9]{0,300})?|\\.[0-9]{1,300})([eE][+-]?[0-9]{1,3})?");

  private final YamlDocument document;
  private final Problems problems;

  ScalarCheck(YamlDocument document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  void check(String text, String path, String name, Shape shape) {
    refusal(text, name, shape).ifPresent(message -> problems.add(document.place(path), message));
  }

  private static Optional<String> refusal(String text, String name, Shape shape) {
    if (shape instanceof Shape.Whole whole) {
      return WHOLE.matcher(text).matches()
          ? outside(name, text, bound(whole.least()), bound(whole.most()))
          : wrong(name, shape, text);
    } else if (shape instanceof Shape.Decimal number) {
      return NUMBER.matcher(text).matches()
          ? outside(name, text, bound(number.least()), bound(number.most()))
          : wrong(name, shape, text);
    } else if (shape instanceof Shape.Truth) {
      return text.equals("true") || text.equals("false")
          ? Optional.empty()
          : wrong(name, shape, text);
    } else if (shape instanceof Shape.Words known) {
      return word(name, text, known);
    } else if (shape instanceof Shape.TimeSpan) {
      return read(name, () -> section(name, text).duration(name));
    } else if (shape instanceof Shape.Bytes) {
      return read(name, () -> Sections.bytes(section(name, text), name));
    }
    return Optional.empty();
  }

  private static Optional<String> wrong(String name, Shape shape, String text) {
    return Optional.of("'" + name + "' must be " + expected(shape) + ", not '" + text + "'");
  }

  static String expected(Shape shape) {
    if (shape instanceof Shape.Whole) {
      return "a whole number";
    } else if (shape instanceof Shape.Decimal) {
      return "a number";
    } else if (shape instanceof Shape.Truth) {
      return "true or false";
    } else if (shape instanceof Shape.Words words) {
      return "one of " + String.join(", ", words.words());
    } else if (shape instanceof Shape.TimeSpan) {
      return "a duration such as 30s, 5m, 2h or 7d";
    }
    return shape instanceof Shape.Bytes ? "a number of bytes such as 8 MiB" : "a text";
  }

  private static Optional<BigDecimal> bound(long bound) {
    return bound == Long.MIN_VALUE || bound == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(bound));
  }

  private static Optional<BigDecimal> bound(double bound) {
    return Double.isInfinite(bound)
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(bound).stripTrailingZeros());
  }

  private static Optional<String> outside(
      String name, String text, Optional<BigDecimal> least, Optional<BigDecimal> most) {
    var number = new BigDecimal(text);
    boolean small = least.filter(bound -> number.compareTo(bound) < 0).isPresent();
    boolean large = most.filter(bound -> number.compareTo(bound) > 0).isPresent();
    if (!small && !large) {
      return Optional.empty();
    }
    var between = new ArrayList<String>();
    least.ifPresent(bound -> between.add(bound.toPlainString()));
    most.ifPresent(bound -> between.add(bound.toPlainString()));
    boolean open = small && most.filter(ScalarCheck::isLargestInt).isPresent();
    String bounds =
        between.size() == 2 && !open
            ? "between " + String.join(" and ", between)
            : (small ? "at least " : "at most ") + between.get(0);
    return Optional.of("'" + name + "' must be " + bounds + ", not " + text);
  }

  /** To say that a number may be at most 2147483647 helps nobody. */
  private static boolean isLargestInt(BigDecimal most) {
    return most.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) == 0;
  }

  private static Optional<String> word(String name, String text, Shape.Words known) {
    String spelled = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return known.words().contains(spelled)
        ? Optional.empty()
        : Optional.of(
            "'" + name + "' cannot be '" + text + "'" + Nearest.hint(text, known.words()));
  }

  private static ComponentConfig section(String name, String text) {
    return ComponentConfig.of(Map.of(name, text));
  }

  /** As the reader reads it; its message without the place, which it does not know. */
  private static Optional<String> read(String name, Runnable read) {
    try {
      read.run();
      return Optional.empty();
    } catch (ConfigurationException e) {
      String message = String.valueOf(e.getMessage());
      return Optional.of(message.substring(name.length() + 2));
    }
  }
}
