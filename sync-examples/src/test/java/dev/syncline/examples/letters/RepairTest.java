package dev.syncline.examples.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.project.SyncProject;
import dev.syncline.examples.page.Page;
import dev.syncline.jdbc.JdbcConnection;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.JdbcTable;
import dev.syncline.jdbc.SqliteStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to dead letters shows is compiled, and does what the guide says. */
class RepairTest {
  private static final Page GUIDE = Page.of("docs/dead-letters.md");
  private static final Path EXAMPLE =
      Path.of("src", "main", "java", "dev", "syncline", "examples", "letters", "Repair.java");

  private static final SyncDefinition CUSTOMERS =
      SyncDefinition.builder("customers")
          .source(JdbcSource.table("shop", "customers").key("id"))
          .validate(v -> v.required("email"))
          .map(m -> m.fields("id", "email", "iban"))
          .secretFields("iban", "*_token")
          .destination(JdbcTable.of("crm", "contacts").createIfMissing())
          .build();

  @TempDir Path folder;

  private String url(String file) {
    return "jdbc:sqlite:" + folder.resolve(file);
  }

  private String emailOf(long id) throws SQLException {
    try (var crm = DriverManager.getConnection(url("crm.db"));
        var sql = crm.createStatement();
        var row = sql.executeQuery("SELECT email FROM contacts WHERE id = " + id)) {
      return row.next() ? row.getString(1) : "not there";
    }
  }

  @Test
  void theGuideShowsTheExampleThatIsCompiled() throws IOException {
    String source = Files.readString(EXAMPLE);
    assertThat(GUIDE.block("java")).isEqualTo(source.substring(source.indexOf("/** Works")));
  }

  @Test
  void theYamlSaysTheSameAsTheCode() throws IOException {
    var project = SyncProject.parse(GUIDE.block("yaml"), "customers.yml", Map.of());
    assertThat(project.syncs()).containsExactly(CUSTOMERS);
  }

  @Test
  void theExampleWorksThroughTheLetters() throws SQLException {
    try (var shop = DriverManager.getConnection(url("shop.db"));
        var sql = shop.createStatement()) {
      sql.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, iban TEXT)");
      sql.execute("INSERT INTO customers VALUES (1, 'ada@example.org', 'DE1')");
      sql.execute("INSERT INTO customers VALUES (2, NULL, 'DE2'), (3, NULL, NULL)");
    }
    try (SyncEngine engine =
        SyncEngine.builder()
            .connection("shop", JdbcConnection.url(url("shop.db")))
            .connection("crm", JdbcConnection.url(url("crm.db")))
            .stateStore(SqliteStateStore.at(folder.resolve("state.db")))
            .build()) {
      var repair = new Repair(CUSTOMERS, engine);
      repair.run();
      repair.look();
      var group = engine.deadLetters("customers").groups(1).get(0);
      assertThat(group.letters()).isEqualTo(2);
      assertThat(repair.replay(group).ledger().rejected()).isEqualTo(2);
      List<DeadLetter> letters = repair.of(group);
      DeadLetter two = letters.get(letters.get(0).key().equals(letterKey(2)) ? 0 : 1);
      DeadLetter three = letters.get(letters.get(0).key().equals(letterKey(2)) ? 1 : 0);
      assertThat(repair.fillIn(two, "bob@example.org").ledger().inserted()).isEqualTo(1);
      repair.giveUp(three);

      RunReport report = repair.run();
      assertThat(report.ledger().unchanged()).isEqualTo(2);
      assertThat(report.ledger().rejected()).isEqualTo(1);
    }
    assertThat(List.of(emailOf(1), emailOf(2), emailOf(3)))
        .containsExactly("ada@example.org", "bob@example.org", "not there");
  }

  private static Optional<String> letterKey(long id) {
    return Optional.of("[" + id + "]");
  }
}
