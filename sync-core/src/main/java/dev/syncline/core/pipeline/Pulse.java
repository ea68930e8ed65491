package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.error.PermanentException;

/**
 * What has to happen again and again while a run works: checkpoints, the error budget, the leases.
 * Belongs to the loading thread.
 */
final class Pulse {
  private final RunParts parts;
  private final SharedTransaction transaction;
  private final LeaseKeeper lease;
  private final CheckpointPace pace;
  private final CheckpointBook book;

  Pulse(
      RunParts parts,
      SharedTransaction transaction,
      LeaseKeeper lease,
      CheckpointPace pace,
      CheckpointBook book) {
    this.parts = parts;
    this.transaction = transaction;
    this.lease = lease;
    this.pace = pace;
    this.book = book;
  }

  /**
   * Between two batches.
   *
   * @throws PermanentException if the error budget is used up
   */
  void beat() {
    pace.checkBudget(book.ledger(), book.discarded());
    beatUnbudgeted();
  }

  /** The same where the error budget does not count. */
  void beatUnbudgeted() {
    if (pace.due(book.uncommittedRows()) || (transaction.open() && lease.due())) {
      book.commit();
      pace.committed();
    }
    keepLeases();
  }

  /** Also while something is waited for, which may take longer than the leases last. */
  void keepLeases() {
    if (!transaction.open()) {
      StageFailure.in(
          Stage.TRACK,
          () -> {
            parts.heartbeat().run();
            lease.keep();
          });
    }
  }

  /** Keeps the lease of a run that waits for others. */
  void keepLease() {
    if (!transaction.open()) {
      StageFailure.in(Stage.TRACK, lease::keep);
    }
  }

  /** A shared transaction is fenced by its own commit, and would make the renewal wait. */
  void beforeSend() {
    if (!transaction.open()) {
      lease.beforeSend();
    }
  }
}
