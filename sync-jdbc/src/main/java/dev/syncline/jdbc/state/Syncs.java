package dev.syncline.jdbc.state;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.run.WithheldDeletes;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.api.state.SyncProgress.ParentSync;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The table {@code syncline_sync}. */
final class Syncs {
  private final Connection connection;

  Syncs(Connection connection) {
    this.connection = connection;
  }

  /** The number of a sync; empty if it never asked for a lease. */
  OptionalLong id(String sync) throws SQLException {
    try (var statement = prepare("SELECT id FROM syncline_sync WHERE name = ?")) {
      statement.setString(1, sync);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  void create(String sync) throws SQLException {
    long id;
    try (var statement = prepare("SELECT COALESCE(MAX(id), 0) + 1 FROM syncline_sync");
        var row = statement.executeQuery()) {
      row.next();
      id = row.getLong(1);
    }
    try (var statement =
        prepare(
            "INSERT INTO syncline_sync (id, name, commits, renewals, lease_owner, lease_token,"
                + " lease_until) VALUES (?, ?, 0, 0, '', 0, 0)")) {
      statement.setLong(1, id);
      statement.setString(2, sync);
      statement.executeUpdate();
    }
  }

  /** The syncs of which something was committed or journalled. */
  List<String> names() throws SQLException {
    var names = new ArrayList<String>();
    try (var statement =
            prepare(
                "SELECT name FROM syncline_sync s WHERE progress IS NOT NULL OR EXISTS"
                    + " (SELECT 1 FROM syncline_intent i WHERE i.sync_id = s.id)");
        var row = statement.executeQuery()) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    names.sort(null);
    return names;
  }

  SyncProgress progress(long id) throws SQLException {
    try (var statement =
        prepare("SELECT cursor_form, cursor_token, progress FROM syncline_sync WHERE id = ?")) {
      statement.setLong(1, id);
      return RowReader.all(statement, Syncs::progress).stream()
          .findFirst()
          .orElse(SyncProgress.NEW);
    }
  }

  private static SyncProgress progress(RowReader row) throws SQLException {
    OptionalInt form = row.optionalInteger();
    Optional<Cursor> cursor =
        row.optionalText()
            .filter(token -> form.isPresent())
            .map(token -> new Cursor(form.getAsInt(), token));
    return row.optionalBytes()
        .map(body -> ProgressBody.unpack(body, cursor))
        .orElse(SyncProgress.NEW);
  }

  /** What the children of a sync have to know of it; without reading the rest of its progress. */
  ParentRefs asParent(long id) throws SQLException {
    try (var statement = prepare("SELECT commits, renewals FROM syncline_sync WHERE id = ?")) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new ParentRefs(Map.of(), row.getLong(1), row.getLong(2))
            : new ParentRefs(Map.of(), 0, 0);
      }
    }
  }

  /** The syncs whose records have parents in {@code parent}, with the order of their parents. */
  Map<Long, List<ParentSync>> childrenOf(String parent) throws SQLException {
    var children = new LinkedHashMap<Long, List<ParentSync>>();
    try (var statement =
            prepare("SELECT id, progress FROM syncline_sync WHERE progress IS NOT NULL");
        var row = statement.executeQuery()) {
      while (row.next()) {
        List<ParentSync> parents = ProgressBody.unpack(row.getBytes(2), Optional.empty()).parents();
        if (parents.stream().anyMatch(of -> of.sync().equals(parent))) {
          children.put(row.getLong(1), parents);
        }
      }
    }
    return children;
  }

  void progress(long id, SyncProgress progress, boolean consumesApproval) throws SQLException {
    String approval = consumesApproval ? ", approved_scan = NULL" : "";
    try (var statement =
        prepare(
            "UPDATE syncline_sync SET cursor_form = ?, cursor_token = ?, progress = ?, commits = ?,"
                + " renewals = ?"
                + approval
                + " WHERE id = ?")) {
      Optional<Cursor> cursor = progress.cursor();
      new RowWriter(statement)
          .number(cursor.map(c -> OptionalLong.of(c.form())).orElse(OptionalLong.empty()))
          .text(cursor.map(Cursor::token))
          .bytes(ProgressBody.pack(progress))
          .number(progress.commits())
          .number(progress.renewals())
          .number(id);
      statement.executeUpdate();
    }
  }

  OptionalLong approvedScan(long id) throws SQLException {
    try (var statement = prepare("SELECT approved_scan FROM syncline_sync WHERE id = ?")) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return OptionalLong.empty();
        }
        long scan = row.getLong(1);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(scan);
      }
    }
  }

  boolean approve(String sync, long scan) throws SQLException {
    OptionalLong id = id(sync);
    if (id.isEmpty()) {
      return false;
    }
    Optional<WithheldDeletes> withheld = progress(id.getAsLong()).withheld();
    if (withheld.isEmpty() || withheld.get().scan() != scan) {
      return false;
    }
    try (var statement = prepare("UPDATE syncline_sync SET approved_scan = ? WHERE id = ?")) {
      statement.setLong(1, scan);
      statement.setLong(2, id.getAsLong());
      return statement.executeUpdate() == 1;
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }
}
