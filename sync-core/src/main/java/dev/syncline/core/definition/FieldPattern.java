package dev.syncline.core.definition;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of fields in which {@code *} stands for any text. */
public final class FieldPattern {
  private FieldPattern() {}

  /** Whether a name is a pattern. */
  public static boolean is(String name) {
    return name.indexOf('*') >= 0;
  }

  /** Whether a field has this name, or one that the pattern stands for. */
  public static boolean matches(String name, String field) {
    return is(name) ? regex(name).matcher(field).matches() : name.equals(field);
  }

  private static Pattern regex(String name) {
    return Pattern.compile(
        Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }
}
