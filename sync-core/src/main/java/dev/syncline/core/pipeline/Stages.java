package dev.syncline.core.pipeline;

import dev.syncline.api.state.StateSession;
import dev.syncline.core.definition.DeltaStrategy;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.Identity;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The stages that depend on what a run reads.
 *
 * @param decisions does what people decided about dead letters
 * @param identify computes the data hash
 * @param delta says what has to change
 * @param resolve puts the parents' ids in
 * @param track books what became of every row
 */
record Stages(
    LetterDecisions decisions,
    IdentifyStage identify,
    DeltaStage delta,
    ResolveStage resolve,
    TrackStage track) {

  /**
   * The stages of a run.
   *
   * @param plan what is read; empty if dead letters are replayed
   * @param decided whether people have decided about dead letters
   * @param settle returns when all earlier batches are committed
   */
  static Stages of(
      RunParts parts,
      Optional<ScanPlan> plan,
      boolean decided,
      StateSession session,
      InFlight inFlight,
      HeldDeletes heldDeletes,
      CheckpointBook book,
      ProgressBook progress,
      Runnable settle) {
    SyncDefinition definition = parts.definition();
    var identity = new Identity();
    // Two threads, one for each: they remember names.
    var transforming = new Secrets(definition.secretFields(), definition.mapping());
    var loading = new Secrets(definition.secretFields(), definition.mapping());
    boolean full = plan.filter(ScanPlan::full).isPresent();
    OptionalLong scan = full ? OptionalLong.of(plan.orElseThrow().scan()) : OptionalLong.empty();
    boolean compareValues = definition.delta().strategy() == DeltaStrategy.FULL;
    return new Stages(
        new LetterDecisions(
            session,
            new FetchStage(definition, new Identity()),
            inFlight,
            settle,
            transforming,
            decided || plan.isEmpty(),
            plan.isEmpty()),
        new IdentifyStage(definition.parents(), identity, HashRecipe.of(definition.delta())),
        new DeltaStage(
            session,
            identity,
            inFlight,
            settle,
            new ScanMarks(progress::scanStart),
            full && parts.extractor().traits().snapshot(),
            compareValues,
            definition.parents(),
            heldDeletes,
            progress::elsewhere,
            definition.deletes().ownAdopted(),
            definition.delta().volatileFields(),
            new StoredHashes(definition.delta(), identity, progress::version),
            parts.watch().needsStates()),
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
            new DeadLetters(parts.runId(), scan, loading),
            loading,
            parts.clock(),
            progress.hashVersion(),
            compareValues,
            scan));
  }
}
