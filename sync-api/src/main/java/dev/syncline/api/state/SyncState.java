package dev.syncline.api.state;

import dev.syncline.api.run.RunReport;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that the store knows of a sync and that is not per record.
 *
 * @param progress what the last checkpoint said
 * @param records the number of record states
 * @param pending the number of pending children
 * @param deadLetters the number of dead letters
 * @param decidedLetters the number of those that a person has edited or discarded
 * @param unfinished a run that never ended: its process died
 * @param approvedScan the scan whose withheld deletes a person approved
 */
public record SyncState(
    SyncProgress progress,
    long records,
    long pending,
    long deadLetters,
    long decidedLetters,
    Optional<RunReport> unfinished,
    OptionalLong approvedScan) {

  /** Refuses missing parts. */
  public SyncState {
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(unfinished, "unfinished");
    Objects.requireNonNull(approvedScan, "approvedScan");
  }

  /** The same, with another progress. */
  public SyncState with(SyncProgress other) {
    return new SyncState(
        other, records, pending, deadLetters, decidedLetters, unfinished, approvedScan);
  }
}
