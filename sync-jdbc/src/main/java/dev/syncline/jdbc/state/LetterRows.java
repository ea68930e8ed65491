package dev.syncline.jdbc.state;

import dev.syncline.api.Stage;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is asked of the dead letters of one sync. */
final class LetterRows {
  private static final DeadLetterTable TABLE = new DeadLetterTable();

  private final Connection connection;
  private final long sync;

  LetterRows(Connection connection, long sync) {
    this.connection = connection;
    this.sync = sync;
  }

  /** Letters in the order of their ids. */
  List<DeadLetter> page(LetterSelection selection, Optional<KeyHash> after, int max)
      throws SQLException {
    var rows = new EntryRows<>(connection, TABLE, sync);
    if (selection instanceof LetterSelection.One one) {
      return rows.page(after, max, " AND key_hash = ?", row -> row.hash(one.id()));
    } else if (selection instanceof LetterSelection.ByFingerprint of) {
      return rows.page(after, max, " AND fingerprint = ?", row -> row.prose(of.fingerprint()));
    }
    return rows.page(after, max);
  }

  /** One line for each fingerprint. */
  List<LetterGroup> groups(int max) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT fingerprint, MIN(stage), MIN(error_type), MIN(message), COUNT(*),"
                + " SUM(CASE WHEN status = ? THEN 1 ELSE 0 END), MIN(first_seen), MAX(last_seen)"
                + " FROM syncline_dead_letter WHERE sync_id = ?"
                + " GROUP BY fingerprint ORDER BY COUNT(*) DESC, fingerprint LIMIT "
                + Math.max(0, max))) {
      new RowWriter(statement).text(DeadLetterTable.OPEN).number(sync);
      return RowReader.all(
          statement,
          row ->
              new LetterGroup(
                  row.text(),
                  row.name(Stage.class),
                  row.text(),
                  row.text(),
                  row.number(),
                  row.number(),
                  row.instant(),
                  row.instant()));
    }
  }

  /** How many letters somebody has decided about. */
  long decided() throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM syncline_dead_letter WHERE sync_id = ? AND status <> ?")) {
      new RowWriter(statement).number(sync).text(DeadLetterTable.OPEN);
      return RowReader.all(statement, RowReader::number).get(0);
    }
  }
}
