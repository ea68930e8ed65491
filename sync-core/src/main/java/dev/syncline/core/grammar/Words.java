package dev.syncline.core.grammar;

import dev.syncline.api.config.Shape;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How files spell the words of the definition. */
final class Words {
  private Words() {}

  static List<String> of(Class<? extends Enum<?>> words) {
    return Stream.of(words.getEnumConstants()).map(Words::spelled).toList();
  }

  static Shape shape(Class<? extends Enum<?>> words) {
    return new Shape.Words(of(words));
  }

  /** A regular expression of JSON Schema, which cannot be told to look away from the case. */
  static String inAnyCase(List<String> words) {
    return words.stream()
        .map(word -> word.chars().mapToObj(Words::inAnyCase).collect(Collectors.joining()))
        .collect(Collectors.joining("|", "^(", ")$"));
  }

  private static String inAnyCase(int character) {
    String lower = String.valueOf((char) character);
    if (lower.equals("-")) {
      return "[-_]";
    }
    String upper = lower.toUpperCase(Locale.ROOT);
    return upper.equals(lower) ? lower : "[" + lower + upper + "]";
  }

  static String spelled(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
