package dev.syncline.core.pipeline;

import dev.syncline.api.state.StateSession;
import dev.syncline.core.definition.DeltaStrategy;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.Identity;
import java.util.OptionalLong;

/**
 * The stages that depend on what a run reads.
 *
 * @param identify computes the data hash
 * @param delta says what has to change
 * @param resolve puts the parents' ids in
 * @param track books what became of every row
 */
record Stages(IdentifyStage identify, DeltaStage delta, ResolveStage resolve, TrackStage track) {

  /**
   * The stages of a run.
   *
   * @param settle returns when all earlier batches are committed
   */
  static Stages of(
      RunParts parts,
      ScanPlan plan,
      StateSession session,
      InFlight inFlight,
      HeldDeletes heldDeletes,
      CheckpointBook book,
      ProgressBook progress,
      Runnable settle) {
    SyncDefinition definition = parts.definition();
    var identity = new Identity();
    OptionalLong scan = plan.full() ? OptionalLong.of(plan.scan()) : OptionalLong.empty();
    boolean compareValues = definition.delta().strategy() == DeltaStrategy.FULL;
    return new Stages(
        new IdentifyStage(definition.parents(), identity, definition.delta().algorithm()),
        new DeltaStage(
            session,
            identity,
            inFlight,
            settle,
            new ScanMarks(progress::scanStart),
            plan.full() && parts.extractor().traits().snapshot(),
            compareValues,
            definition.parents(),
            heldDeletes,
            progress::elsewhere,
            definition.deletes().ownAdopted(),
            new StoredHashes(definition.delta(), identity, progress::version)),
        new ResolveStage(
            definition.name(),
            definition.parents(),
            session,
            identity,
            book.fresh(),
            inFlight,
            settle,
            parts.clock()),
        new TrackStage(
            book,
            new DeadLetters(parts.runId(), scan),
            parts.clock(),
            progress.hashVersion(),
            compareValues,
            scan));
  }
}
