package dev.syncline.jdbc.destination;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Keeps every change of a row, with what it held afterwards; of a deleted one what it held last.
 */
final class ChangeLog implements Trail {
  private static final String NUMBER = "seq";
  private static final String AT = "changed_at";
  private static final String CHANGE = "change";

  private final Binding binding;
  private final TrailTable table;
  private final String number;

  private ChangeLog(Binding binding, TrailTable table) {
    this.binding = binding;
    this.table = table;
    this.number = binding.dialect().numbering().isPresent() ? quoted(NUMBER) : "rowid";
  }

  static ChangeLog of(Database database, Binding binding, String name) throws SQLException {
    Dialect dialect = binding.dialect();
    var own = new LinkedHashMap<String, String>();
    dialect.numbering().ifPresent(type -> own.put(NUMBER, type));
    own.put(AT, dialect.columnDefinition(Field.of(AT, LogicalType.TIMESTAMP), false));
    own.put(CHANGE, "VARCHAR(10)");
    return new ChangeLog(binding, TrailTable.of(database, binding, name, own));
  }

  private String quoted(String column) {
    return binding.dialect().quote(column);
  }

  @Override
  public void follow(Connection connection, List<Operation> operations, Object now)
      throws SQLException {
    for (Touched touched : Touched.by(operations, binding)) {
      execute(connection, deleted(touched), touched, now);
      execute(connection, changed(touched), touched, now);
    }
  }

  private void execute(Connection connection, String sql, Touched touched, Object now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.dialect().bind(statement, 1, now);
      touched.bind(binding.dialect(), statement, 2);
      statement.executeUpdate();
    }
  }

  private String insert(String select) {
    return "INSERT INTO "
        + table.sql()
        + " ("
        + table.columns()
        + ", "
        + binding.dialect().quoted(List.of(AT, CHANGE))
        + ") SELECT "
        + select
        + ", "
        + table.own(AT).type().placeholder()
        + ", ";
  }

  /** The last entry of a row, unless it says that the row is gone. */
  private String last() {
    return "l."
        + quoted(CHANGE)
        + " <> 'DELETE' AND NOT EXISTS (SELECT 1 FROM "
        + table.sql()
        + " n WHERE "
        + table.sameRow("n", "l")
        + " AND n."
        + number
        + " > l."
        + number
        + ")";
  }

  private String deleted(Touched touched) {
    return insert(table.columns("l"))
        + "'DELETE' FROM "
        + table.sql()
        + " l WHERE "
        + touched.condition(table, "l")
        + " AND "
        + last()
        + " AND NOT EXISTS (SELECT 1 FROM "
        + table.other()
        + " t WHERE "
        + table.sameRow("t", "l")
        + ")";
  }

  private String changed(Touched touched) {
    String known =
        "EXISTS (SELECT 1 FROM "
            + table.sql()
            + " l WHERE "
            + table.sameRow("l", "t")
            + " AND "
            + last();
    return insert(table.columns("t"))
        + "CASE WHEN "
        + known
        + ") THEN 'UPDATE' ELSE 'INSERT' END FROM "
        + table.other()
        + " t WHERE "
        + touched.condition(table, "t")
        + " AND NOT "
        + known
        + " AND "
        + table.sameValues("l", "t")
        + ")";
  }
}
