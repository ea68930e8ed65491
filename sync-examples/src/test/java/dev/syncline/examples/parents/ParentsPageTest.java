package dev.syncline.examples.parents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.project.SyncProject;
import dev.syncline.examples.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/parents.md shows is what is compiled, and it does what the page says. */
class ParentsPageTest {
  private static final Page PAGE = Page.of("docs/parents.md");
  private static final Path CODE =
      Path.of("src", "main", "java", "dev", "syncline", "examples", "parents")
          .resolve("CustomersAndContacts.java");

  @TempDir private Path folder;

  @Test
  void theCodeIsPartOfWhatIsCompiled() throws IOException {
    assertThat(Files.readString(CODE)).contains(PAGE.block("java"));
  }

  @Test
  void theYamlSaysTheSameAsTheCode() throws IOException {
    assertThat(SyncProject.parse(PAGE.block("yaml"), "parents.yml", Map.of()).syncs())
        .containsExactly(CustomersAndContacts.CUSTOMERS, CustomersAndContacts.CONTACTS);
  }

  @Test
  void itLinksWhatNeedsEachOtherAndDeletesItTogether() throws IOException, SQLException {
    run(
        "shop.db",
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, belongs_to INTEGER,"
            + " main_contact INTEGER)",
        "CREATE TABLE contacts (id INTEGER PRIMARY KEY, email TEXT, customer INTEGER)",
        "INSERT INTO customers VALUES (1, 'A', 2, 11), (2, 'B', NULL, 21)",
        "INSERT INTO contacts VALUES (11, 'a@example.org', 1), (21, 'b@example.org', 2)");
    run(
        "crm.db",
        "CREATE TABLE customers (id INTEGER PRIMARY KEY AUTOINCREMENT, shop_id INTEGER UNIQUE,"
            + " name TEXT, group_id INTEGER, main_contact_id INTEGER)",
        "CREATE TABLE contacts (id INTEGER PRIMARY KEY AUTOINCREMENT, shop_id INTEGER UNIQUE,"
            + " email TEXT, customer_id INTEGER NOT NULL)",
        // So that no id is by chance the same as its key.
        "INSERT INTO customers (id, name) VALUES (500, 'the application''s own')",
        "INSERT INTO contacts (id, email, customer_id) VALUES (700, 'its own', 500)");
    String yaml = PAGE.projectIn(folder);
    var project = SyncProject.load(Files.writeString(folder.resolve("parents.yml"), yaml));
    try (SyncEngine engine = SyncEngine.builder().project(project).build()) {
      assertThat(engine.runAll(project.syncs()))
          .extracting(RunReport::status)
          .containsOnly(RunStatus.SUCCEEDED);
      assertThat(linked()).containsExactly("A B a@example.org", "B - b@example.org");
      assertThat(engine.runAll(project.syncs()))
          .extracting(report -> report.ledger().written())
          .containsOnly(0L);

      run("shop.db", "DELETE FROM customers WHERE id = 1", "DELETE FROM contacts WHERE id = 11");
      assertThat(engine.runAll(project.syncs()))
          .extracting(report -> report.ledger().deleted())
          .containsExactly(1L, 1L);
    }
  }

  private List<String> linked() throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/crm.db");
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT c.name || ' ' || COALESCE(g.name, '-') || ' ' || m.email FROM customers c"
                    + " LEFT JOIN customers g ON g.id = c.group_id"
                    + " JOIN contacts m ON m.id = c.main_contact_id AND m.customer_id = c.id"
                    + " ORDER BY c.name")) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private void run(String file, String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/" + file);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }
}
