package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.RecordState;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table {@code syncline_link}: for each parent, the records of one child sync below it. It
 * follows the record states, so it must hear of a change before they do.
 */
final class LinkRows {
  private static final String NAME = "syncline_link";

  private final Connection connection;
  private final Dialect dialect;
  private final long sync;
  private final KeyedRows rows;

  LinkRows(Connection connection, Dialect dialect, long sync) {
    this.connection = connection;
    this.dialect = dialect;
    this.sync = sync;
    this.rows = new KeyedRows(connection, NAME, sync);
  }

  /**
   * These records are about to be removed, and then these states written; of several of one key,
   * the last counts.
   */
  void write(Collection<KeyHash> removed, List<RecordState> states) throws SQLException {
    var after = new LinkedHashMap<KeyHash, KeyHashes>();
    removed.forEach(key -> after.put(key, KeyHashes.EMPTY));
    states.forEach(state -> after.put(state.keyHash(), state.parents()));
    change(stored(after.keySet()), after);
  }

  private Map<KeyHash, KeyHashes> stored(Collection<KeyHash> keys) throws SQLException {
    var stored = new LinkedHashMap<KeyHash, KeyHashes>();
    RecordStates.point(connection, dialect, sync, KeyHashes.of(keys))
        .forEach((key, state) -> stored.put(key, state.parents()));
    return stored;
  }

  /** Most updates leave the parents as they were, and write nothing here. */
  private void change(Map<KeyHash, KeyHashes> before, Map<KeyHash, KeyHashes> after)
      throws SQLException {
    Set<Link> gone = links(before);
    Set<Link> there = links(after);
    var deleted = new ArrayList<>(gone);
    deleted.removeAll(there);
    var added = new ArrayList<>(there);
    added.removeAll(gone);
    rows.batch(
        "DELETE FROM "
            + NAME
            + " WHERE sync_id = ? AND parent_hash = ? AND link = ?"
            + " AND key_hash = ?",
        deleted,
        Link::bind);
    rows.batch(
        "INSERT INTO " + NAME + " (sync_id, parent_hash, link, key_hash) VALUES (?, ?, ?, ?)",
        added,
        Link::bind);
  }

  private static Set<Link> links(Map<KeyHash, KeyHashes> parents) {
    var links = new HashSet<Link>();
    parents.forEach(
        (child, of) -> {
          for (int i = 0; i < of.size(); i++) {
            if (!of.get(i).equals(RecordState.NO_PARENT)) {
              links.add(new Link(of.get(i), i, child));
            }
          }
        });
    return links;
  }

  /**
   * Hands on those of the parents that have a child, with the number of the parent field.
   *
   * @param itself whether a record that is its own parent counts as its child
   */
  void parents(KeyHashes parents, boolean itself, Taker taker) throws SQLException {
    var query =
        new KeyQuery(
            "SELECT DISTINCT parent_hash, link FROM "
                + NAME
                + " WHERE sync_id = ?"
                + (itself ? "" : " AND parent_hash <> key_hash"),
            Optional.empty(),
            "parent_hash",
            "");
    rows.select(
        dialect, query, parents, row -> taker.take(Hashes.of(row.getBytes(1)), row.getInt(2)));
  }

  /** Takes a parent. */
  @FunctionalInterface
  interface Taker {
    void take(KeyHash parent, int link);
  }

  private record Link(KeyHash parent, int number, KeyHash child) {
    static void bind(PreparedStatement statement, Link link) throws SQLException {
      statement.setBytes(2, Hashes.bytes(link.parent));
      statement.setInt(3, link.number);
      statement.setBytes(4, Hashes.bytes(link.child));
    }
  }
}
