package dev.syncline.jdbc.state;

import dev.syncline.api.Change;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.Intent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;

/** The table {@code syncline_intent}. */
final class Intents {
  static final String NAME = "syncline_intent";

  private static final String COLUMNS =
      "key_hash, rec_key, change_type, data_hash, vals, attempt, run_id, journalled_at";

  private final Connection connection;
  private final long sync;

  Intents(Connection connection, long sync) {
    this.connection = connection;
    this.sync = sync;
  }

  /** Writes intents down; a newer one of the same key replaces the older and stands last. */
  void journal(List<Intent> intents) throws SQLException {
    var latest = new LinkedHashMap<KeyHash, Intent>();
    for (Intent intent : intents) {
      latest.remove(intent.keyHash());
      latest.put(intent.keyHash(), intent);
    }
    var rows = new KeyedRows(connection, NAME, sync);
    rows.delete(latest.keySet());
    long[] seq = {rows.nextSeq()};
    rows.batch(
        "INSERT INTO syncline_intent (sync_id, seq, "
            + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        latest.values(),
        (statement, intent) ->
            write(intent, new RowWriter(statement).number(sync).number(seq[0]++)));
  }

  private static void write(Intent intent, RowWriter row) throws SQLException {
    row.hash(intent.keyHash())
        .text(intent.key())
        .name(intent.change())
        .bytes(intent.dataHash().toBytes())
        .text(intent.values())
        .number(intent.attempt())
        .text(intent.runId())
        .instant(intent.journalledAt());
  }

  /** What no checkpoint has resolved, oldest first. */
  List<Intent> open() throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM syncline_intent WHERE sync_id = ? ORDER BY seq")) {
      statement.setLong(1, sync);
      return RowReader.all(statement, Intents::read);
    }
  }

  private static Intent read(RowReader row) throws SQLException {
    return new Intent(
        row.hash(),
        row.text(),
        row.name(Change.class),
        DataHash.of(row.bytes()),
        row.optionalText(),
        row.integer(),
        row.text(),
        row.instant());
  }
}
