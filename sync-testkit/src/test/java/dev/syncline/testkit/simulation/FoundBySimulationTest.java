package dev.syncline.testkit.simulation;

import static dev.syncline.testkit.simulation.DestinationKind.IDEMPOTENT_CREATE;
import static dev.syncline.testkit.simulation.DestinationKind.JOINED_TRANSACTION;
import static dev.syncline.testkit.simulation.DestinationKind.LOOK_UP_ONLY;
import static dev.syncline.testkit.simulation.DestinationKind.UPSERT;
import static dev.syncline.testkit.simulation.DestinationKind.UPSERT_WITH_LOOK_UP;
import static dev.syncline.testkit.simulation.Which.CHILDREN;
import static dev.syncline.testkit.simulation.Which.PARENTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.definition.DeltaStrategy;
import dev.syncline.testkit.simulation.Trouble.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the simulation found in the engine, cut down to the steps that it takes. */
class FoundBySimulationTest {

  @Test
  void aWriteOfACrashedRunIsKnownToTheNext() {
    check(
        setup(UPSERT, DeltaStrategy.HASH, false, false),
        put(PARENTS, 7, 1, 0),
        run(List.of(PARENTS)),
        put(PARENTS, 7, 2, 0),
        run(List.of(PARENTS), trouble(Kind.CRASH, "StateSession.commit", 3, false)),
        new Step.Revert(PARENTS, 7));
  }

  @Test
  void aLateCommitIsSeenAfterAScanThatWasGoneOnWith() {
    check(
        setup(UPSERT, DeltaStrategy.TIMESTAMP, false, true),
        put(PARENTS, 5, 1, 0),
        run(List.of(PARENTS), trouble(Kind.RETRYABLE, "StateSession.commit", 3, true)),
        new Step.Late(PARENTS, 5, 2, 0, 54));
  }

  @Test
  void aRepeatedInsertThatIsPutOffStaysInDoubt() {
    check(
        setup(UPSERT, DeltaStrategy.HASH, false, true),
        put(PARENTS, 2, 1, 0),
        put(PARENTS, 4, 2, 0),
        put(PARENTS, 3, 3, 0),
        run(List.of(PARENTS), trouble(Kind.RETRYABLE, "Loader.write", 2, true)),
        new Step.RemoveAll(PARENTS),
        run(List.of(PARENTS), trouble(Kind.PUT_OFF, "Loader.write", 1, true)));
  }

  @Test
  void aChildFindsNoParentThatWasDeletedByACrashedRun() {
    check(
        setup(UPSERT_WITH_LOOK_UP, DeltaStrategy.HASH, true, false),
        put(PARENTS, 3, 1, 0),
        put(PARENTS, 7, 2, 0),
        run(List.of(PARENTS)),
        new Step.Remove(PARENTS, 3),
        run(List.of(PARENTS), trouble(Kind.CRASH, "Loader.write", 1, true)),
        put(CHILDREN, 3, 3, 3));
  }

  @Test
  void aParentIsNotDeletedWhileAChildOfItIsInDoubt() {
    check(
        setup(UPSERT, DeltaStrategy.HASH, true, false),
        put(PARENTS, 8, 1, 0),
        run(List.of(PARENTS, CHILDREN)),
        new Step.Remove(PARENTS, 8),
        put(CHILDREN, 3, 2, 8),
        run(List.of(CHILDREN), trouble(Kind.CRASH, "StateSession.commit", 3, false)),
        put(PARENTS, 3, 3, 0),
        run(List.of(PARENTS)));
  }

  @Test
  void aProcessThatStoodStillAfterItsJournalDoesNotWrite() {
    check(
        setup(LOOK_UP_ONLY, DeltaStrategy.HASH, false, false),
        put(PARENTS, 3, 1, 0),
        run(List.of(PARENTS), trouble(Kind.SUSPEND, "StateSession.journal", 1, true)));
  }

  @Test
  void whatWasInDoubtInAnInterruptedScanIsNotAbsent() {
    check(
        setup(IDEMPOTENT_CREATE, DeltaStrategy.HASH, false, true),
        put(PARENTS, 6, 1, 0),
        put(PARENTS, 5, 2, 0),
        run(
            List.of(PARENTS),
            trouble(Kind.IN_DOUBT, "Loader.write", 1, false),
            trouble(Kind.CRASH, "StateSession.scan", 1, false)));
  }

  @Test
  void aChildThatWasCarriedBeforeAnInterruptedScanIsNotAbsent() {
    check(
        new Setup(
            LOOK_UP_ONLY,
            true,
            Duration.ZERO,
            DeltaStrategy.FULL,
            true,
            Setup.MINUTE,
            true,
            true,
            false,
            true,
            true,
            6,
            1,
            4,
            5,
            0),
        put(CHILDREN, 4, 3, 6),
        put(PARENTS, 6, 5, 3),
        run(List.of(CHILDREN), trouble(Kind.CRASH, "StateSession.scan", 2, true)),
        run(List.of(PARENTS, CHILDREN), trouble(Kind.SUSPEND, "StateSession.scan", 1, false)));
  }

  @Test
  void aWriteThatMayHaveArrivedStaysInDoubtWhenTheNextTryIsPutOff() {
    check(
        retrying(setup(UPSERT, DeltaStrategy.HASH, false, false)),
        put(PARENTS, 6, 1, 0),
        put(PARENTS, 7, 1, 0),
        run(
            List.of(PARENTS),
            trouble(Kind.RETRYABLE, "Loader.write", 1, true),
            trouble(Kind.PUT_OFF, "Loader.write", 2, false)),
        new Step.Remove(PARENTS, 6));
  }

  @Test
  void theParentOfEitherVersionStaysWhileItIsInDoubtWhichOneArrived() {
    check(
        setup(LOOK_UP_ONLY, DeltaStrategy.HASH, true, false),
        put(PARENTS, 3, 1, 0),
        put(CHILDREN, 6, 9, 3),
        run(List.of(PARENTS, CHILDREN)),
        put(CHILDREN, 6, 10, 4),
        put(PARENTS, 4, 11, 0),
        new Step.Remove(PARENTS, 3),
        run(List.of(PARENTS, CHILDREN), trouble(Kind.RETRYABLE, "Loader.write", 2, false)),
        run(List.of(PARENTS, CHILDREN), trouble(Kind.PUT_OFF, "Loader.write", 1, true)));
  }

  @Test
  void whatIsRepeatedAndStaysInDoubtKeepsItsParents() {
    check(
        setup(IDEMPOTENT_CREATE, DeltaStrategy.HASH, true, true),
        put(CHILDREN, 6, 2, 5),
        put(PARENTS, 5, 3, 0),
        run(List.of(PARENTS, CHILDREN), trouble(Kind.PARTIAL_WRITE, "Loader.write", 2, true)),
        put(CHILDREN, 6, 4, 2),
        run(List.of(PARENTS, CHILDREN), trouble(Kind.PARTIAL_WRITE, "Loader.write", 1, false)),
        new Step.RemoveAll(PARENTS));
  }

  @Test
  void aNewerVersionOfWhatIsInDoubtInTheSameRunWaits() {
    check(
        setup(IDEMPOTENT_CREATE, DeltaStrategy.HASH, true, false),
        put(PARENTS, 8, 4, 0),
        put(CHILDREN, 9, 8, 2),
        run(List.of(PARENTS, CHILDREN)),
        put(PARENTS, 2, 10, 0),
        put(CHILDREN, 9, 11, 8),
        run(List.of(PARENTS, CHILDREN), trouble(Kind.PARTIAL_WRITE, "Loader.write", 2, false)));
  }

  @Test
  void aNewerVersionWaitsUntilTheOneInDoubtIsKnown() {
    check(
        setup(IDEMPOTENT_CREATE, DeltaStrategy.HASH, false, false),
        put(PARENTS, 2, 9, 0),
        run(List.of(PARENTS), trouble(Kind.IN_DOUBT, "Loader.write", 1, false)),
        put(PARENTS, 2, 12, 0),
        run(List.of(PARENTS), trouble(Kind.IN_DOUBT, "Loader.write", 1, false)));
  }

  @Test
  void aTransactionThatFailsTakesItsRecordStatesWithIt() {
    check(
        setup(JOINED_TRANSACTION, DeltaStrategy.HASH, false, false),
        put(PARENTS, 3, 1, 0),
        run(List.of(PARENTS), trouble(Kind.RETRYABLE, "UnitOfWork.commit", 1, false)));
  }

  @Test
  void aStateStoreThatCannotBeginATransactionCostsNoRecord() {
    check(
        setup(JOINED_TRANSACTION, DeltaStrategy.HASH, false, false),
        put(PARENTS, 3, 1, 0),
        run(List.of(PARENTS)),
        put(PARENTS, 7, 2, 0),
        run(List.of(PARENTS), trouble(Kind.UNKNOWN_ERROR, "StateSession.begin", 2, false)));
  }

  private static void check(Setup setup, Step... steps) {
    var history = new History(0, setup, List.of(steps));
    assertThat(Simulation.inMemory().run(history)).isEmpty();
  }

  private static Setup setup(
      DestinationKind destination, DeltaStrategy delta, boolean children, boolean resumable) {
    return new Setup(
        destination,
        true,
        Duration.ZERO,
        delta,
        children,
        Setup.MINUTE,
        true,
        resumable,
        false,
        false,
        false,
        2,
        2,
        2,
        5,
        0);
  }

  @Test
  void aWriteThatBeginsLateIsFoundLate() {
    check(
        retrying(setup(LOOK_UP_ONLY, DeltaStrategy.FULL, false, false)),
        put(PARENTS, 4, 8, 0),
        put(PARENTS, 2, 9, 0),
        put(PARENTS, 6, 11, 0),
        run(
            List.of(PARENTS),
            trouble(Kind.PARTIAL_WRITE, "Loader.write", 2, false),
            trouble(Kind.SLOW, "StateSession.journal", 2, false)));
  }

  /** Tries twice, at a destination that finds late what it holds. */
  private static Setup retrying(Setup s) {
    return new Setup(
        s.destination(),
        s.orderedWrites(),
        Duration.ofSeconds(2),
        s.delta(),
        s.children(),
        s.overlap(),
        s.snapshot(),
        s.resumable(),
        s.ordered(),
        s.rewinds(),
        s.readsByKey(),
        s.batchRows(),
        s.maxBatch(),
        s.checkpointRows(),
        s.mostDeletes(),
        1);
  }

  private static Step put(Which table, long id, int version, long parent) {
    return new Step.Put(table, id, version, parent);
  }

  private static Step run(List<Which> syncs, Trouble... troubles) {
    return new Step.Run(syncs, List.of(troubles));
  }

  private static Trouble trouble(Kind kind, String call, int nth, boolean after) {
    return new Trouble(kind, call, nth, after, 0);
  }
}
