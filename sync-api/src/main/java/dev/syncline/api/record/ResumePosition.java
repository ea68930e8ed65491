package dev.syncline.api.record;

import java.util.Objects;

/**
 * A safe place to stop and to go on inside one scan. It is not the cursor: it means nothing to
 * another scan.
 *
 * @param token the place, in a text that only its extractor reads
 */
public record ResumePosition(String token) {

  /** Refuses a missing token. */
  public ResumePosition {
    Objects.requireNonNull(token, "token");
  }
}
