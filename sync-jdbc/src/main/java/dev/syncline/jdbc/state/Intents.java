package dev.syncline.jdbc.state;

import dev.syncline.api.Change;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.Intent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The table {@code syncline_intent}. What is journalled together is one row, with a line of text
 * for each intent: it is written before every batch that is sent, and gone at the next checkpoint.
 * A key stands in one row only.
 *
 * <p>Belongs to one session, which alone writes intents of its sync. Not safe for use by several
 * threads, except {@link #open}.
 */
final class Intents {
  private static final int PARTS = 6;
  private static final int SHORT_HASH = 16;
  private static final int USUAL_LINE = 160;

  /** So many intents at most are one row: longer texts cost more than more rows. */
  private static final int MOST_TOGETHER = 1_000;

  private static final HexFormat HEX = HexFormat.of();

  private final long sync;

  /** In which row a key stands; empty until the first write. */
  private Optional<Map<KeyHash, Long>> rowOf = Optional.empty();

  private long lastSeq;

  Intents(long sync) {
    this.sync = sync;
  }

  /** Writes intents down; a newer one of the same key replaces the older and stands last. */
  void journal(Connection connection, List<Intent> intents) throws SQLException {
    Map<KeyHash, Long> rows = rows(connection);
    var latest = new LinkedHashMap<KeyHash, Intent>();
    for (Intent intent : intents) {
      latest.remove(intent.keyHash());
      latest.put(intent.keyHash(), intent);
    }
    resolve(connection, latest.keySet());
    try (var statement =
        connection.prepareStatement(
            "INSERT INTO syncline_intent (sync_id, seq, run_id, attempt, journalled_at, intents)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      for (List<Intent> together : together(latest.values())) {
        Intent first = together.get(0);
        long seq = ++lastSeq;
        new RowWriter(statement)
            .number(sync)
            .number(seq)
            .text(first.runId())
            .number(first.attempt())
            .instant(first.journalledAt())
            .text(lines(together));
        statement.executeUpdate();
        together.forEach(intent -> rows.put(intent.keyHash(), seq));
      }
    }
  }

  /** Some intents in their order that have run, attempt and time in common. */
  private static List<List<Intent>> together(Collection<Intent> intents) {
    var groups = new ArrayList<List<Intent>>();
    Intent before = null;
    for (Intent intent : intents) {
      boolean same =
          before != null
              && groups.get(groups.size() - 1).size() < MOST_TOGETHER
              && before.runId().equals(intent.runId())
              && before.attempt() == intent.attempt()
              && before.journalledAt().equals(intent.journalledAt());
      if (!same) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(intent);
      before = intent;
    }
    return groups;
  }

  /** Takes the intents of these keys away. */
  void resolve(Connection connection, Collection<KeyHash> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    Map<KeyHash, Long> rows = rows(connection);
    var resolved = new TreeMap<Long, Long>();
    for (KeyHash key : keys) {
      Long seq = rows.remove(key);
      if (seq != null) {
        resolved.merge(seq, 1L, Long::sum);
      }
    }
    if (resolved.isEmpty()) {
      return;
    }
    Set<Long> left =
        rows.isEmpty()
            ? Set.of()
            : rows.values().stream().filter(resolved::containsKey).collect(Collectors.toSet());
    try (var delete =
        connection.prepareStatement("DELETE FROM syncline_intent WHERE sync_id = ? AND seq = ?")) {
      for (long seq : resolved.keySet()) {
        if (left.contains(seq)) {
          shorten(connection, seq, rows);
        } else {
          delete.setLong(1, sync);
          delete.setLong(2, seq);
          delete.executeUpdate();
        }
      }
    }
  }

  /** Some intents of a row are resolved, the others stay. */
  private void shorten(Connection connection, long seq, Map<KeyHash, Long> rows)
      throws SQLException {
    List<Intent> kept =
        read(connection, "sync_id = ? AND seq = ?", seq).stream()
            .filter(intent -> Long.valueOf(seq).equals(rows.get(intent.keyHash())))
            .toList();
    try (var statement =
        connection.prepareStatement(
            "UPDATE syncline_intent SET intents = ? WHERE sync_id = ? AND seq = ?")) {
      statement.setString(1, lines(kept));
      statement.setLong(2, sync);
      statement.setLong(3, seq);
      statement.executeUpdate();
    }
  }

  /** After a transaction that failed, the table tells where the keys stand. */
  void forget() {
    rowOf = Optional.empty();
  }

  private Map<KeyHash, Long> rows(Connection connection) throws SQLException {
    if (rowOf.isPresent()) {
      return rowOf.get();
    }
    var rows = new HashMap<KeyHash, Long>();
    lastSeq = 0;
    try (var statement =
        connection.prepareStatement("SELECT seq, intents FROM syncline_intent WHERE sync_id = ?")) {
      statement.setLong(1, sync);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          long seq = row.getLong(1);
          lastSeq = Math.max(lastSeq, seq);
          for (List<String> parts : Lines.splitParts(row.getString(2), PARTS)) {
            rows.put(KeyHash.parse(parts.get(0)), seq);
          }
        }
      }
    }
    rowOf = Optional.of(rows);
    return rows;
  }

  /** What no checkpoint has resolved, oldest first. */
  List<Intent> open(Connection connection) throws SQLException {
    return read(connection, "sync_id = ? AND seq > ?", -1);
  }

  private List<Intent> read(Connection connection, String where, long seq) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT run_id, attempt, journalled_at, intents FROM syncline_intent WHERE "
                + where
                + " ORDER BY seq")) {
      statement.setLong(1, sync);
      statement.setLong(2, seq);
      return RowReader.all(statement, Intents::read).stream().flatMap(List::stream).toList();
    }
  }

  private static List<Intent> read(RowReader row) throws SQLException {
    String run = row.text();
    int attempt = row.integer();
    var time = row.instant();
    var intents = new ArrayList<Intent>();
    for (List<String> parts : Lines.splitParts(row.text(), PARTS)) {
      intents.add(
          new Intent(
              KeyHash.parse(parts.get(0)),
              parts.get(3),
              Change.valueOf(parts.get(1)),
              DataHash.of(HexFormat.of().parseHex(parts.get(2))),
              parts.get(4).isEmpty() ? Optional.empty() : Optional.of(parts.get(4).substring(1)),
              KeyHashes.fromBytes(HexFormat.of().parseHex(parts.get(5))),
              attempt,
              run,
              time));
    }
    return intents;
  }

  /** Values that are there have a mark before them, since they may be an empty text. */
  private static String lines(List<Intent> intents) {
    var text = new StringBuilder(intents.size() * USUAL_LINE);
    for (Intent intent : intents) {
      append(text, intent.keyHash().high(), intent.keyHash().low());
      text.append('\t').append(intent.change().name()).append('\t');
      DataHash hash = intent.dataHash();
      if (hash.size() == SHORT_HASH) {
        append(text, hash.high(), hash.low());
      } else {
        text.append(hash);
      }
      text.append('\t');
      Lines.escape(intent.key(), text);
      text.append('\t');
      if (intent.values().isPresent()) {
        text.append('=');
        Lines.escape(intent.values().get(), text);
      }
      text.append('\t');
      if (!intent.parents().isEmpty()) {
        text.append(HexFormat.of().formatHex(intent.parents().toBytes()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, long high, long low) {
    for (int shift = Long.SIZE - 8; shift >= 0; shift -= 8) {
      HEX.toHexDigits(text, (byte) (high >>> shift));
    }
    for (int shift = Long.SIZE - 8; shift >= 0; shift -= 8) {
      HEX.toHexDigits(text, (byte) (low >>> shift));
    }
  }
}
