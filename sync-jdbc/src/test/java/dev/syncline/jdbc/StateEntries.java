package dev.syncline.jdbc;

import static dev.syncline.testkit.TestStates.TIME;
import static dev.syncline.testkit.TestStates.intent;
import static dev.syncline.testkit.TestStates.key;
import static dev.syncline.testkit.TestStates.letter;
import static dev.syncline.testkit.TestStates.pending;

import dev.syncline.api.Ledger;
import dev.syncline.api.Stage;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.run.RunFailure;
import dev.syncline.api.run.RunMetrics;
import dev.syncline.api.run.RunPause;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.api.run.WithheldDeletes;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.SyncProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A state store with an entry of every kind, whose texts hold what needs care. */
final class StateEntries {
  static final String SYNC = "orders";

  /** A text with all that is escaped, and with what is not. */
  static final String CARE = "C:\\temp\t\"x\"\r\nEnd\\n \uD83D\uDE00 'é' | \0 |";

  static final DeadLetter LETTER = withMessage(letter(1, OptionalLong.of(4)), "a \0 in a value");

  static final PendingChild CHILD =
      new PendingChild(
          key(2),
          "key-2",
          "{}",
          List.of(
              new MissingParent("parent_id", "parents", key(7), "7"),
              new MissingParent(CARE, "", key(8), CARE)),
          3,
          5,
          TIME.plusNanos(1),
          TIME,
          OptionalLong.empty(),
          true);

  static final RunReport RUN =
      new RunReport(
          SYNC,
          "run-1",
          RunStatus.FAILED,
          TIME,
          Optional.of(TIME.plusSeconds(1)),
          new Ledger(78, 0, 0, 4, 5, 6, 7, 8, 9, 10, 11, 18),
          new RunMetrics(13, 14, 15, 16),
          Optional.of(new RunFailure(Stage.INGEST, "the destination is full")),
          Optional.of(new RunPause("the circuit is open", Optional.of(TIME.plusSeconds(30)))),
          Optional.of(new WithheldDeletes(4, 99, "too many", List.of("1", CARE))),
          List.of(new SchemaChange(CARE, Kind.RETYPED, CARE, "string", Answer.REJECT)),
          List.of("", CARE, "last"));

  private StateEntries() {}

  private static DeadLetter withMessage(DeadLetter letter, String message) {
    return new DeadLetter(
        letter.id(),
        letter.key(),
        letter.rawHash(),
        letter.stage(),
        letter.errorType(),
        message,
        letter.fingerprint(),
        letter.raw(),
        letter.normalized(),
        letter.mapped(),
        letter.attempts(),
        letter.firstSeen(),
        letter.lastSeen(),
        letter.runId(),
        letter.firstScan(),
        letter.lastScan(),
        letter.masked(),
        letter.status());
  }

  static void fill(StateStore store) {
    var fresh = SyncProgress.NEW;
    var progress =
        new SyncProgress(
            Optional.of(new Cursor(2, "2026-01-01|17")),
            fresh.cursorHistory(),
            fresh.openScan(),
            fresh.completeScan(),
            fresh.nextScan(),
            fresh.nextOrdinal(),
            1,
            fresh.renewals(),
            fresh.hashVersions(),
            fresh.parents(),
            fresh.withheld(),
            fresh.source());
    var answer = store.acquire(LeaseRequest.of(SYNC, "runner", Duration.ofHours(1)));
    try (var session = store.open(((LeaseAnswer.Granted) answer).lease())) {
      session.journal(List.of(intent(5)));
      session.commit(
          Checkpoint.builder(progress)
              .rejected(List.of(LETTER, letter(3, OptionalLong.empty())))
              .parked(List.of(CHILD, pending(4, OptionalLong.of(4))))
              .run(RUN)
              .build());
    }
  }
}
