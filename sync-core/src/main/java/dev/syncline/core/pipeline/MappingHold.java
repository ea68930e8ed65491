package dev.syncline.core.pipeline;

import dev.syncline.api.run.RunPause;
import dev.syncline.api.state.SyncState;
import dev.syncline.core.definition.OnMappingChange;
import java.util.Optional;

/** Holds a run whose mapping nobody has confirmed, where the definition asks for that. */
final class MappingHold {
  private MappingHold() {}

  /** Why the run does nothing; empty if it may go on. */
  static Optional<RunPause> of(RunParts parts, ProgressBook progress, SyncState stored) {
    boolean asks = parts.definition().delta().onMappingChange() == OnMappingChange.PLAN;
    if (!asks || !progress.mappingChanged() || stored.records() == 0 || parts.watch().confirmed()) {
      return Optional.empty();
    }
    // The next run has to see the change, too.
    progress.keepMapping();
    return Optional.of(
        new RunPause(
            "the mapping is another one than that of the last run, which may update all of "
                + stored.records()
                + " records, and 'onMappingChange' is 'plan': look at SyncEngine.plan and carry it"
                + " out with SyncEngine.apply, or say 'onMappingChange: apply'",
            Optional.empty()));
  }
}
