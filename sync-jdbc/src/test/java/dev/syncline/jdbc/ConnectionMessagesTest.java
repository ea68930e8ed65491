package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.error.SyncException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One clear sentence, and never the secret. */
class ConnectionMessagesTest {
  private static final String SECRET = "s3cr3t-Wort";

  @TempDir Path folder;

  private static <E extends SyncException> String failure(Class<E> kind, JdbcConnection bad) {
    try (JdbcPool pool = bad.open()) {
      E error = catchThrowableOfType(kind, () -> pool.dataSource().getConnection());
      assertThat(error).isNotNull();
      for (Throwable t = error; t != null; t = t.getCause()) {
        assertThat(String.valueOf(t.getMessage())).doesNotContain(SECRET);
      }
      assertThat(pool.check().ok()).isFalse();
      assertThat(pool.check().message()).isEqualTo(error.getMessage());
      assertThat(pool.toString()).doesNotContain(SECRET);
      assertThat(error.getMessage()).doesNotContain("\n").doesNotContain("Exception");
      return error.getMessage();
    }
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aUrlOfAnotherKindIsNamedWithTheRightOnes() {
    assertThat(
            failure(
                PermanentException.class, JdbcConnection.url("jdbc:foo://u:" + SECRET + "@h/d")))
        .contains("jdbc:foo:", "jdbc:postgresql:", "jdbc:sqlite:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:oracle:thin:scott/%s@host",
        "jdbc:oracle:thin:scott/%s@//host:1521/db",
        "JDBC:Oracle:oci8:scott/%s@(DESCRIPTION=(ADDRESS=(HOST=host)))",
        "jdbc:oracle:thin:\"my:user\"/\"a @/ %s\"@host",
        "jdbc:oracle:thin:/%s@host",
        "jdbc:log4jdbc:oracle:thin:scott/%s@host",
        "jdbc:foo://u:a@%s@host/d"
      })
  void aPasswordInALoginIsMasked(String url) {
    var connection = JdbcConnection.url(url.formatted(SECRET));

    assertThat(failure(PermanentException.class, connection)).contains("***@", "host");
    assertThat(connection.toString()).doesNotContain(SECRET);
    assertThat(connection.toSpec().toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:oracle:thin:@//host:1521/db",
        "jdbc:oracle:thin:@host:1521:db",
        "jdbc:sqlite:data/me@home/x.db",
        "jdbc:h2:./me@home/x",
        "jdbc:postgresql://host:5432/db?x=a@b"
      })
  void aUrlWithoutALoginIsPrintedAsItIs(String url) {
    assertThat(JdbcConnection.url(url).toString()).contains(url);
  }

  @Test
  void aMalformedUrlIsNamed() {
    assertThat(
            failure(
                PermanentException.class,
                JdbcConnection.url("jdbc:postgresql://host:abc/db?password=" + SECRET)))
        .contains("jdbc:postgresql://host:abc/db");
  }

  @Test
  void aWrongPasswordOfH2NamesTheUserOnly() {
    String url = "jdbc:h2:" + folder.resolve("h2");
    try (JdbcPool pool = JdbcConnection.url(url).user("sa").password("right").open()) {
      assertThat(pool.check().ok()).isTrue();
    }
    assertThat(
            failure(PermanentException.class, JdbcConnection.url(url).user("sa").password(SECRET)))
        .contains("refused the user 'sa'");
  }

  @Test
  void aMissingDatabaseIsNamed() {
    String url = Servers.postgresUrl().replace("/postgres?", "/no_such_database?");
    assertThat(failure(PermanentException.class, JdbcConnection.url(url).password(SECRET)))
        .contains("no_such_database");
  }

  @Test
  void aRefusedConnectionMayHeal() throws IOException {
    int port = closedPort();
    for (String scheme : new String[] {"postgresql", "mariadb", "mysql"}) {
      String url = "jdbc:" + scheme + "://localhost:" + port + "/db?password=" + SECRET;
      assertThat(failure(RetryableException.class, JdbcConnection.url(url).user("u")))
          .contains("cannot connect to jdbc:" + scheme + "://localhost:" + port);
    }
  }

  @Test
  void anUnknownHostDoesNot() {
    String url = "jdbc:postgresql://no-such-host.invalid/db?user=u&password=" + SECRET;
    assertThat(failure(PermanentException.class, JdbcConnection.url(url)))
        .contains("no-such-host.invalid", "is not known");
  }

  @Test
  void anSqliteFileInAMissingFolderIsNamed() {
    Path file = folder.resolve("missing").resolve("x.db");
    assertThat(failure(PermanentException.class, JdbcConnection.url("jdbc:sqlite:" + file)))
        .contains("the folder", "missing", "does not exist");
  }

  @Test
  void aFileThatIsNoDatabaseIsNamedAndLeftAlone() throws IOException {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "these are my notes, not a database at all ".repeat(100));
    assertThat(failure(PermanentException.class, JdbcConnection.url("jdbc:sqlite:" + file)))
        .contains("notes.txt", "not an SQLite database");
    assertThat(file).content().startsWith("these are my notes");
  }

  @Test
  void aMissingSqliteSourceIsNotMade() {
    Path file = folder.resolve("typo.db");
    try (JdbcPool pool = JdbcConnection.url("jdbc:sqlite:" + file).open()) {
      var extractor = JdbcSource.table(pool.dataSource(), "t").toSpec().local().orElseThrow().get();
      assertThat(extractor.check().message()).contains("typo.db", "does not exist");
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aBatchThatFailsIsNotQuotedWithItsValues() throws SQLException {
    try (JdbcPool pool = JdbcConnection.url(Servers.postgresUrl()).open();
        Connection connection = pool.dataSource().getConnection();
        var table = connection.createStatement()) {
      table.execute("CREATE TEMPORARY TABLE strict (v TEXT CHECK (v = ''))");
      try (var insert = connection.prepareStatement("INSERT INTO strict VALUES (?)")) {
        insert.setString(1, SECRET);
        insert.addBatch();
        SQLException error = catchThrowableOfType(SQLException.class, insert::executeBatch);
        for (SQLException e = error; e != null; e = e.getNextException()) {
          assertThat(e.getMessage()).doesNotContain(SECRET);
        }
        assertThat((Throwable) error).isNotNull();
      }
    }
  }

  @Test
  void aConnectionPrintsNoSecret() {
    var connection =
        JdbcConnection.url("jdbc:mysql://me:" + SECRET + "@h/d?password=" + SECRET)
            .password(SECRET);

    assertThat(connection.toString()).contains("jdbc:mysql://").doesNotContain(SECRET);
    assertThat(connection.toSpec().toString()).doesNotContain(SECRET);
  }
}
