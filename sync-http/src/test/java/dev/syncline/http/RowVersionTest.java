package dev.syncline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.core.project.SyncProject;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The example of docs/http.md that goes by row versions, against an API of that form. */
class RowVersionTest {
  private static final Duration LONGER_THAN_THE_OVERLAP = Duration.ofMinutes(10);

  private final SimulatedApi api = new SimulatedApi();
  private final Map<String, Map<String, Object>> rows = new ConcurrentHashMap<>();
  private final Map<String, Object> copies = new TreeMap<>();
  private final TestClock clock = TestClock.create();
  private long version;

  RowVersionTest() {
    api.route("/api/v1/data/parts", this::rows);
    api.route(
        "/api/v1/copies/",
        asked -> {
          copies.put(asked.path().substring("/api/v1/copies/".length()), asked.json());
          return Told.of(204, "");
        });
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private void put(int part, String description) {
    var row = new LinkedHashMap<String, Object>();
    row.put("oracle_keys", Map.of("PART_NO", "P" + part));
    row.put("row_version", ++version);
    row.put("data", Map.of("DESCRIPTION", description, "WEIGHT", "1.50"));
    rows.put("P" + part, row);
  }

  /** Sorted by version; the token is asked for. */
  private Told rows(Asked asked) {
    if (!asked.headers().getOrDefault("authorization", "").equals("Bearer a-jwt")) {
      return Told.of(401, "");
    }
    long after = Long.parseLong(asked.query().getOrDefault("rowversion_gt", "0"));
    int size = Integer.parseInt(asked.query().get("page_size"));
    List<Map<String, Object>> page =
        rows.values().stream()
            .filter(row -> (Long) row.get("row_version") > after)
            .sorted(Comparator.comparing(row -> (Long) row.get("row_version")))
            .limit(size)
            .toList();
    return Told.json(Map.of("rows", page));
  }

  private SyncProject project() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "http.md"));
    var example =
        Pattern.compile("```yaml\n(connections:\n  apismith:.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(example.find()).isTrue();
    String yaml = example.group(1).replace("https://apismith.example.com", api.url());
    return SyncProject.parse(yaml, "http.md", Map.of("APISMITH_TOKEN", "a-jwt"));
  }

  private SyncEngine engine(SyncProject project) {
    return SyncEngine.builder()
        .project(project)
        .stateStore(InMemoryStateStore.create(clock))
        .clock(clock)
        .build();
  }

  @Test
  void readsWhatChangedAndNothingElse() throws IOException {
    for (int part = 1; part <= 1_250; part++) {
      put(part, "part " + part);
    }
    SyncProject project = project();
    try (SyncEngine engine = engine(project)) {
      RunReport first = engine.run(project.sync("parts"));
      assertThat(first.status()).as(first.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(first.ledger().inserted()).isEqualTo(1_250);
      assertThat(copies).hasSize(1_250);
      // Versions cannot be rewound: only the third run finds a cursor that is older than the
      // overlap.
      clock.advance(LONGER_THAN_THE_OVERLAP);
      assertThat(engine.run(project.sync("parts")).ledger().unchanged()).isEqualTo(1_250);
      clock.advance(LONGER_THAN_THE_OVERLAP);
      put(7, "renamed");
      put(2_000, "new");
      RunReport second = engine.run(project.sync("parts"));
      assertThat(second.ledger().updated()).as(second.toString()).isEqualTo(1);
      assertThat(second.ledger().inserted()).isEqualTo(1);
      assertThat(second.ledger().fetched()).isLessThan(10);
      assertThat(copies.get("P7").toString()).contains("renamed");
      RunReport third = engine.run(project.sync("parts"));
      assertThat(third.ledger().updated() + third.ledger().inserted()).isZero();
    }
  }

  /** Seven rows share each version, and a page has a hundred. */
  @Test
  void rowsThatShareAVersionAreNotLostBetweenTwoPages() throws IOException {
    for (int part = 1; part <= 350; part++) {
      put(part, "part " + part);
      if (part % 7 != 0) {
        version--;
      }
    }
    SyncProject project = project();
    try (SyncEngine engine = engine(project)) {
      RunReport report = engine.run(project.sync("parts"));
      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.ledger().fetched()).isEqualTo(350);
    }
    assertThat(copies).hasSize(350);
  }

  /**
   * A row that changes while the list is read moves to its end, and pushes nothing out of sight.
   */
  @Test
  void rowsThatChangeWhileTheyAreReadHideNoOther() throws IOException {
    for (int part = 1; part <= 350; part++) {
      put(part, "part " + part);
    }
    var changing = new ArrayList<>(List.of(5, 120, 340));
    for (int page = 0; page < 4; page++) {
      api.next(
          asked -> {
            if (asked.path().endsWith("/parts") && !changing.isEmpty()) {
              put(changing.remove(0), "changed while reading");
            }
            return Optional.empty();
          });
    }
    SyncProject project = project();
    try (SyncEngine engine = engine(project)) {
      assertThat(engine.run(project.sync("parts")).status()).isEqualTo(RunStatus.SUCCEEDED);
    }
    assertThat(copies).hasSize(350);
  }
}
