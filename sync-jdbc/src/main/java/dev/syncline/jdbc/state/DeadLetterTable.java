package dev.syncline.jdbc.state;

import dev.syncline.api.Stage;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.DeadLetter;
import java.sql.SQLException;
import java.util.List;

/** The table {@code syncline_dead_letter}. */
final class DeadLetterTable implements EntryTable<DeadLetter> {
  static final String NAME = "syncline_dead_letter";

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
          "last_scan");

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
        .number(letter.lastScan());
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
        row.optionalNumber());
  }
}
