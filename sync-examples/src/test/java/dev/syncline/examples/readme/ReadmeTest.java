package dev.syncline.examples.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.SyncEngine;
import dev.syncline.core.project.SyncProject;
import dev.syncline.examples.page.Page;
import dev.syncline.jdbc.JdbcConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the build compiles and runs. */
class ReadmeTest {
  private static final Page README = Page.of("README.md");
  private static final Path EXAMPLE =
      Path.of("src", "main", "java", "dev", "syncline", "examples", "readme", "Example.java");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  @TempDir private Path folder;

  @Test
  void showsTheExampleThatIsCompiled() throws IOException {
    assertThat(README.block("java")).isEqualTo(Files.readString(EXAMPLE));
  }

  @Test
  void theExampleRunsAsPrinted() throws Exception {
    assertThat(runExample())
        .contains("customers: SUCCEEDED_WITH_REJECTS")
        .contains("2 fetched = 1 inserted, 1 rejected");
    assertThat(runExample()).contains("2 fetched = 1 unchanged, 1 rejected");
  }

  @Test
  void theYamlSaysTheSameAsTheCode() throws IOException {
    SyncProject project = SyncProject.parse(README.block("yaml"), "customers.yml", Map.of());

    assertThat(project.syncs()).containsExactly(Example.CUSTOMERS);
    assertThat(project.connections())
        .containsEntry("shop", JdbcConnection.url("jdbc:sqlite:shop.db").toSpec())
        .containsEntry("crm", JdbcConnection.url("jdbc:sqlite:crm.db").toSpec());
  }

  @Test
  void theYamlRunsAfterTheCodeAndFindsNothingToDo() throws Exception {
    runExample();
    String yaml = README.projectIn(folder);
    Path file = Files.writeString(folder.resolve("customers.yml"), yaml);

    SyncProject project = SyncProject.load(file);
    try (SyncEngine engine = SyncEngine.builder().project(project).build()) {
      assertThat(engine.runAll(project.syncs()))
          .singleElement()
          .satisfies(
              report -> {
                assertThat(report.ledger().unchanged()).isEqualTo(1);
                assertThat(report.ledger().written()).isZero();
              });
    }
  }

  @Test
  void leadsToFilesThatExist() throws IOException {
    List<String> links = LINK.matcher(README.text()).results().map(link -> link.group(1)).toList();

    assertThat(links).hasSizeGreaterThan(10);
    assertThat(links).allSatisfy(link -> assertThat(Path.of("..", link)).exists());
  }

  private String runExample() throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Example.class.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String said = Files.readString(output, UTF_8);
    assertThat(process.exitValue()).as("%s", said).isZero();
    return said;
  }
}
