package dev.syncline.core.pipeline;

import dev.syncline.api.Ledger;
import dev.syncline.api.Stage;
import dev.syncline.api.run.RunFailure;
import dev.syncline.api.run.RunMetrics;
import dev.syncline.api.run.RunPause;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.run.SyncListener;
import dev.syncline.api.run.WithheldDeletes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The report of a run while it is being written. Belongs to the loading thread. */
final class ReportDraft {
  private final String sync;
  private final String runId;
  private final Instant startedAt;
  private final SyncListener listener;
  private final List<String> notices = new ArrayList<>();
  private final List<SchemaChange> drift = new ArrayList<>();
  private Supplier<RunMetrics> metrics = () -> RunMetrics.NONE;
  private Supplier<Optional<RunPause>> pause = Optional::empty;
  private @Nullable RunFailure failure;
  private @Nullable WithheldDeletes withheld;

  ReportDraft(String sync, String runId, Instant startedAt, SyncListener listener) {
    this.sync = sync;
    this.runId = runId;
    this.startedAt = startedAt;
    this.listener = listener;
  }

  String sync() {
    return sync;
  }

  String runId() {
    return runId;
  }

  void measuredBy(Supplier<RunMetrics> source) {
    metrics = source;
  }

  void pausedBy(Supplier<Optional<RunPause>> source) {
    pause = source;
  }

  void notice(String message) {
    notices.add(message);
    tell(new SyncEvent.Noticed(sync, runId, message));
  }

  void drifted(List<SchemaChange> changes) {
    drift.addAll(changes);
    tell(new SyncEvent.SchemaDrifted(sync, runId, changes));
  }

  void failed(RunFailure cause) {
    failure = cause;
  }

  Optional<RunFailure> failure() {
    return Optional.ofNullable(failure);
  }

  void withheld(WithheldDeletes deletes) {
    withheld = deletes;
  }

  void tell(SyncEvent event) {
    listener.on(event);
  }

  RunReport running(Ledger ledger) {
    return report(RunStatus.RUNNING, ledger, Optional.empty());
  }

  RunReport finished(RunStatus status, Ledger ledger, Instant now) {
    return report(status, ledger, Optional.of(now));
  }

  private RunReport report(RunStatus status, Ledger ledger, Optional<Instant> finishedAt) {
    return new RunReport(
        sync,
        runId,
        status,
        startedAt,
        finishedAt,
        ledger,
        metrics.get(),
        failure(),
        status == RunStatus.PAUSED ? pause.get() : Optional.empty(),
        Optional.ofNullable(withheld),
        drift,
        notices);
  }

  /** The report of an earlier run whose process died: its books end with its last checkpoint. */
  static RunReport crashed(RunReport run, String successor, Instant now) {
    return new RunReport(
        run.sync(),
        run.runId(),
        RunStatus.FAILED,
        run.startedAt(),
        Optional.of(now),
        run.ledger(),
        run.metrics(),
        Optional.of(new RunFailure(Stage.TRACK, "crashed; run " + successor + " went on after it")),
        Optional.empty(),
        run.withheld(),
        run.drift(),
        run.notices());
  }

  /** How a run ends to which nothing happened that stopped it. */
  RunStatus successOf(Ledger ledger) {
    return ledger.rejected() > 0 || withheld != null
        ? RunStatus.SUCCEEDED_WITH_REJECTS
        : RunStatus.SUCCEEDED;
  }
}
