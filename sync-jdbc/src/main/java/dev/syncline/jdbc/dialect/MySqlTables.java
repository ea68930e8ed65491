package dev.syncline.jdbc.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tables of MySQL and MariaDB. */
final class MySqlTables extends TableSql {
  private static final Pattern VARCHAR = Pattern.compile("VARCHAR\\((\\d+)\\)");
  private static final int LONGEST_INDEXED = 700;
  private static final int PREFIX = 191;

  MySqlTables(Dialect dialect) {
    super(dialect);
  }

  /** A prefix of what has no length, or too large a one for an index. */
  @Override
  public String indexed(String column, String definition) {
    var varchar = VARCHAR.matcher(definition);
    boolean tooLong = varchar.find() && Integer.parseInt(varchar.group(1)) > LONGEST_INDEXED;
    boolean endless = definition.contains("TEXT") || definition.contains("BLOB");
    String quoted = super.indexed(column, definition);
    return tooLong || endless ? quoted + "(" + PREFIX + ")" : quoted;
  }

  /** MODIFY says the whole column anew: one with a default or a rule of its own is left alone. */
  @Override
  public Optional<String> widen(
      Connection connection, String table, String column, String definition) throws SQLException {
    String sql =
        "SELECT column_default, extra, column_comment, character_set_name, collation_name,"
            + " is_nullable FROM information_schema.columns"
            + " WHERE CONCAT('`', table_schema, '`.`', table_name, '`') = ? AND column_name = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      statement.setString(2, column);
      try (var row = statement.executeQuery()) {
        return row.next() && isPlain(row)
            ? Optional.of(
                "ALTER TABLE "
                    + table
                    + " MODIFY COLUMN "
                    + dialect().quote(column)
                    + " "
                    + definition.replaceFirst(" (CHARACTER SET|NULL).*", "")
                    + rest(row))
            : Optional.empty();
      }
    }
  }

  private static boolean isPlain(ResultSet row) throws SQLException {
    String fallback = row.getString(1);
    return (fallback == null || fallback.equals("NULL"))
        && row.getString(2).isEmpty()
        && row.getString(3).isEmpty();
  }

  private static String rest(ResultSet row) throws SQLException {
    String encoding = row.getString(4);
    return (encoding == null ? "" : " CHARACTER SET " + encoding + " COLLATE " + row.getString(5))
        + (row.getString(6).equals("YES") ? " NULL" : " NOT NULL");
  }
}
