package dev.syncline.testkit;

import static dev.syncline.testkit.TestStates.changed;
import static dev.syncline.testkit.TestStates.key;
import static dev.syncline.testkit.TestStates.record;
import static dev.syncline.testkit.TestStates.records;
import static dev.syncline.testkit.TestStates.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Ledger;
import dev.syncline.api.Stage;
import dev.syncline.api.run.RunFailure;
import dev.syncline.api.run.RunMetrics;
import dev.syncline.api.run.RunPause;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.api.run.WithheldDeletes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the runs left behind. */
abstract class StateRunTests extends StateTests {

  StateRunTests(StateStoreContract contract) {
    super(contract);
  }

  private static RunReport extreme() {
    String text = TestRecords.ANY_TEXT;
    return new RunReport(
        "orders",
        "run-😀",
        RunStatus.FAILED,
        Instant.parse("2024-02-29T23:59:59.123456789Z"),
        Optional.of(Instant.parse("2024-03-01T00:00:00.000000001Z")),
        new Ledger(Long.MAX_VALUE, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
        new RunMetrics(Long.MAX_VALUE, 2, 3, Integer.MAX_VALUE),
        Optional.of(new RunFailure(Stage.INGEST, text)),
        Optional.of(new RunPause(text, Optional.of(Instant.parse("2024-03-01T00:00:00Z")))),
        Optional.of(new WithheldDeletes(1, 2, text, List.of("", text))),
        List.of(
            new SchemaChange(text, Kind.RETYPED, text, "string(20)", Answer.FREEZE),
            new SchemaChange("age", Kind.VANISHED, "integer", "", Answer.DISCARD),
            new SchemaChange("age", Kind.NEW, "", "", Answer.EVOLVE)),
        List.of(text, ""));
  }

  @Test
  @DisplayName("names the run that wrote a record state last")
  void nameTheLastWriter() {
    var session = session("orders");
    session.commit(
        checkpoint().written(records(0, 3)).run(started("run-1")).run(started("run-0")).build());
    session.commit(checkpoint().run(started("run-2")).build());
    session.commit(
        checkpoint()
            .removed(List.of(key(0)))
            .written(List.of(changed(record(1), 5)))
            .run(started("run-3"))
            .build());
    session.commit(states(List.of(changed(record(2), 5))));

    assertThat(lastWriter(0)).isEmpty();
    assertThat(lastWriter(1)).contains("run-3");
    assertThat(lastWriter(2)).as("written by no run").isEmpty();
    assertThat(lastWriter(3)).contains("run-1");
    session.commit(checkpoint().written(records(2, 4)).run(started("run-3")).build());
    assertThat(lastWriter(2)).contains("run-3");
    assertThat(lastWriter(3)).contains("run-3");
    assertThat(queries().lastWriter("unheard", key(3))).isEmpty();
  }

  private static RunReport started(String runId) {
    return run("orders", runId, 0, RunStatus.RUNNING);
  }

  private Optional<String> lastWriter(long number) {
    return queries().lastWriter("orders", key(number)).map(RunReport::runId);
  }

  @Test
  @DisplayName("lists the newest run first, and no more than asked for")
  void newestFirst() {
    var session = session("orders");
    for (int i = 1; i <= 12; i++) {
      session.commit(
          checkpoint().run(run("orders", "run-" + i, i * 60, RunStatus.SUCCEEDED)).build());
    }

    assertThat(queries().runs("orders", 3))
        .extracting(RunReport::runId)
        .containsExactly("run-12", "run-11", "run-10");
    assertThat(queries().runs("orders", 100)).hasSize(12);
    assertThat(queries().runs("customers", 100)).isEmpty();
  }

  @Test
  @DisplayName("holds one report per run: the last one")
  void holdsTheLastReport() {
    var session = session("orders");
    session.commit(checkpoint().run(run("orders", "run-1", 0, RunStatus.RUNNING)).build());

    session.commit(checkpoint().run(run("orders", "run-1", 0, RunStatus.CANCELLED)).build());

    assertThat(queries().runs("orders", 10))
        .containsExactly(run("orders", "run-1", 0, RunStatus.CANCELLED));
  }

  @Test
  @DisplayName("tells of a run that never ended, until a checkpoint closes it")
  void tellsOfARunThatNeverEnded() {
    var session = session("orders");
    var running = run("orders", "run-1", 0, RunStatus.RUNNING);
    session.commit(checkpoint().run(running).build());
    assertThat(session.load().unfinished()).contains(running);

    var second = run("orders", "run-2", 60, RunStatus.RUNNING);
    session.commit(
        checkpoint().run(run("orders", "run-1", 0, RunStatus.FAILED)).run(second).build());
    assertThat(session.load().unfinished()).contains(second);

    session.commit(checkpoint().run(run("orders", "run-2", 60, RunStatus.PAUSED)).build());
    assertThat(session.load().unfinished()).isEmpty();
    assertThat(queries().runs("orders", 10))
        .extracting(RunReport::status)
        .containsExactly(RunStatus.PAUSED, RunStatus.FAILED);
  }

  @Test
  @DisplayName("brings a report back exactly as it was")
  void comesBackExactly() {
    session("orders").commit(checkpoint().run(extreme()).build());

    assertThat(queries().runs("orders", 1)).containsExactly(extreme());
  }

  @Test
  @DisplayName("keeps why a run paused, also when it may go on at once")
  void keepsWhyARunPaused() {
    var paused = run("orders", "run-1", 0, RunStatus.PAUSED);
    var report =
        new RunReport(
            paused.sync(),
            paused.runId(),
            paused.status(),
            paused.startedAt(),
            paused.finishedAt(),
            paused.ledger(),
            paused.metrics(),
            Optional.empty(),
            Optional.of(new RunPause("its deadline has passed", Optional.empty())),
            Optional.empty(),
            List.of(),
            List.of());
    session("orders").commit(checkpoint().run(report).build());

    assertThat(queries().runs("orders", 1)).containsExactly(report);
  }

  @Test
  @DisplayName("keeps runs of two syncs apart that have the same id")
  void isPerSync() {
    var first = run("orders", "run-1", 0, RunStatus.SUCCEEDED);
    var second = run("customers", "run-1", 0, RunStatus.RUNNING);
    session("orders").commit(checkpoint().run(first).build());
    session("customers").commit(checkpoint().run(second).build());

    assertThat(queries().runs("orders", 10)).containsExactly(first);
    assertThat(queries().runs("customers", 10)).containsExactly(second);
    assertThat(queries().state("orders").unfinished()).isEmpty();
  }
}
