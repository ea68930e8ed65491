package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.state.StateStore;
import dev.syncline.testkit.TestStates;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees who opens the state store with a database client. */
class StateColumnsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void aStoreWithEntries() {
    file = folder.resolve("state.db");
    try (StateStore store = SqliteStateStore.at(file)) {
      StateEntries.fill(store);
    }
  }

  /** The rows of a query; parts with bars between them. */
  private List<String> rows(String sql) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        var values = new ArrayList<String>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(row.getString(i)));
        }
        rows.add(String.join("|", values));
      }
    }
    return rows;
  }

  private void run(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void deadLettersByFingerprint() throws SQLException {
    assertThat(rows(StateDocument.queries().get(0)))
        .containsExactly(
            "orders|VALIDATE/required/name|2|a ␀ in a value|2025-01-01T00:00:00.123456789Z");
  }

  @Test
  void theLastRuns() throws SQLException {
    assertThat(rows(StateDocument.queries().get(1)))
        .containsExactly(
            "orders|run-1|FAILED|2025-01-01T00:00:00.123456789Z|2025-01-01T00:00:01.123456789Z"
                + "|78|16|10|INGEST|the destination is full");
  }

  @Test
  void pendingChildrenByParent() throws SQLException {
    String first = "parents\t7\tparent_id\t" + TestStates.key(7) + "\n";
    String care = "C:\\\\temp\\t\"x\"\\r\\nEnd\\\\n \uD83D\uDE00 'é' | \\0 |";
    String second = "\t" + care + "\t" + care + "\t" + TestStates.key(8) + "\n";
    String other = "parents\tparent-4\tparent_id\t" + TestStates.key(5) + "\n";
    String time = "|1|2025-01-01T00:00:00.123456789Z";
    assertThat(rows(StateDocument.queries().get(2)))
        .containsExactly("orders|" + first + second + time, "orders|" + other + time);
  }

  @Test
  void theCursorCanBeRead() throws SQLException {
    assertThat(rows("SELECT cursor_form, cursor_token FROM syncline_sync"))
        .containsExactly("2|2026-01-01|17");
  }

  @Test
  void intentsCanBeRead() throws SQLException {
    assertThat(rows("SELECT attempt, run_id, intents FROM syncline_intent"))
        .singleElement()
        .asString()
        .startsWith("1|run-1|")
        .contains("\tINSERT\t")
        .contains("\tkey-5\t={\"id\":5}\t");
  }

  @Test
  void whatIsEscapedComesBackAsItWas() {
    try (StateStore store = SqliteStateStore.at(file)) {
      var queries = store.queries();
      assertThat(queries.pending("orders", Optional.empty(), 10)).contains(StateEntries.CHILD);
      assertThat(queries.runs("orders", 10)).containsExactly(StateEntries.RUN);
    }
  }

  @Test
  void everyColumnIsDocumented() throws SQLException {
    String page = StateDocument.text();
    List<String> columns =
        rows(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
                + " WHERE m.type = 'table' AND m.name LIKE 'syncline_%'"
                + " AND m.name <> 'syncline_meta'");
    assertThat(columns).hasSizeGreaterThan(80);
    assertThat(columns)
        .allSatisfy(
            column -> {
              String[] parts = column.split("\\|");
              int from = page.indexOf("**`" + parts[0] + "`**");
              assertThat(from).as(parts[0]).isPositive();
              String section = page.substring(from, page.indexOf("\n**`", from));
              assertThat(parts[1].equals("sync_id") || section.contains("`" + parts[1] + "`"))
                  .as(column)
                  .isTrue();
            });
  }

  @Test
  void anEntryThatSomebodySpoiledIsNamedAsDamaged() throws SQLException {
    run("UPDATE syncline_dead_letter SET stage = 'Nowhere'");
    run("UPDATE syncline_pending SET missing = 'customers'");
    run("UPDATE syncline_run SET started_at = 'yesterday'");
    try (StateStore store = SqliteStateStore.at(file)) {
      var queries = store.queries();
      assertThatThrownBy(() -> queries.deadLetters("orders", Optional.empty(), 10))
          .isInstanceOf(PermanentException.class)
          .hasMessageContainingAll("damaged", "Nowhere");
      assertThatThrownBy(() -> queries.pending("orders", Optional.empty(), 10))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("damaged");
      assertThatThrownBy(() -> queries.runs("orders", 10))
          .isInstanceOf(PermanentException.class)
          .hasMessageContainingAll("damaged", "yesterday");
    }
  }
}
