package dev.syncline.jdbc.dialect;

import dev.syncline.api.error.PermanentException;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** The databases that are supported. A new one is named here and nowhere else. */
public final class Dialects {
  private static final Dialect SQLITE = new Sqlite();
  private static final List<Dialect> ALL =
      List.of(SQLITE, new H2(), new PostgreSql(), new MySql(), new MariaDb());

  private Dialects() {}

  /**
   * The dialect of a database.
   *
   * @throws PermanentException if there is none for it; the message lists the supported databases
   */
  public static Dialect of(DatabaseMetaData meta) throws SQLException {
    String product = meta.getDatabaseProductName();
    return ALL.stream()
        .filter(dialect -> dialect.serves(product))
        .findFirst()
        .orElseThrow(
            () ->
                new PermanentException(
                    "the database '"
                        + product
                        + "' is not supported; supported are "
                        + ALL.stream().map(Dialect::name).collect(Collectors.joining(", "))));
  }

  /** The dialect of a file that is still to be made. */
  public static Dialect sqlite() {
    return SQLITE;
  }

  /** Whether a column of this name may be a database's own version of its rows. */
  public static boolean versionsRows(String column) {
    return ALL.stream().anyMatch(dialect -> dialect.rowVersions(column).isPresent());
  }

  /** Whether an error says that what is stored is no longer whole, in a database of any kind. */
  public static boolean damaged(SQLException error) {
    return ALL.stream().anyMatch(dialect -> dialect.damaged(error));
  }
}
