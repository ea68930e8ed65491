package dev.syncline.core.pipeline;

import dev.syncline.api.Ledger;
import dev.syncline.api.error.PermanentException;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.RunSettings;
import java.time.Instant;
import java.time.InstantSource;

/** Says when a checkpoint is due, and when a run is going so wrong that it has to stop. */
final class CheckpointPace {
  private final RunSettings settings;
  private final ErrorBudget budget;
  private final InstantSource clock;
  private Instant lastCommit;

  CheckpointPace(RunSettings settings, ErrorBudget budget, InstantSource clock) {
    this.settings = settings;
    this.budget = budget;
    this.clock = clock;
    this.lastCommit = clock.instant();
  }

  boolean due(long uncommittedRows) {
    return uncommittedRows >= settings.checkpointRows()
        || (uncommittedRows > 0
            && !clock.instant().isBefore(lastCommit.plus(settings.checkpointEvery())));
  }

  void committed() {
    lastCommit = clock.instant();
  }

  /**
   * Stops a run that rejects more than its error budget allows.
   *
   * @param discarded how many of the rejected records a person had discarded: they were no surprise
   */
  void checkBudget(Ledger ledger, long discarded) {
    long taken = ledger.fetched() + ledger.carried();
    long rejected = ledger.rejected() - discarded;
    boolean share = taken >= budget.after() && rejected * 100.0 > budget.percent() * taken;
    boolean count = budget.count().isPresent() && rejected > budget.count().getAsLong();
    if (share || count) {
      throw new PermanentException(
          "the error budget is used up: "
              + rejected
              + " of "
              + taken
              + " records were rejected; look at the dead letters before you raise the budget");
    }
  }
}
