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
 * Keeps every version of a row with the time in which it was valid (a slowly changing dimension of
 * type 2). A deleted row leaves a version of no duration.
 */
final class Versions implements Trail {
  private static final String FROM = "valid_from";
  private static final String TO = "valid_to";
  private static final String CURRENT = "is_current";
  private static final String CHANGE = "change";

  private final Binding binding;
  private final TrailTable table;

  private Versions(Binding binding, TrailTable table) {
    this.binding = binding;
    this.table = table;
  }

  static Versions of(Database database, Binding binding, String name) throws SQLException {
    Dialect dialect = binding.dialect();
    var own = new LinkedHashMap<String, String>();
    own.put(FROM, dialect.columnDefinition(Field.of(FROM, LogicalType.TIMESTAMP), false));
    own.put(TO, dialect.columnDefinition(Field.of(TO, LogicalType.TIMESTAMP), false));
    own.put(CURRENT, dialect.columnDefinition(Field.of(CURRENT, LogicalType.BOOLEAN), false));
    own.put(CHANGE, "VARCHAR(10)");
    return new Versions(binding, TrailTable.of(database, binding, name, own));
  }

  private String quoted(String column) {
    return binding.dialect().quote(column);
  }

  @Override
  public void follow(Connection connection, List<Operation> operations, Object now)
      throws SQLException {
    for (Touched touched : Touched.by(operations, binding)) {
      buryDeleted(connection, touched, now);
      closeChanged(connection, touched, now);
      openNew(connection, touched, now);
    }
  }

  private String insert(String select) {
    return "INSERT INTO "
        + table.sql()
        + " ("
        + table.columns()
        + ", "
        + binding.dialect().quoted(List.of(FROM, TO, CURRENT, CHANGE))
        + ") SELECT "
        + select;
  }

  private void buryDeleted(Connection connection, Touched touched, Object now) throws SQLException {
    String mark = table.own(FROM).type().placeholder();
    String sql =
        insert(table.columns("h"))
            + (", " + mark).repeat(2)
            + ", FALSE, 'DELETE' FROM "
            + table.sql()
            + " h WHERE h."
            + quoted(CURRENT)
            + " = TRUE AND "
            + touched.condition(table, "h")
            + " AND NOT EXISTS (SELECT 1 FROM "
            + table.other()
            + " t WHERE "
            + table.sameRow("t", "h")
            + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.dialect().bind(statement, 1, now);
      binding.dialect().bind(statement, 2, now);
      touched.bind(binding.dialect(), statement, 3);
      statement.executeUpdate();
    }
  }

  private void closeChanged(Connection connection, Touched touched, Object now)
      throws SQLException {
    String sql =
        "UPDATE "
            + table.sql()
            + " AS h SET "
            + quoted(TO)
            + " = "
            + table.own(TO).type().placeholder()
            + ", "
            + quoted(CURRENT)
            + " = FALSE WHERE h."
            + quoted(CURRENT)
            + " = TRUE AND "
            + touched.condition(table, "h")
            + " AND NOT EXISTS (SELECT 1 FROM "
            + table.other()
            + " t WHERE "
            + table.sameRow("t", "h")
            + " AND "
            + table.sameValues("t", "h")
            + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.dialect().bind(statement, 1, now);
      touched.bind(binding.dialect(), statement, 2);
      statement.executeUpdate();
    }
  }

  private void openNew(Connection connection, Touched touched, Object now) throws SQLException {
    String mark = table.own(FROM).type().placeholder();
    String sql =
        insert(table.columns("t"))
            + ", "
            + mark
            + ", NULL, TRUE, CASE WHEN EXISTS (SELECT 1 FROM "
            + table.sql()
            + " c WHERE "
            + table.sameRow("c", "t")
            + " AND c."
            + quoted(TO)
            + " = "
            + mark
            + " AND c."
            + quoted(CHANGE)
            + " <> 'DELETE') THEN 'UPDATE' ELSE 'INSERT' END FROM "
            + table.other()
            + " t WHERE "
            + touched.condition(table, "t")
            + " AND NOT EXISTS (SELECT 1 FROM "
            + table.sql()
            + " h WHERE h."
            + quoted(CURRENT)
            + " = TRUE AND "
            + table.sameRow("h", "t")
            + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.dialect().bind(statement, 1, now);
      binding.dialect().bind(statement, 2, now);
      touched.bind(binding.dialect(), statement, 3);
      statement.executeUpdate();
    }
  }
}
