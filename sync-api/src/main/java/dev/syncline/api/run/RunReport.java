package dev.syncline.api.run;

import dev.syncline.api.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run did; also what the state store keeps of it.
 *
 * @param sync the sync
 * @param runId the run
 * @param status how it stands or ended
 * @param startedAt when it started
 * @param finishedAt when it ended; empty while it runs
 * @param ledger the books
 * @param metrics what it cost
 * @param failure why it failed
 * @param pause why it paused
 * @param withheld deletes that the guard held back
 * @param drift how the source's schema differs from the remembered one
 * @param notices what a person should know
 */
public record RunReport(
    String sync,
    String runId,
    RunStatus status,
    Instant startedAt,
    Optional<Instant> finishedAt,
    Ledger ledger,
    RunMetrics metrics,
    Optional<RunFailure> failure,
    Optional<RunPause> pause,
    Optional<WithheldDeletes> withheld,
    List<SchemaChange> drift,
    List<String> notices) {

  /** Copies the lists. */
  public RunReport {
    Objects.requireNonNull(sync, "sync");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(finishedAt, "finishedAt");
    Objects.requireNonNull(ledger, "ledger");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(pause, "pause");
    Objects.requireNonNull(withheld, "withheld");
    drift = List.copyOf(drift);
    notices = List.copyOf(notices);
  }

  /** How long the run took; zero while it runs. */
  public Duration duration() {
    return finishedAt.map(end -> Duration.between(startedAt, end)).orElse(Duration.ZERO);
  }

  /** A few lines that a person can read. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    text.append(sync).append(": ").append(status);
    text.append(" in ").append(duration().toMillis()).append(" ms, ");
    text.append(ledger.fetched()).append(" fetched");
    if (ledger.carried() > 0) {
      text.append(", ").append(ledger.carried()).append(" carried");
    }
    if (ledger.absent() > 0) {
      text.append(", ").append(ledger.absent()).append(" absent");
    }
    text.append(" =");
    String separator = " ";
    for (var entry : ledger.byOutcome().entrySet()) {
      text.append(separator).append(entry.getValue()).append(' ');
      text.append(entry.getKey().name().toLowerCase(Locale.ROOT));
      separator = ", ";
    }
    if (ledger.byOutcome().isEmpty()) {
      text.append(" nothing to do");
    }
    failure.ifPresent(
        f -> text.append("\n  failed in ").append(f.stage()).append(": ").append(f.message()));
    pause.ifPresent(
        p -> {
          text.append("\n  paused: ").append(p.reason());
          p.resumeAt().ifPresent(time -> text.append("; it may go on at ").append(time));
        });
    withheld.ifPresent(
        w ->
            text.append("\n  ")
                .append(w.count())
                .append(" deletes withheld (scan ")
                .append(w.scan())
                .append("): ")
                .append(w.reason()));
    drift.forEach(change -> text.append("\n  schema: ").append(change));
    notices.forEach(notice -> text.append("\n  note: ").append(notice));
    return text.toString();
  }
}
