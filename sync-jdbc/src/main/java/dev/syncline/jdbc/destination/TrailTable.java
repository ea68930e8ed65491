package dev.syncline.jdbc.destination;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.database.TableRef;
import dev.syncline.jdbc.destination.TableShape.Column;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that keeps what another table held: the columns that name its rows, those that the sync
 * writes, and some of its own. Made where it is missing, and given the columns that are new.
 */
final class TrailTable {
  private final Binding binding;
  private final TableShape shape;

  private TrailTable(Binding binding, TableShape shape) {
    this.binding = binding;
    this.shape = shape;
  }

  /**
   * Finds the table, and makes it or adds what is missing.
   *
   * @param name the table, with or without its schema
   * @param own its own columns by name, with their types as they stand in SQL
   */
  static TrailTable of(
      Database database, Binding binding, String name, LinkedHashMap<String, String> own)
      throws SQLException {
    refuseNamesakes(binding, name, own);
    alter(database, statements(database, binding, name, own));
    try (Connection open = database.connect()) {
      TableShape shape = TableShape.of(open, binding.dialect(), TableRef.require(open, name));
      kept(binding).forEach(column -> shape.require("row that is kept", column.name()));
      own.keySet().forEach(column -> shape.require("history", column));
      return new TrailTable(binding, shape);
    }
  }

  private static List<Column> kept(Binding binding) {
    var columns = new LinkedHashSet<>(binding.reference());
    columns.addAll(binding.columns());
    binding.audit().deleted().ifPresent(columns::add);
    return List.copyOf(columns);
  }

  private static void refuseNamesakes(Binding binding, String name, Map<String, String> own) {
    for (Column column : kept(binding)) {
      if (own.containsKey(column.name())) {
        throw new PermanentException(
            "the table '"
                + name
                + "' would have two columns '"
                + column.name()
                + "', its own and that of the rows that it keeps; map the field to another name");
      }
    }
  }

  private static List<String> statements(
      Database database, Binding binding, String name, LinkedHashMap<String, String> own)
      throws SQLException {
    Dialect dialect = binding.dialect();
    try (Connection open = database.connect()) {
      Optional<TableRef> found = TableRef.find(open, name);
      if (found.isEmpty()) {
        return creation(binding, name, own);
      }
      String table = found.get().quoted(dialect);
      TableShape shape = TableShape.of(open, dialect, found.get());
      var statements = new ArrayList<String>();
      for (Column column : kept(binding)) {
        Column ours = shape.columns().get(column.name());
        if (ours == null) {
          statements.add(addition(dialect, table, column.name(), definition(binding, column)));
        } else {
          widening(open, dialect, table, column, ours).ifPresent(statements::add);
        }
      }
      return statements;
    }
  }

  /** A column that was widened in the table is widened here. */
  private static Optional<String> widening(
      Connection open, Dialect dialect, String table, Column theirs, Column ours)
      throws SQLException {
    var field = new Field(theirs.name(), theirs.type().type(), true, theirs.type().limits());
    Optional<String> wider = new Widening(dialect).of(ours, field, false);
    return wider.isPresent()
        ? dialect.tables().widen(open, table, ours.name(), wider.get())
        : Optional.empty();
  }

  private static String definition(Binding binding, Column column) {
    int field = binding.columns().indexOf(column);
    if (field >= 0) {
      return binding.dialect().columnDefinition(binding.schema().field(field), false);
    }
    return binding.audit().deleted().equals(Optional.of(column))
        ? binding.dialect().tables().mark()
        : binding
            .dialect()
            .columnDefinition(
                new Field(column.name(), column.type().type(), true, column.type().limits()),
                false);
  }

  /** With the very types of the other table, which a definition made anew might not have. */
  private static List<String> creation(
      Binding binding, String name, LinkedHashMap<String, String> own) {
    Dialect dialect = binding.dialect();
    String table =
        Stream.of(name.split("\\.")).map(dialect::quote).collect(Collectors.joining("."));
    var statements = new ArrayList<String>();
    statements.add(
        "CREATE TABLE "
            + table
            + " AS SELECT "
            + dialect.quoted(Binding.names(kept(binding)))
            + " FROM "
            + binding.sqlTable()
            + " WHERE 1 = 0");
    own.forEach(
        (column, definition) -> statements.add(addition(dialect, table, column, definition)));
    String index = name.substring(name.lastIndexOf('.') + 1) + "_row";
    statements.add(
        "CREATE INDEX "
            + dialect.quote(index)
            + " ON "
            + table
            + " ("
            + dialect.quoted(Binding.names(binding.reference()))
            + ")");
    return statements;
  }

  private static String addition(Dialect dialect, String table, String column, String type) {
    return "ALTER TABLE " + table + " ADD COLUMN " + dialect.quote(column) + " " + type;
  }

  private static void alter(Database database, List<String> statements) throws SQLException {
    if (statements.isEmpty()) {
      return;
    }
    try (var transaction = database.write()) {
      for (String statement : statements) {
        Dialect.run(transaction.connection(), statement);
      }
      transaction.commit();
    }
  }

  String sql() {
    return shape.table().quoted(binding.dialect());
  }

  /** The table whose rows are kept. */
  String other() {
    return binding.sqlTable();
  }

  Dialect dialect() {
    return binding.dialect();
  }

  Column own(String name) {
    return shape.require("history", name);
  }

  /** The columns that are kept, as they are called in a statement. */
  String columns(String alias) {
    return kept(binding).stream()
        .map(column -> name(alias, column))
        .collect(Collectors.joining(", "));
  }

  String columns() {
    return binding.dialect().quoted(Binding.names(kept(binding)));
  }

  String name(String alias, Column column) {
    return alias + "." + binding.dialect().quote(column.name());
  }

  /** That two rows are called the same. */
  String sameRow(String left, String right) {
    return binding.reference().stream()
        .map(column -> name(left, column) + " = " + name(right, column))
        .collect(Collectors.joining(" AND "));
  }

  /** That two rows hold the same. */
  String sameValues(String left, String right) {
    return kept(binding).stream()
        .map(c -> binding.dialect().same(c.type(), name(left, c), name(right, c)))
        .collect(Collectors.joining(" AND "));
  }
}
