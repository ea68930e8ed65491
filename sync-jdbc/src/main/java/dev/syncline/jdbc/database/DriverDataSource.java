package dev.syncline.jdbc.database;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.error.SyncException;
import dev.syncline.jdbc.dialect.Dialects;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Opens connections through the driver, and says in one sentence why it could not. */
final class DriverDataSource extends PlainDataSource {
  private static final int SQLITE_CANTOPEN = 14;
  private static final int SQLITE_CORRUPT = 11;
  private static final int SQLITE_NOTADB = 26;

  private final JdbcUrl url;
  private final Optional<String> user;
  private final Optional<String> password;
  private final Map<String, String> settings;

  DriverDataSource(
      JdbcUrl url, Optional<String> user, Optional<String> password, Map<String, String> settings) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.settings = Map.copyOf(settings);
  }

  JdbcUrl url() {
    return url;
  }

  @Override
  public Connection getConnection() throws SQLException {
    var properties = new Properties();
    properties.putAll(settings);
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(word -> properties.setProperty("password", word));
    if (url.text().startsWith("jdbc:mysql:")) {
      // Connector/J waits forever for a host that does not answer, and sends batches row by row.
      preset(properties, "connectTimeout", "10000");
      preset(properties, "rewriteBatchedStatements", "true");
    }
    if (url.text().startsWith("jdbc:postgresql:")) {
      // A batch that fails would be quoted with its values, and the pool logs it where the
      // connection broke.
      preset(properties, "logServerErrorDetail", "false");
      // A prepared query whose table was altered since is prepared again, also in a transaction.
      preset(properties, "autosave", "conservative");
    }
    Connection connection = url.driver().connect(url.text(), properties);
    if (connection == null) {
      throw new PermanentException("the URL '" + url + "' is not written as its driver wants it");
    }
    try {
      Dialects.of(connection.getMetaData()).initialize(connection, existing());
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** What the URL says itself counts more. */
  private void preset(Properties properties, String name, String value) {
    if (!url.text().contains(name + "=")) {
      properties.setProperty(name, value);
    }
  }

  private boolean existing() {
    try {
      return url.sqliteFile().isEmpty() || Files.size(url.sqliteFile().get()) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Why a connection could not be opened: one sentence, without secrets, without a stack. Only
   * where a file is damaged the cause goes along: the state store has more to say then.
   */
  SyncException failure(SQLException error) {
    SQLException cause = error.getNextException() == null ? error : error.getNextException();
    if (cause == error
        && error instanceof java.sql.SQLTransientConnectionException
        && String.valueOf(error.getMessage()).contains("request timed out")) {
      return new RetryableException(
          "all connections to " + url + " are in use; raise maxPoolSize", null);
    }
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    if (state.startsWith("28")) {
      return new PermanentException(
          url
              + " refused the user"
              + user.map(u -> " '" + u + "'").orElse("")
              + " or the password");
    }
    Optional<Path> file = url.sqliteFile();
    if (file.isPresent() && (cause.getErrorCode() & 0xff) == SQLITE_CANTOPEN) {
      Path folder = file.get().toAbsolutePath().getParent();
      return new PermanentException(
          "cannot open the SQLite file '"
              + file.get()
              + "'"
              + (folder != null && Files.notExists(folder)
                  ? ": the folder '" + folder + "' does not exist"
                  : ": it is no file, or may not be read"));
    }
    if (file.isPresent() && (cause.getErrorCode() & 0xff) == SQLITE_NOTADB) {
      return new PermanentException("'" + file.get() + "' is not an SQLite database", cause);
    }
    if (file.isPresent() && (cause.getErrorCode() & 0xff) == SQLITE_CORRUPT) {
      return new PermanentException("the SQLite file '" + file.get() + "' is damaged", cause);
    }
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof UnknownHostException) {
        return new PermanentException("the host of " + url + " is not known");
      }
    }
    String sentence = "cannot connect to " + url + ": " + clean(cause);
    boolean heals = state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    boolean crowded = cause.getErrorCode() == 1040 || cause.getErrorCode() == 1203;
    return heals || crowded
        ? new RetryableException(sentence, null)
        : new PermanentException(sentence);
  }

  private String clean(SQLException error) {
    String message = String.valueOf(error.getMessage()).strip();
    String line = message.lines().findFirst().orElse("");
    String hidden =
        password.isPresent() && !password.get().isEmpty()
            ? line.replace(password.get(), "***")
            : line;
    return JdbcUrl.masked(hidden);
  }

  /** The pool waits so many seconds for its threads when it is closed. */
  @Override
  public int getLoginTimeout() {
    return 5;
  }
}
