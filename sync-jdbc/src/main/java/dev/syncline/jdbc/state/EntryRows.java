package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The entries of one sync in an {@link EntryTable}. */
final class EntryRows<T> {
  private final Connection connection;
  private final EntryTable<T> table;
  private final long sync;
  private final KeyedRows rows;

  EntryRows(Connection connection, EntryTable<T> table, long sync) {
    this.connection = connection;
    this.table = table;
    this.sync = sync;
    this.rows = new KeyedRows(connection, table.name(), sync);
  }

  /** Writes entries, each in the place of the one with its key; of several, the last counts. */
  void put(List<T> entries) throws SQLException {
    var latest = new LinkedHashMap<KeyHash, T>();
    entries.forEach(entry -> latest.put(table.key(entry), entry));
    rows.delete(latest.keySet());
    insert(latest.values());
  }

  private void insert(Collection<T> entries) throws SQLException {
    rows.batch(
        table.insert(),
        entries,
        (statement, entry) -> table.write(entry, new RowWriter(statement).number(sync)));
  }

  List<T> find(Dialect dialect, KeyHashes keys) throws SQLException {
    var found = new ArrayList<T>();
    rows.select(
        dialect,
        KeyQuery.byKey(table.select()),
        keys,
        row -> found.add(RowReader.read(row, table::read)));
    return found;
  }

  /** Entries with one of these hashes in a column, in the order of their key hashes. */
  List<T> page(Dialect dialect, String column, KeyHashes hashes, Optional<KeyHash> after, int max)
      throws SQLException {
    var query =
        new KeyQuery(table.select(), after, column, " ORDER BY key_hash LIMIT " + Math.max(0, max));
    var found = new ArrayList<T>();
    rows.select(dialect, query, hashes, row -> found.add(RowReader.read(row, table::read)));
    found.sort(Comparator.comparing(table::key));
    return found.size() > max ? List.copyOf(found.subList(0, max)) : found;
  }

  /** Entries in the order of their key hashes. */
  List<T> page(Optional<KeyHash> after, int max) throws SQLException {
    return page(after, max, "", row -> row);
  }

  /**
   * Those entries that a condition holds for, in the order of their key hashes.
   *
   * @param condition begins with AND, and has one parameter or none
   * @param parameter binds it
   */
  List<T> page(Optional<KeyHash> after, int max, String condition, Parameter parameter)
      throws SQLException {
    String behind = after.isPresent() ? " AND key_hash > ?" : "";
    try (var statement =
        connection.prepareStatement(
            table.select() + condition + behind + " ORDER BY key_hash LIMIT " + Math.max(0, max))) {
      RowWriter row = parameter.bind(new RowWriter(statement).number(sync));
      if (after.isPresent()) {
        row.hash(after.get());
      }
      return RowReader.all(statement, table::read);
    }
  }

  @FunctionalInterface
  interface Parameter {
    RowWriter bind(RowWriter row) throws SQLException;
  }
}
