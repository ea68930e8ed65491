package dev.syncline.jdbc.destination;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Schema;
import dev.syncline.jdbc.destination.TableShape.Column;
import dev.syncline.jdbc.dialect.Dialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Which field goes into which column, and how rows are found again.
 *
 * @param dialect what differs from other databases
 * @param sqlTable the table as it stands in SQL
 * @param shape the table
 * @param schema the mapped fields
 * @param columns the column of each field
 * @param key the key columns; empty if none are known
 * @param reference the columns that name a row: its primary key, else the key
 * @param audit the columns that tell of the sync itself
 */
record Binding(
    Dialect dialect,
    String sqlTable,
    TableShape shape,
    Schema schema,
    List<Column> columns,
    List<Column> key,
    List<Column> reference,
    AuditColumns audit) {

  static Binding of(
      Dialect dialect, TableShape shape, Schema schema, List<String> keyNames, AuditColumns audit) {
    var columns = new ArrayList<Column>();
    var used = new HashSet<String>();
    for (Field field : schema.fields()) {
      Column column = shape.require("mapped field", field.name());
      if (!used.add(column.name())) {
        throw new PermanentException(
            "two mapped fields go into the column '" + column.name() + "'; rename one of them");
      }
      columns.add(column);
    }
    for (Column column : audit.columns()) {
      if (used.contains(column.name())) {
        throw new PermanentException(
            "the column '" + column.name() + "' is both a mapped field and one of 'audit'");
      }
    }
    List<Column> key = keyNames.stream().map(name -> shape.require("key", name)).toList();
    for (Column column : key) {
      if (!used.contains(column.name())) {
        throw new PermanentException(
            "the key column '" + column.name() + "' is not among the mapped fields");
      }
    }
    List<Column> reference =
        shape.primaryKey().isEmpty()
            ? key
            : shape.primaryKey().stream().map(name -> shape.require("primary key", name)).toList();
    if (reference.isEmpty()) {
      throw new PermanentException(
          "the table '"
              + shape.table().name()
              + "' has no primary key; name the key columns of the destination");
    }
    return new Binding(
        dialect,
        shape.table().quoted(dialect),
        shape,
        schema,
        List.copyOf(columns),
        key,
        reference,
        audit);
  }

  /** Whether one statement can insert a row or update the one with its key, and no other. */
  boolean upserts() {
    return !key.isEmpty()
        && (audit.once().isEmpty() ? dialect.upsertsByKey() : dialect.tables().upsertsInPart())
        && shape.exact()
        && shape.isUnique(names(key));
  }

  /** The column of a value of an operation: that of a field, or one behind them. */
  Column column(int index) {
    return index < columns.size()
        ? columns.get(index)
        : audit.columns().get(index - columns.size());
  }

  /** How many values an operation has. */
  int width() {
    return columns.size() + audit.columns().size();
  }

  /** The table as far as it holds records that are not deleted, as it stands behind FROM. */
  String liveRows() {
    return audit
        .deleted()
        .map(
            mark ->
                "(SELECT * FROM "
                    + sqlTable
                    + " WHERE "
                    + dialect.quote(mark.name())
                    + " IS NOT TRUE) syncline_live")
        .orElse(sqlTable);
  }

  /** The position of a column among the fields, or -1. */
  int fieldOf(Column column) {
    return columns.indexOf(column);
  }

  static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }
}
