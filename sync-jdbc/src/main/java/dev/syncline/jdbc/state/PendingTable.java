package dev.syncline.jdbc.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import java.sql.SQLException;
import java.util.List;

/** The table {@code syncline_pending}. */
final class PendingTable implements EntryTable<PendingChild> {
  static final String NAME = "syncline_pending";

  private static final List<String> COLUMNS =
      List.of(
          "key_hash",
          "rec_key",
          "raw",
          "missing",
          "attempts",
          "parent_commits",
          "next_try",
          "parked_at",
          "last_scan",
          "waits_for",
          "written");
  private static final int PARTS = 4;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public KeyHash key(PendingChild child) {
    return child.keyHash();
  }

  @Override
  public void write(PendingChild child, RowWriter row) throws SQLException {
    row.hash(child.keyHash())
        .text(child.key())
        .text(child.raw())
        .text(Lines.joinParts(child.missing().stream().map(PendingTable::parts).toList()))
        .number(child.attempts())
        .number(child.parentCommits())
        .instant(child.nextTry())
        .instant(child.parkedAt())
        .number(child.lastScan())
        .hash(child.missing().get(0).keyHash())
        .number(child.written() ? 1 : 0);
  }

  private static List<String> parts(MissingParent parent) {
    return List.of(parent.sync(), parent.key(), parent.field(), parent.keyHash().toString());
  }

  private static MissingParent parent(List<String> parts) {
    return new MissingParent(parts.get(2), parts.get(0), KeyHash.parse(parts.get(3)), parts.get(1));
  }

  @Override
  public PendingChild read(RowReader row) throws SQLException {
    return new PendingChild(
        row.hash(),
        row.text(),
        row.text(),
        Lines.splitParts(row.text(), PARTS).stream().map(PendingTable::parent).toList(),
        row.integer(),
        row.number(),
        row.instant(),
        row.instant(),
        row.optionalNumber(),
        isWritten(row));
  }

  /** What it waits for first is among the missing; its own column is for look-ups. */
  private static boolean isWritten(RowReader row) throws SQLException {
    row.hash();
    return row.integer() == 1;
  }
}
