package dev.syncline.examples.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
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

/** What docs/verify-and-repair.md shows is what is compiled, run and printed. */
class VerifyPageTest {
  private static final Page PAGE = Page.of("docs/verify-and-repair.md");
  private static final Path CODE =
      Path.of("src", "main", "java", "dev", "syncline", "examples", "verify", "Inspection.java");

  @TempDir private Path folder;

  @Test
  void theCodeIsPartOfWhatIsCompiled() throws IOException {
    assertThat(PAGE.blocks("java"))
        .hasSize(2)
        .allSatisfy(code -> assertThat(Files.readString(CODE)).contains(code));
  }

  @Test
  void itPrintsWhatThePageShows() throws IOException, SQLException {
    String yaml = PAGE.projectIn(folder);
    SyncProject project = SyncProject.parse(yaml, "verify.yml", Map.of());
    execute("shop", "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT)");
    for (int id = 1; id <= 9; id++) {
      execute(
          "shop", "INSERT INTO customers VALUES (" + id + ", 'name " + id + "', 'x@example.org')");
    }
    execute(
        "crm",
        "CREATE TABLE contacts (row INTEGER PRIMARY KEY, customer_id INTEGER, title TEXT, email TEXT)");
    var screen = new ArrayList<String>();
    SyncDefinition customers = project.sync("customers");
    try (SyncEngine engine = SyncEngine.builder().project(project).build()) {
      engine.run(customers);
      for (String statement : PAGE.block("sql").split(";\n")) {
        execute("crm", statement);
      }
      var inspection = new Inspection(engine, customers, screen::add);
      assertThat(inspection.inspect()).isFalse();
      assertThat(inspection.doubled(folder.resolve("drift.jsonl"))).isEqualTo(1);
      execute("crm", "DELETE FROM contacts WHERE row = 10");
      assertThat(inspection.inspect()).isTrue();
    }
    assertThat(screen.get(0) + "\n").isEqualTo(PAGE.block("text"));
    List<String> sent = PAGE.blocks("text").get(1).lines().toList();
    assertThat(screen.get(1))
        .startsWith(sent.get(0))
        .endsWith(String.join("\n", sent.subList(1, 3)));
    assertThat(screen.get(3))
        .isEqualTo("customers: 9 records compared, all agree\n  not ours: 1 row, left alone");
    assertThat(Files.readAllLines(folder.resolve("drift.jsonl"))).hasSize(1);
  }

  private void execute(String database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder + "/" + database + ".db");
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
