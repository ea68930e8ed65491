package dev.syncline.testkit.sync;

import dev.syncline.api.Stage;
import dev.syncline.api.state.DeadLetter;
import java.util.Objects;
import java.util.Optional;

/**
 * A row that was rejected, and the dead letter that the engine holds of it.
 *
 * @param key the business key, several values with {@code /} between them; empty if the row has
 *     none
 * @param stage the stage that rejected it
 * @param errorType the kind of error, such as {@code required}
 * @param message why
 * @param row the row, if it is one of those that were given last
 * @param letter the dead letter
 */
public record RejectedRow(
    Optional<String> key,
    Stage stage,
    String errorType,
    String message,
    Optional<TestRow> row,
    DeadLetter letter) {

  /** Refuses missing parts. */
  public RejectedRow {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(errorType, "errorType");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(row, "row");
    Objects.requireNonNull(letter, "letter");
  }

  @Override
  public String toString() {
    return key.map(value -> "row " + value).orElse("a row without a key")
        + " was rejected in "
        + stage
        + " ("
        + errorType
        + "): "
        + message
        + "; it is "
        + row.map(TestRow::toString).orElseGet(letter::raw);
  }
}
