package dev.syncline.api.record;

import java.util.Objects;

/**
 * Where the next incremental run starts: everything before it is accounted for.
 *
 * @param form the version of the token's format; an extractor refuses a form it does not know
 * @param token the position, in a text that only its extractor reads and compares
 */
public record Cursor(int form, String token) {

  /** Refuses a missing token. */
  public Cursor {
    Objects.requireNonNull(token, "token");
  }
}
