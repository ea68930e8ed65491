package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** A table with one entry for a key of a sync, and how an entry stands in its columns. */
interface EntryTable<T> {

  String name();

  /** The columns behind {@code sync_id}; the first is {@code key_hash}. */
  List<String> columns();

  KeyHash key(T entry);

  /** Binds the columns. */
  void write(T entry, RowWriter row) throws SQLException;

  /** Reads the columns. */
  T read(RowReader row) throws SQLException;

  default String select() {
    return "SELECT " + String.join(", ", columns()) + " FROM " + name() + " WHERE sync_id = ?";
  }

  /** An insert whose first parameter is {@code sync_id}. */
  default String insert() {
    return "INSERT INTO "
        + name()
        + " (sync_id, "
        + String.join(", ", columns())
        + ") VALUES (?, "
        + String.join(", ", Collections.nCopies(columns().size(), "?"))
        + ")";
  }
}
