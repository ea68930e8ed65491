package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The SQL for tables that a sync may make and change. What stands here is what most databases do.
 *
 * <p>Stateless; safe for use by several threads.
 */
public class TableSql {
  private final Dialect dialect;

  TableSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /** What differs from other databases otherwise. */
  final Dialect dialect() {
    return dialect;
  }

  /** The type of a new column that holds UUIDs. */
  public String uuid() {
    return "CHAR(36)";
  }

  /** The type of a new column that marks deleted rows; those that are there are not. */
  public final String mark() {
    Field mark = new Field("mark", LogicalType.BOOLEAN, false, Limits.NONE);
    return dialect.columnDefinition(mark, false) + " DEFAULT FALSE NOT NULL";
  }

  /**
   * The statement that gives a column a type that takes more values; empty if this database cannot
   * do that without losing something else of the column.
   *
   * @param table the table as it stands in SQL
   * @param definition the new type
   */
  public Optional<String> widen(
      Connection connection, String table, String column, String definition) throws SQLException {
    return Optional.of(
        "ALTER TABLE "
            + table
            + " ALTER COLUMN "
            + dialect.quote(column)
            + " SET DATA TYPE "
            + definition);
  }

  /**
   * A column as it stands in the definition of an index.
   *
   * @param definition its type
   */
  public String indexed(String column, String definition) {
    return dialect.quote(column);
  }

  /** Whether {@link #upsert} only ever meets the row with this key, and leaves columns of it be. */
  public boolean upsertsInPart() {
    return dialect.upsertsByKey();
  }

  /**
   * A statement that inserts a row, or updates the one with the same key.
   *
   * @param kept the columns that an update leaves as they are
   */
  public String upsert(
      String table,
      List<String> columns,
      List<String> key,
      List<String> kept,
      List<String> placeholders) {
    if (kept.isEmpty()) {
      return dialect.upsert(table, columns, key, placeholders);
    }
    return dialect.insert(table, columns, placeholders)
        + " ON CONFLICT ("
        + dialect.quoted(key)
        + ") DO UPDATE SET "
        + columns.stream()
            .filter(column -> !key.contains(column) && !kept.contains(column))
            .map(column -> dialect.quote(column) + " = excluded." + dialect.quote(column))
            .collect(Collectors.joining(", "));
  }
}
