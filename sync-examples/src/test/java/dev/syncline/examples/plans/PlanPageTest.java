package dev.syncline.examples.plans;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/plan-and-explain.md shows is what is compiled, run and printed. */
class PlanPageTest {
  private static final Page PAGE = Page.of("docs/plan-and-explain.md");
  private static final Path CODE =
      Path.of("src", "main", "java", "dev", "syncline", "examples", "plans", "CarefulRun.java");

  @TempDir private Path folder;

  @Test
  void theCodeIsPartOfWhatIsCompiled() throws IOException {
    assertThat(PAGE.blocks("java"))
        .isNotEmpty()
        .allSatisfy(code -> assertThat(Files.readString(CODE)).contains(code));
  }

  @Test
  void itPrintsWhatThePageShows() throws IOException, SQLException {
    String yaml = PAGE.projectIn(folder);
    SyncProject project = SyncProject.parse(yaml, "plans.yml", Map.of());
    shop("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, email TEXT)");
    for (int id = 1; id <= 9; id++) {
      shop("INSERT INTO customers VALUES (" + id + ", 'name " + id + "', 'x@example.org')");
    }
    var screen = new ArrayList<String>();
    SyncDefinition customers = project.sync("customers");
    try (SyncEngine engine = SyncEngine.builder().project(project).build()) {
      engine.run(customers);
      shop("UPDATE customers SET name = 'Ada' WHERE id = 7");
      shop("UPDATE customers SET email = NULL WHERE id = 8");
      shop("INSERT INTO customers VALUES (10, 'Bob', 'bob@example.org')");
      shop("DELETE FROM customers WHERE id = 3");
      var careful = new CarefulRun(engine, customers, screen::add);
      assertThat(careful.run(2)).isEmpty();
      careful.explain(8);
      assertThat(careful.run(3)).isPresent();
    }
    assertThat(screen.get(0) + "\n").isEqualTo(PAGE.block("text"));
    assertThat(screen.get(1) + "\n").startsWith(PAGE.blocks("text").get(1).stripTrailing());
  }

  private void shop(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/shop.db");
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
