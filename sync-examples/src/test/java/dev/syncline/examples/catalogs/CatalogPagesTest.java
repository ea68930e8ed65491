package dev.syncline.examples.catalogs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.project.SyncProject;
import dev.syncline.examples.page.Page;
import dev.syncline.jdbc.JdbcTable;
import dev.syncline.jdbc.SqliteStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/catalog.md and docs/tables.md show works as they show it. */
class CatalogPagesTest {
  private static final Page CATALOG = Page.of("docs/catalog.md");
  private static final Page TABLES = Page.of("docs/tables.md");
  private static final Path CODE =
      Path.of("src/main/java/dev/syncline/examples/catalogs/WholeSource.java");

  @TempDir private Path folder;

  private void shop(String... statements) throws SQLException {
    try (var open = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.db"));
        var sql = open.createStatement()) {
      for (String statement : statements) {
        sql.execute(statement);
      }
    }
  }

  @Test
  void theCodeIsPartOfWhatIsCompiled() throws IOException {
    assertThat(Files.readString(CODE)).contains(CATALOG.block("java").indent(4));
  }

  @Test
  void theJsonIsJson() throws IOException {
    for (String block : CATALOG.blocks("json")) {
      JsonNode node = new ObjectMapper().readTree(block);
      assertThat(node.isContainerNode()).isTrue();
    }
    assertThat(CATALOG.blocks("json")).hasSize(2);
  }

  @Test
  void aDatabaseIsCopiedByTheFirstExampleWithItsSourceExchanged() throws IOException, SQLException {
    shop(
        "CREATE TABLE items (item_no TEXT NOT NULL PRIMARY KEY, row_version INTEGER)",
        "CREATE TABLE tmp_1 (item_no TEXT NOT NULL PRIMARY KEY)",
        "INSERT INTO items VALUES ('a', 1), ('b', 2)");
    String yaml =
        CATALOG
            .projectIn(folder)
            .replaceAll(
                "smith: \\{.*", "smith: {type: jdbc, url: \"jdbc:sqlite:" + folder + "/shop.db\"}")
            .replace(
                "type: apismith, connection: smith, total: total",
                "connection: smith, cursor: row_version")
            .replace("remember: ", "remember: " + folder + "/");
    Path file = Files.writeString(folder.resolve("project.yml"), yaml);
    List<RunReport> first = WholeSource.copy(file);
    assertThat(first).hasSize(1);
    assertThat(first.get(0).ledger().inserted()).isEqualTo(2);
    assertThat(WholeSource.copy(file).get(0).ledger().written()).isZero();
    assertThat(folder.resolve("erp.catalog.json")).exists();
  }

  @Test
  void aTableIsMadeAndTheReportSaysSo() throws IOException, SQLException {
    shop(
        "CREATE TABLE items (item_no TEXT NOT NULL PRIMARY KEY, row_version INTEGER)",
        "INSERT INTO items VALUES ('a', 1), ('b', 2)");
    String yaml = TABLES.projectIn(folder);
    SyncProject project = SyncProject.parse(yaml, "tables.yml", Map.of());
    assertThat(project.sync("items").destination())
        .isEqualTo(
            JdbcTable.of("warehouse", "items")
                .createIfMissing()
                .evolve()
                .audit()
                .index("row_version")
                .toSpec());
    try (SyncEngine engine =
        SyncEngine.builder()
            .project(project)
            .stateStore(SqliteStateStore.at(folder.resolve("state.db")))
            .build()) {
      RunReport report = engine.run(project.sync("items"));
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      String shown = TABLES.block("text");
      assertThat(report.notices()).hasSize(2);
      for (int i = 0; i < 2; i++) {
        String[] parts = shown.lines().toList().get(i).replace("note: ", "").split("…");
        assertThat(report.notices().get(i)).startsWith(parts[0]).endsWith(parts[parts.length - 1]);
      }
    }
  }
}
