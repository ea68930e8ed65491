package dev.syncline.jdbc.state;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.database.TableRef;
import dev.syncline.jdbc.dialect.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Brings the tables of a state store to the version that this code knows: numbered scripts, each
 * run once. A store that is newer, or damaged, is refused; it is never replaced by an empty one.
 */
final class Migrations {
  private static final int VERSION = 4;
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");
  private static final String READ_VERSION = "SELECT val FROM syncline_meta WHERE name = 'schema'";

  private final Database database;
  private final String store;
  private final Trouble trouble;

  Migrations(Database database, String store, Trouble trouble) {
    this.database = database;
    this.store = store;
    this.trouble = trouble;
  }

  void run() {
    if (upToDate()) {
      return;
    }
    try {
      migrate();
    } catch (SyncException e) {
      // Another process may have been faster.
      if (!upToDate()) {
        throw e;
      }
    }
  }

  private boolean upToDate() {
    try (Connection connection = database.connect()) {
      database.dialect().prepareForState(connection);
      return version(connection).map(this::checked).orElse(0) == VERSION
          && RunsView.isThere(connection);
    } catch (SQLException e) {
      throw trouble.with(e);
    } catch (PermanentException e) {
      throw trouble.explained(e);
    }
  }

  private int checked(int version) {
    if (version > VERSION) {
      throw new PermanentException(
          store
              + " was written by a newer version of Syncline (schema "
              + version
              + ", this one knows up to "
              + VERSION
              + "); update Syncline");
    }
    return version;
  }

  private Optional<Integer> version(Connection connection) throws SQLException {
    if (TableRef.find(connection, "syncline_meta").isEmpty()) {
      // Records without the table that says their version are not ours to guess at.
      if (TableRef.find(connection, "syncline_record").isPresent()) {
        throw trouble.damaged("it has records but not the table syncline_meta");
      }
      return Optional.empty();
    }
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(READ_VERSION)) {
      return row.next() ? Optional.of(Integer.parseInt(row.getString(1))) : Optional.empty();
    } catch (NumberFormatException e) {
      throw trouble.damaged("its schema version is no number");
    }
  }

  private void migrate() {
    try (var transaction = database.write()) {
      Connection connection = transaction.connection();
      int done = version(connection).map(this::checked).orElse(0);
      for (int number = done + 1; number <= VERSION; number++) {
        for (String statement : script(number, transaction.dialect())) {
          Dialect.run(connection, statement);
        }
        Dialect.run(connection, "DELETE FROM syncline_meta WHERE name = 'schema'");
        Dialect.run(
            connection,
            "INSERT INTO syncline_meta (name, val) VALUES ('schema', '" + number + "')");
      }
      if (!RunsView.isThere(connection)) {
        RunsView.make(connection, transaction.dialect());
      }
      transaction.commit();
    } catch (SQLException e) {
      throw trouble.with(e);
    }
  }

  private static List<String> script(int number, Dialect dialect) {
    String file = String.format("%03d.sql", number);
    try (InputStream in = Migrations.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the script " + file + " is not in the jar");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (var type : dialect.stateTypes().entrySet()) {
        text = text.replace("{" + type.getKey() + "}", type.getValue());
      }
      return Stream.of(COMMENT.matcher(text).replaceAll("").split(";"))
          .map(String::strip)
          .filter(statement -> !statement.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
