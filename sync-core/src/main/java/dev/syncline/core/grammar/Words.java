package dev.syncline.core.grammar;

import dev.syncline.api.config.Shape;
import java.util.List;
import java.util.Locale;
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

  static String spelled(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
