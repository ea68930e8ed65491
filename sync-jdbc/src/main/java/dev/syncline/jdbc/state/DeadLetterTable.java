package dev.syncline.jdbc.state;

import dev.syncline.api.Stage;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterStatus;
import dev.syncline.api.state.LetterStatus.Discarded;
import dev.syncline.api.state.LetterStatus.Edited;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code syncline_dead_letter}. */
final class DeadLetterTable implements EntryTable<DeadLetter> {
  static final String NAME = "syncline_dead_letter";
  static final String OPEN = "OPEN";

  private static final List<String> COLUMNS =
      List.of(
          "key_hash",
          "rec_key",
          "raw_hash",
          "stage",
          "error_type",
          "message",
          "fingerprint",
          "raw",
          "normalized",
          "mapped",
          "attempts",
          "first_seen",
          "last_seen",
          "run_id",
          "first_scan",
          "last_scan",
          "masked",
          "status",
          "status_at",
          "edited",
          "done_at",
          "discard_reason");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public KeyHash key(DeadLetter letter) {
    return letter.id();
  }

  @Override
  public void write(DeadLetter letter, RowWriter row) throws SQLException {
    row.hash(letter.id())
        .text(letter.key())
        .text(letter.rawHash())
        .name(letter.stage())
        .prose(letter.errorType())
        .prose(letter.message())
        .prose(letter.fingerprint())
        .text(letter.raw())
        .text(letter.normalized())
        .text(letter.mapped())
        .number(letter.attempts())
        .instant(letter.firstSeen())
        .instant(letter.lastSeen())
        .text(letter.runId())
        .number(letter.firstScan())
        .number(letter.lastScan())
        .number(letter.masked() ? 1 : 0);
    write(letter.status(), row);
  }

  private static void write(LetterStatus status, RowWriter row) throws SQLException {
    if (status instanceof Edited edited) {
      row.text("EDITED")
          .instant(edited.editedAt())
          .text(edited.record())
          .instant(edited.doneAt())
          .text(Optional.empty());
    } else if (status instanceof Discarded discarded) {
      row.text("DISCARDED")
          .instant(discarded.discardedAt())
          .text(Optional.empty())
          .text(Optional.empty())
          .prose(discarded.reason());
    } else {
      row.text(OPEN)
          .text(Optional.empty())
          .text(Optional.empty())
          .text(Optional.empty())
          .text(Optional.empty());
    }
  }

  private static LetterStatus status(RowReader row) throws SQLException {
    String name = row.text();
    Optional<Instant> at = row.optionalInstant();
    Optional<String> edited = row.optionalText();
    Optional<Instant> doneAt = row.optionalInstant();
    Optional<String> reason = row.optionalText();
    return switch (name) {
      case OPEN -> LetterStatus.OPEN;
      case "EDITED" -> new Edited(required(edited), required(at), doneAt);
      case "DISCARDED" -> new Discarded(required(reason), required(at));
      default -> throw new IllegalArgumentException("no status of a dead letter: " + name);
    };
  }

  private static <T> T required(Optional<T> part) {
    return part.orElseThrow(
        () -> new IllegalArgumentException("a decision about a dead letter is not complete"));
  }

  @Override
  public DeadLetter read(RowReader row) throws SQLException {
    return new DeadLetter(
        row.hash(),
        row.optionalText(),
        row.text(),
        row.name(Stage.class),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.optionalText(),
        row.optionalText(),
        row.integer(),
        row.instant(),
        row.instant(),
        row.text(),
        row.optionalNumber(),
        row.optionalNumber(),
        row.integer() != 0,
        status(row));
  }
}
