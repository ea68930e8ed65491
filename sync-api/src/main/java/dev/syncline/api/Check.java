package dev.syncline.api;

import java.util.Objects;

/**
 * The answer of a connection test.
 *
 * @param ok whether the component can do its work now
 * @param message one sentence for a person, without secrets
 */
public record Check(boolean ok, String message) {

  /** Refuses a missing message. */
  public Check {
    Objects.requireNonNull(message, "message");
  }

  /** A passed check. */
  public static Check passed(String message) {
    return new Check(true, message);
  }

  /** A failed check. */
  public static Check failed(String message) {
    return new Check(false, message);
  }
}
