package dev.syncline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.core.project.SyncProject;
import dev.syncline.http.simulator.ListApi;
import dev.syncline.http.simulator.PeopleApi;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.testkit.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole runs from API to API, configured in YAML. */
class HttpSyncTest {
  private static final String SECRET = "s3cret-token-0815";

  private final SimulatedApi source = new SimulatedApi();
  private final SimulatedApi destination = new SimulatedApi();
  private final ListApi list = new ListApi(source, 10);
  private final PeopleApi people = new PeopleApi(destination);
  private final TestClock clock = TestClock.at(Instant.parse("2025-03-01T10:00:00Z"));
  private SyncProject project = parsed("syncs: []");
  private final InMemoryStateStore store = InMemoryStateStore.create(clock);

  @AfterEach
  void stop() {
    source.close();
    destination.close();
  }

  private SyncEngine engine(String sourceMore) {
    project = parsed(yaml(sourceMore));
    return SyncEngine.builder()
        .project(project)
        .stateStore(store)
        .clock(clock)
        .sameThread()
        .waiting(clock::advance)
        .build();
  }

  private static SyncProject parsed(String yaml) {
    return SyncProject.parse(yaml, "project.yaml", Map.of());
  }

  private String yaml(String sourceMore) {
    return """
        connections:
          from:
            type: http
            url: "%s"
            auth: {type: bearer, token: "%s"}
            timeout: 5s
            %s
          to:
            type: http
            url: "%s"
            auth: {type: api-key, name: key, key: "%s", in: query}
            timeout: 5s
        syncs:
          - name: people
            source:
              connection: from
              path: /keyset
              records: data.items
              key: id
              pagination: {type: keyset, fields: {after_id: id}, hasMore: more}
            map: {id: id, name: name}
            destination:
              connection: to
              create: {path: /people, id: data.ref}
              update: {path: "/people/{ref}"}
              delete: {path: "/people/{ref}"}
              lookup: {path: /people, query: {id: "{id}"}, records: results, id: ref}
            deletes: {by: absence, atMostPercent: 50}
            ephemeral: accepted
            settings: {batchRows: 10, checkpointRows: 10, retryDelay: 1ms, maxRetryDelay: 10ms}
        """
        .formatted(source.url(), SECRET, sourceMore, destination.url(), SECRET);
  }

  private void fill(long rows) {
    for (long id = 1; id <= rows; id++) {
      list.put(Map.of("id", id, "name", "name " + id));
    }
  }

  private RunReport run(SyncEngine engine) {
    return engine.run(project.sync("people"));
  }

  @Test
  void aKeyThatFitsIntoNoPathCostsItsRecordOnly() {
    var rows = new ArrayList<Map<String, Object>>();
    for (String id : List.of("a", "..", "b/c", "")) {
      rows.add(Map.of("id", id, "name", "name of " + id));
    }
    source.route("/odd", asked -> Told.json(Map.of("data", Map.of("items", rows))));
    destination.route("/found/", asked -> Told.of(404, ""));
    String odd =
        yaml("")
            .replace("path: /keyset", "path: /odd")
            .replace("{type: keyset, fields: {after_id: id}, hasMore: more}", "none")
            .replace("path: /people, query: {id: \"{id}\"}", "path: \"/found/{id}\"");
    project = parsed(odd);
    try (var engine =
        SyncEngine.builder().project(project).stateStore(store).clock(clock).sameThread().build()) {
      RunReport report = run(engine);
      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(report.ledger().inserted()).isEqualTo(2);
      assertThat(engine.deadLetters("people").list(Optional.empty(), 10))
          .hasSize(2)
          .allSatisfy(
              letter -> assertThat(letter.message()).contains("none that can be looked up"));
    }
  }

  @Test
  void copiesChangesAndDeletesAndWritesNothingTheSecondTime() {
    fill(35);
    try (SyncEngine engine = engine("")) {
      assertThat(run(engine).ledger().inserted()).isEqualTo(35);
      RunReport second = run(engine);
      assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(second.ledger().unchanged()).isEqualTo(35);
      list.put(Map.of("id", 7L, "name", "renamed"));
      list.remove(8L);
      RunReport third = run(engine);
      assertThat(third.ledger().updated()).isEqualTo(1);
      assertThat(third.ledger().deleted()).isEqualTo(1);
      assertThat(people.all()).hasSize(34).anyMatch(row -> "renamed".equals(row.get("name")));
    }
  }

  @Test
  void aQuotaOfTheDayPausesTheRunAndTheNextDayItGoesOn() {
    fill(35);
    try (SyncEngine engine = engine("throttle: {perDay: 2, zone: Europe/Berlin}")) {
      RunReport first = run(engine);
      assertThat(first.status()).isEqualTo(RunStatus.PAUSED);
      assertThat(first.pause().orElseThrow().reason())
          .isEqualTo("the quota of 2 requests a day is used up");
      assertThat(first.pause().orElseThrow().resumeAt())
          .contains(Instant.parse("2025-03-01T23:00:00Z"));
      assertThat(first.ledger().inserted()).isEqualTo(20);
      assertThat(run(engine).ledger().inserted()).as("the same day").isZero();
      clock.advance(Duration.ofHours(13));
      RunReport next = run(engine);
      assertThat(next.status()).as(next.toString()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(next.ledger().inserted()).isEqualTo(15);
      assertThat(people.all()).hasSize(35);
    }
  }

  @Test
  void anApiThatAsksForHoursPausesTheRunToo() {
    fill(25);
    source.next((Asked asked) -> Optional.empty());
    source.next(Told.of(429, "{}").header("Retry-After", "7200"));
    try (SyncEngine engine = engine("")) {
      RunReport report = run(engine);
      assertThat(report.status()).isEqualTo(RunStatus.PAUSED);
      assertThat(report.pause().orElseThrow().resumeAt())
          .contains(clock.instant().plus(Duration.ofHours(2)));
      clock.advance(Duration.ofHours(2));
      assertThat(run(engine).status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(people.all()).hasSize(25);
    }
  }

  @Test
  void aShortDelayIsWaitedFor() {
    fill(25);
    source.next((Asked asked) -> Optional.empty());
    source.next(Told.of(429, "{}").header("Retry-After", "40"));
    destination.next((Asked asked) -> Optional.empty());
    destination.next(Told.of(429, "").header("Retry-After", "30"));
    Instant start = clock.instant();
    try (SyncEngine engine = engine("")) {
      assertThat(run(engine).status()).isEqualTo(RunStatus.SUCCEEDED);
    }
    assertThat(clock.instant()).isAfter(start.plusSeconds(69));
    assertThat(people.all()).hasSize(25);
  }

  @Test
  void aLostAnswerIsLookedUpAndNothingComesTwice() {
    fill(5);
    destination.next((Asked asked) -> Optional.empty());
    for (int i = 0; i < 5; i++) {
      destination.next((Asked asked) -> Optional.empty());
    }
    destination.loseTheNextAnswer();
    try (SyncEngine engine = engine("")) {
      RunReport report = run(engine);
      assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
    }
    assertThat(people.all()).hasSize(5);
    assertThat(people.all()).extracting(row -> row.get("id")).doesNotHaveDuplicates();
  }

  /** Everything that a run produces in which all goes wrong that can. */
  @Test
  void noSecretIsFoundInAnythingThatFailingRunsProduce() {
    fill(5);
    var said = new ArrayList<String>();
    PrintStream out = System.out;
    PrintStream err = System.err;
    var printed = new ByteArrayOutputStream();
    var capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
    try {
      for (String echo : List.of("{\"e\": \"bad " + SECRET + "\"}", SECRET)) {
        failing(said, () -> source.route("/keyset", asked -> Told.of(400, echo)));
        failing(said, () -> source.route("/keyset", asked -> Told.of(401, echo)));
        failing(said, () -> source.route("/keyset", asked -> Told.of(503, echo)));
        failing(said, () -> source.route("/keyset", asked -> Told.of(200, echo)));
        failing(said, () -> source.route("/keyset", asked -> Told.nothing()));
        failing(
            said,
            () ->
                source.route(
                    "/keyset",
                    asked -> Told.of(302, echo).header("Location", "http://x/?t=" + SECRET)));
        new ListApi(source, 10).put(Map.of("id", 1L, "name", "n"));
        failing(said, () -> destination.route("/people", asked -> Told.of(422, echo)));
        failing(said, () -> destination.route("/people", asked -> Told.of(500, echo)));
        failing(said, () -> destination.route("/people", asked -> Told.of(401, echo)));
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    said.add(printed.toString(StandardCharsets.UTF_8));
    assertThat(String.join("\n", said))
        .contains("status 400")
        .contains("status 422")
        .contains("***")
        .doesNotContain(SECRET);
  }

  private void failing(List<String> said, Runnable trouble) {
    trouble.run();
    var events = new ArrayList<Object>();
    project = parsed(yaml(""));
    try (SyncEngine engine =
        SyncEngine.builder()
            .project(project)
            .stateStore(InMemoryStateStore.create(clock))
            .listener(events::add)
            .clock(clock)
            .sameThread()
            .waiting(clock::advance)
            .build()) {
      RunReport report = run(engine);
      said.add(report + " " + report.failure() + " " + report.pause() + " " + events);
      report.failure().ifPresent(failure -> said.add(failure.toString()));
      engine
          .state()
          .deadLetters("people", Optional.empty(), 100)
          .forEach(letter -> said.add(letter.toString()));
      said.add(engine + " " + project + " " + project.sync("people"));
    } catch (RuntimeException e) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      said.add(trace.toString());
    }
  }
}
