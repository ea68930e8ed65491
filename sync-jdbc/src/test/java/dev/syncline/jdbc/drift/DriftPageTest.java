package dev.syncline.jdbc.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.Plan;
import dev.syncline.core.project.SyncProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/schema-drift.md shows is what is compiled, run and printed. */
class DriftPageTest {
  private static final Path PAGE = Path.of("..", "docs", "schema-drift.md");
  private static final Path CODE =
      Path.of("src", "test", "java", "dev", "syncline", "jdbc", "drift", "WatchedSchema.java");

  @TempDir private Path folder;

  private final List<String> calls = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // before each test
  private SyncProject project;

  private static List<String> blocks(String language) throws IOException {
    var blocks = new ArrayList<String>();
    String fence = "```" + language + "\n";
    String page = Files.readString(PAGE);
    for (int at = page.indexOf(fence); at >= 0; at = page.indexOf(fence, at)) {
      int start = at + fence.length();
      at = page.indexOf("```", start);
      blocks.add(page.substring(start, at).stripTrailing());
    }
    return blocks;
  }

  @BeforeEach
  void firstRun() throws IOException, SQLException {
    String yaml =
        blocks("yaml")
            .get(0)
            .replace("jdbc:sqlite:", "jdbc:sqlite:" + folder + "/")
            .replace("file:./", "file:" + folder + "/")
            .replace("path: ", "path: " + folder + "/");
    project = SyncProject.parse(yaml, "drift.yml", Map.of());
    run(shop(), "CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR(20), email TEXT)");
    run(shop(), "INSERT INTO customers VALUES (1, 'Ada', 'ada@example.org')");
    run(shop(), "INSERT INTO customers VALUES (2, 'Bob', 'bob@example.org')");
    run(
        crm(),
        "CREATE TABLE CONTACTS (CUSTOMER_ID INT PRIMARY KEY, TITLE VARCHAR(20), EMAIL VARCHAR)");
    try (SyncEngine engine = engine()) {
      assertThat(engine.run(customers()).ledger().inserted()).isEqualTo(2);
    }
  }

  private SyncDefinition customers() {
    return project.sync("customers");
  }

  private SyncEngine engine() {
    return SyncEngine.builder().project(project).listener(new WatchedSchema(calls::add)).build();
  }

  private String shop() {
    return "jdbc:sqlite:" + folder + "/shop.db";
  }

  private String crm() {
    return "jdbc:h2:file:" + folder + "/crm";
  }

  private static void run(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void theCodeIsPartOfWhatIsCompiled() throws IOException {
    assertThat(blocks("java"))
        .hasSize(2)
        .allSatisfy(code -> assertThat(Files.readString(CODE)).contains(code));
  }

  @Test
  void theContractOfTheFileIsTheUsualOne() {
    assertThat(customers().schemaDrift()).isEqualTo(SchemaDrift.standard());
  }

  @Test
  void aDroppedColumnFreezesAsThePageShows() throws IOException, SQLException {
    run(shop(), "ALTER TABLE customers DROP COLUMN email");
    try (SyncEngine engine = engine()) {
      RunReport report = engine.run(customers());
      assertThat(report.toString().replaceFirst("in \\d+ ms", "in 0 ms"))
          .isEqualTo(blocks("text").get(0));
      assertThat(calls)
          .containsExactly("customers: field 'email' has vanished (was string): freeze");
      // Accepted, the field is still named by the mapping.
      RunReport accepted = new WatchedSchema(calls::add).acceptAndRun(engine, customers());
      assertThat(accepted.status()).isEqualTo(RunStatus.FAILED);
      assertThat(accepted.failure().orElseThrow().message()).contains("no field 'email'");
      assertThat(calls).contains("1 changes accepted");
    }
  }

  @Test
  void aPlanShowsTheChangeBeforeItIsDone() throws IOException, SQLException {
    run(crm(), "ALTER TABLE CONTACTS ADD COLUMN PHONE VARCHAR");
    run(shop(), "ALTER TABLE customers ADD COLUMN phone TEXT");
    run(shop(), "UPDATE customers SET email = 'rob@example.org' WHERE id = 2");
    try (SyncEngine engine = engine();
        Plan plan = engine.plan(customers())) {
      assertThat(plan.toString()).isEqualTo(blocks("text").get(1));
    }
  }

  @Test
  void whatDoesNotFitIsALetter() throws IOException, SQLException {
    run(shop(), "UPDATE customers SET name = 'Bartholomew the Elder' WHERE id = 2");
    try (SyncEngine engine = engine()) {
      assertThat(engine.run(customers()).ledger().rejected()).isEqualTo(1);
      var letter = engine.state().deadLetters("customers", Optional.empty(), 10).get(0);
      assertThat(letter.stage() + ": " + letter.message()).isEqualTo(blocks("text").get(2));
    }
  }
}
