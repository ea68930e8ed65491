package dev.syncline.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the quickstart promises, through its real entry. */
class QuickstartTest {
  private static final List<String> FIELDS =
      List.of(
          "sync",
          "status",
          "fetched",
          "carried",
          "absent",
          "inserted",
          "updated",
          "unchanged",
          "deleted",
          "filtered",
          "superseded",
          "rejected",
          "pending",
          "deferred",
          "durationMillis");

  @TempDir private Path folder;

  @Test
  void writesEverythingOnceThenNothingThenPreciselyTheTouch() throws Exception {
    var databases = new Databases(folder);

    Map<String, JsonNode> first = QuickstartProcess.report(folder, "-Dquickstart.touch=");
    assertCounts(first.get("countries"), 249, 249, 0, 0, 0, 0);
    assertCounts(first.get("regions"), 4387, 4208, 0, 0, 0, 179);
    assertThat(first.get("countries").path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(first.get("regions").path("status").asText()).isEqualTo("SUCCEEDED_WITH_REJECTS");
    assertSynced(databases);

    Map<String, JsonNode> second = QuickstartProcess.report(folder);
    assertCounts(second.get("countries"), 249, 0, 0, 249, 0, 0);
    assertCounts(second.get("regions"), 4387, 0, 0, 4208, 0, 179);

    for (int touch = 1; touch <= 2; touch++) {
      Map<String, JsonNode> touched = QuickstartProcess.report(folder, "-Dquickstart.touch=true");
      assertCounts(touched.get("countries"), 249, 0, 0, 249, 0, 0);
      assertCounts(touched.get("regions"), 4387 + touch, 2, 5, 4202 + touch - 1, 1, 179);
      assertSynced(databases);
    }
  }

  @Test
  void fillsADestinationThatWasThrownAway() throws Exception {
    QuickstartProcess.report(folder);
    for (String file : List.of("destination.db", "destination.db-wal", "destination.db-shm")) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Map<String, JsonNode> again = QuickstartProcess.report(folder);
    assertCounts(again.get("countries"), 249, 249, 0, 0, 0, 0);
    assertCounts(again.get("regions"), 4387, 4208, 0, 0, 0, 179);
    assertSynced(new Databases(folder));
    assertCounts(QuickstartProcess.report(folder).get("regions"), 4387, 0, 0, 4208, 0, 179);
  }

  @Test
  void writesNothingButOneLineOfJsonPerSyncToStandardOutput() throws Exception {
    QuickstartProcess run = QuickstartProcess.start(folder, "-Dsync.report=json");

    assertThat(run.exitStatus()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      var names = new ArrayList<String>();
      new ObjectMapper().readTree(line).fieldNames().forEachRemaining(names::add);
      assertThat(names).isEqualTo(FIELDS);
    }
    assertThat(run.err()).contains("countries: reading 249 records");
  }

  @Test
  void tellsAPersonWhatHappenedAndWhatToTryNext() throws Exception {
    QuickstartProcess run = QuickstartProcess.start(folder, "-Dquickstart.touch=true");

    assertThat(run.exitStatus()).isZero();
    assertThat(run.out())
        .contains("made the source")
        .contains("renamed AE/", "deleted ", "added ")
        .contains("regions: reading 4,388 records")
        .contains("countries: SUCCEEDED in ")
        .contains("regions: SUCCEEDED_WITH_REJECTS in ")
        .containsPattern("fetched +inserted +updated +unchanged +deleted +rejected +pending")
        .contains("plan of countries: 249 records read; a run would insert 249")
        .contains("179 regions were refused")
        .contains("regions without a key: a run would reject it")
        .contains("IDENTIFY  refuses it: business key field 'code' is missing")
        .contains("'code' is missing")
        .contains("Puerto Rico (PR), 73: Adjuntas, Aguada")
        .contains("Macedonia, Republic of (MK), 1: Radoviš")
        .contains("-Dquickstart.touch=true")
        .contains("quickstart.yml");
    assertThat(run.err()).as("no stack trace, no complaint").doesNotContain("Exception", "ERROR");
  }

  @Test
  void saysInOneLineWhyItCannotRun() throws Exception {
    QuickstartProcess wrongSetting = QuickstartProcess.start(folder, "-Dsync.report=xml");
    assertThat(wrongSetting.exitStatus()).isEqualTo(1);
    assertThat(wrongSetting.err().lines())
        .containsExactly("quickstart: sync.report must be 'json' or 'text', not 'xml'");

    Files.writeString(folder.resolve("state.db"), "this is no database, but a text ".repeat(100));
    QuickstartProcess wrongFile = QuickstartProcess.start(folder, "-Dsync.report=json");
    assertThat(wrongFile.exitStatus()).isEqualTo(1);
    assertThat(wrongFile.out()).isEmpty();
    assertThat(wrongFile.err().lines().filter(line -> line.startsWith("quickstart: ")))
        .singleElement()
        .asString()
        .contains("state.db");
    assertThat(wrongFile.err()).doesNotContain("\tat ");
  }

  private static void assertCounts(
      JsonNode report,
      long fetched,
      long inserted,
      long updated,
      long unchanged,
      long deleted,
      long rejected) {
    assertThat(report.path("fetched").asLong()).as("fetched: %s", report).isEqualTo(fetched);
    assertThat(report.path("inserted").asLong()).as("inserted: %s", report).isEqualTo(inserted);
    assertThat(report.path("updated").asLong()).as("updated: %s", report).isEqualTo(updated);
    assertThat(report.path("unchanged").asLong()).as("unchanged: %s", report).isEqualTo(unchanged);
    assertThat(report.path("deleted").asLong()).as("deleted: %s", report).isEqualTo(deleted);
    assertThat(report.path("rejected").asLong()).as("rejected: %s", report).isEqualTo(rejected);
    assertThat(report.path("pending").asLong()).as("pending: %s", report).isZero();
  }

  private static void assertSynced(Databases databases) throws Exception {
    assertThat(databases.destinationCountries()).isEqualTo(databases.sourceCountries());
    assertThat(databases.destinationRegions()).isEqualTo(databases.sourceRegions());
  }
}
