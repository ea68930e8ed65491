package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.project.SyncProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/history.md shows is what is loaded, run and printed. */
class HistoryPageTest {
  private static final Path PAGE = Path.of("..", "docs", "history.md");

  @TempDir private Path folder;

  private static String block(String language) throws IOException {
    String page = Files.readString(PAGE);
    String fence = "```" + language + "\n";
    int start = page.indexOf(fence) + fence.length();
    return page.substring(start, page.indexOf("```", start));
  }

  private static JdbcTable people() {
    return JdbcTable.of("crm", "people")
        .createIfMissing()
        .history("people_history")
        .changeLog("people_changes");
  }

  private void shop(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/shop.db");
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String crm(String query) throws SQLException {
    var lines = new StringBuilder();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/crm.db");
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        for (int i = 1; i <= columns; i++) {
          lines.append(row.getString(i)).append(i < columns ? " " : "\n");
        }
      }
    }
    return lines.toString();
  }

  @Test
  void theExampleTellsTheStoryOfThePage() throws IOException, SQLException {
    String yaml =
        block("yaml")
            .replace("jdbc:sqlite:", "jdbc:sqlite:" + folder + "/")
            .replace("path: ", "path: " + folder + "/");
    SyncProject project = SyncProject.parse(yaml, "history.md", Map.of());
    var sync = project.sync("people");
    assertThat(sync.destination().config()).isEqualTo(people().toSpec().config());
    shop(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)",
        "INSERT INTO people VALUES (1, 'Ada'), (2, 'Bob')");
    try (SyncEngine engine = SyncEngine.builder().project(project).build()) {
      engine.run(sync);
      shop("UPDATE people SET name = 'Anna' WHERE id = 1");
      engine.run(sync);
      shop("DELETE FROM people WHERE id = 1");
      assertThat(engine.run(sync).ledger().deleted()).isEqualTo(1);
    }
    String shown = block("text").replaceAll(" +", " ");
    assertThat(
            "id name is_current change\n"
                + crm(
                    "SELECT id, name, is_current, change FROM people_history WHERE id = 1"
                        + " ORDER BY rowid"))
        .isEqualTo(shown);
    assertThat(crm(block("sql").replace("2026-06-01", "9999-06-01"))).isEqualTo("2 Bob\n");
    assertThat(crm(block("sql").replace("2026-06-01", "1999-06-01"))).isEmpty();
    assertThat(crm("SELECT change FROM people_changes WHERE id = 1 ORDER BY rowid"))
        .isEqualTo("INSERT\nUPDATE\nDELETE\n");
  }

  @Test
  void theCodeOfThePageIsCompiled() throws IOException {
    Path code = Path.of("src/test/java/dev/syncline/jdbc/HistoryPageTest.java");
    assertThat(Files.readString(code)).contains(block("java"));
  }
}
