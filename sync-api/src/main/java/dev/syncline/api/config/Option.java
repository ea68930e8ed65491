package dev.syncline.api.config;

import java.util.Objects;
import java.util.Optional;

/**
 * One name that may stand in a section.
 *
 * @param name as configurations spell it
 * @param shape what its value looks like
 * @param required whether it must be there
 * @param fallback what holds without it, as configurations would spell it
 * @param meaning what it says, in one line without a full stop; it completes "'name' is missing: "
 */
public record Option(
    String name, Shape shape, boolean required, Optional<String> fallback, String meaning) {

  /** Refuses missing parts. */
  public Option {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(fallback, "fallback");
    Objects.requireNonNull(meaning, "meaning");
  }

  /** One that may be left out. */
  public static Option of(String name, Shape shape, String meaning) {
    return new Option(name, shape, false, Optional.empty(), meaning);
  }

  /** One that must be there. */
  public static Option required(String name, Shape shape, String meaning) {
    return new Option(name, shape, true, Optional.empty(), meaning);
  }

  /** One with a value that holds without it. */
  public static Option of(String name, Shape shape, Object fallback, String meaning) {
    return new Option(name, shape, false, Optional.of(fallback.toString()), meaning);
  }
}
