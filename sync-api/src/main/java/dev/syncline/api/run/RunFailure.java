package dev.syncline.api.run;

import dev.syncline.api.Stage;
import java.util.Objects;

/**
 * Why a run failed.
 *
 * @param stage where
 * @param message one sentence, without secrets
 */
public record RunFailure(Stage stage, String message) {

  /** Refuses missing parts. */
  public RunFailure {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(message, "message");
  }
}
