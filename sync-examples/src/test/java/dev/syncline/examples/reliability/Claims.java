package dev.syncline.examples.reliability;

import java.util.Arrays;
import java.util.List;

/** Which tests stand for which guarantee, and which would catch which public bug of others. */
final class Claims {
  /** The ten guarantees. */
  static final List<Claim> GUARANTEES =
      List.of(
          claim(
              "1 Idempotent",
              "second runs over unchanged data, in every delta mode, on every kind of destination",
              "DeltaTest#secondRunOverUnchangedDataWritesNothing",
              "DeltaTest#theSameInOneThread",
              "WaitingChildTest#fullStrategyWithParentsWritesNothingTheSecondTime",
              "QuickstartTest",
              "JoinedTest#writesDeletesAndFindsNothingToDoTheSecondTime"),
          claim(
              "2 Nothing twice",
              "crashes before and after every write, lost answers, half batches, late requests;"
                  + " destinations with and without upsert, idempotency keys, look-ups, shared"
                  + " transactions; SIGKILL on real processes",
              "InDoubtTest",
              "HeldBackTest",
              "CrashPointsTest",
              "CrashPointsIT",
              "CrashIT",
              "KillIT",
              "LateRequestIT",
              "BrokenConnectionIT",
              "KilledQuickstartTest",
              "JoinedTest",
              "*LoaderTest#aLostAnswerLeavesOneRow"),
          claim(
              "3 Nothing lost",
              "every way out of the pipeline counted; stops, failures and crashes at every point,"
                  + " also while several connections read; an engine that forgets a record; seeded"
                  + " histories against a model, also on SQLite",
              "LedgerTest",
              "LostRecordTest",
              "PostgresLanesTest#aRunThatIsStoppedWhileLanesReadLeavesNothingOut",
              "PostgresLanesTest#aRunThatDiesWhileLanesReadLeavesNothingOut",
              "SimulationTest",
              "SqliteSimulationTest",
              "FoundBySimulationTest",
              "FaultyRunTest",
              "DeadLetterTest",
              "SplitTest"),
          claim(
              "4 Late commits are seen",
              "commits below the cursor within the overlap, ties on its value, opaque row versions",
              "DeltaTest#aRowCommittedLateWithinTheOverlapIsSeen",
              "DeltaTest#rowsWithTheSameTimestampAreNotLost",
              "DeltaTest#anOpaqueRowVersionStartsAtTheOneBeforeTheOverlap",
              "ScanCasesTest#aRowCommittedWithinTheOverlapIsSeenAlthoughTheRunWasSlowToStart",
              "*ExtractorTest#tiesAreNotLost",
              "*ExtractorTest#lateCommitsAreSeenWhenRewound",
              "*ExtractorTest#theBoundIsTakenFirst"),
          claim(
              "5 No surprise deletes",
              "empty, partial, changed and unproven scans; too many; adopted records; parents with"
                  + " children; marks instead of deletes; confirmation",
              "DeleteTest",
              "TreeTest#aNodeThatStillHasAChildStaysWithAllAboveItAndTheBooksBalance",
              "ScanCasesTest#deletesByFlagAreGuardedToo",
              "ScanCasesTest#aScanThatEndedUnprovenIsNotMadeCompleteByResumingItAtItsEnd"),
          claim(
              "6 No surprise mass update",
              "70 golden vectors of the canonical form; other algorithms, forms and mappings, and what"
                  + " the plan says of them before",
              "GoldenVectorsTest",
              "HashVersionTest",
              "DeltaTest#anotherMappingSendsWhatItChangesAndNothingElse",
              "PlanTest#itCountsTheUpdatesThatAnotherMappingMakes",
              "PlanTest#anotherHashOnlyRenewsFingerprints",
              "ApplyPlanTest#anotherMappingWaitsForItsPlanWhereThatIsAskedFor"),
          claim(
              "7 No lossy write",
              "values that do not fit their column: rejected before they are sent, on every database,"
                  + " also where the server would cut them; a source whose schema changes",
              "LossyWriteTest",
              "*LossyWritesTest",
              "SchemaDriftTest",
              "ChangedFieldsTest",
              "AgreedSchemaTest",
              "*LoaderTest#costsOnlyItself",
              "*LoaderTest#insertsAreExact",
              "*LoaderTest#updatesAreExact"),
          claim(
              "8 One runner",
              "leases taken, lost, expired and renewed late; zombies; a process stopped past its"
                  + " lease by SIGSTOP",
              "StopTest",
              "JoinedTest#whoHasLostTheLeaseWritesNothingToTheDestinationEither",
              "PausedProcessIT",
              "*StateStoreTest#isExclusive",
              "*StateStoreTest#cannotCommit",
              "*StateStoreTest#cannotJournal",
              "*StateStoreTest#cannotCommitAUnit"),
          claim(
              "9 Bounded memory",
              "a million rows, and a million waiting children, in 64 MB; trees of 100,000 nodes",
              "BoundedMemoryIT",
              "PendingMemoryIT",
              "TreeTest#aTreeOfAHundredThousandInRandomOrderEndsCompleteInOneRun"),
          claim(
              "10 A clean stop",
              "cancel, close, deadline, SIGTERM, open circuits, blocking queries, full disks",
              "PauseTest",
              "StopTest#aCancelledRunLeavesItsWorkAndTheNextGoesOn",
              "StopTest#closeStopsARunAtACheckpoint",
              "LimitsTest",
              "DiskFullIT",
              "KilledQuickstartTest#stopsAtACheckpointWhenAskedToEnd"));

  /** What the guarantees rest on. */
  static final List<Claim> PARTS =
      List.of(
          claim(
              "Dead letters",
              "looked at by kind, replayed one by one, by kind and all, edited, discarded; never over"
                  + " newer data; secrets masked; an error budget by share and by count",
              "DeadLetterTest",
              "EditedLetterTest",
              "EditedChildTest",
              "SecretFieldsTest",
              "ErrorBudgetTest"),
          claim(
              "Retries and limits",
              "waits that double, spread and keep to what the destination asks for; rates and"
                  + " circuits shared by all syncs over a connection; bad records found by splitting",
              "RetryTest",
              "LimitsTest",
              "TokenBucketTest",
              "CircuitBreakerTest",
              "SplitTest",
              "StuckInDoubtTest"),
          claim(
              "Parents and children",
              "several and optional parents, trees, circles, events in any order, parents under new"
                  + " ids, also after a crash or a rolled back transaction; 100,000 nodes, a million"
                  + " waiting children",
              "ParentTest",
              "ParentKeyTest",
              "WaitingChildTest",
              "EventOrderTest",
              "DeferredParentTest",
              "RelinkTest",
              "RolledBackTest",
              "TreeTest",
              "PendingMemoryIT"),
          claim(
              "What breaks around it",
              "servers restarted, lines cut and silent, full disks, state files that are damaged, cut"
                  + " off, emptied or of another version",
              "RestartedServerIT",
              "BrokenConnectionIT",
              "DiskFullIT",
              "DamagedStateTest",
              "DamagedStateRunIT"),
          claim(
              "The kit that shows it",
              "bugs planted in the engine, which the simulation finds; bugs planted in connectors,"
                  + " which the contracts find; faults made on purpose",
              "PlantedFaultsTest",
              "PlantedBugsTest",
              "FaultyRunTest",
              "FaultyLoaderTest",
              "FaultyExtractorTest",
              "FaultyStateStoreTest",
              "SyncTestTest"));

  /** Public bugs of other systems. */
  static final List<Claim> PAINS =
      List.of(
          claim(
              "drt-hub/drt#1074",
              "the cursor was saved past rows that were never sent",
              "LedgerTest#aDestinationThatStaysAwayFailsTheRunAndTheNextGoesOn",
              "FailureTest#anInterruptDoesNotMoveTheCursorOverBatchesThatWereNotLoaded"),
          claim(
              "meltano/sdk#3000",
              "an empty final state wiped the saved one",
              "DeltaTest#anEmptySourceKeepsTheCursor"),
          claim(
              "dlt-hub/dlt#4052",
              "the state write failed, the next run duplicated",
              "InDoubtTest#whatWasInsertedUnseenIsNotInsertedAgain"),
          claim(
              "airbytehq/airbyte#17774",
              "a retry ignored the failed attempt's state",
              "LedgerTest#aDestinationThatStaysAwayFailsTheRunAndTheNextGoesOn"),
          claim(
              "meltano/sdk#1064",
              "one bad stream, hours of work without state",
              "RetryTest#aReadingThatBreaksOffGoesOnWhereItWas",
              "PauseTest#aRunPausesAtItsDeadlineAndTheNextGoesOnWhereItWas"),
          claim(
              "apache/seatunnel#10574",
              "a restored job lost hundreds of rows",
              "CrashIT",
              "CrashPointsTest"),
          claim(
              "dlt-hub/dlt#4297",
              "concurrent runs silently duplicated or dropped rows",
              "StopTest#aSyncThatSomebodyElseRunsIsRefused",
              "StopTest#aRunWhoseLeaseWasTakenOverCommitsNothingMore"),
          claim(
              "airbytehq/airbyte#85918",
              "rows committed around MAX(cursor) dropped: two queries, two snapshots",
              "*ExtractorTest#theBoundIsTakenFirst"),
          claim(
              "confluentinc/kafka-connect-jdbc#1015, dlt-hub/dlt#2269",
              "out-of-order and late commits below the cursor lost",
              "DeltaTest#aRowCommittedLateWithinTheOverlapIsSeen",
              "*ExtractorTest#lateCommitsAreSeenWhenRewound"),
          claim(
              "confluentinc/kafka-connect-jdbc#1093, #1239",
              "rows with the same timestamp lost on restart",
              "*ExtractorTest#tiesAreNotLost",
              "*ExtractorTest#manyTies"),
          claim(
              "MeltanoLabs/target-postgres#340",
              "an off-by-one kept 1k of 21k rows",
              "LedgerTest#everyWayOutIsCounted",
              "*LoaderTest#takesTheLargestBatch"),
          claim(
              "drt-hub/drt#686",
              "mirror mode deleted rows that the application wrote",
              "DeleteTest#onlyWhatWeWroteIsDeleted",
              "DeleteTest#whatTheDestinationHadBeforeIsDeletedOnlyIfAskedFor"),
          claim(
              "airbytehq/airbyte#13077",
              "deletes never arrived, the sync was green",
              "DeleteTest#whatACompleteScanDoesNotSeeIsDeleted",
              "DeleteTest#tooManyDeletesWaitForApproval"),
          claim(
              "airbytehq/airbyte#50874",
              "a changed setting silently dropped and recreated tables",
              "DeleteTest#anotherQueryDeletesNothingUntilApproved"),
          claim(
              "airbytehq/airbyte#55770",
              "resuming cleared the data",
              "StopTest#aCancelledRunLeavesItsWorkAndTheNextGoesOn"),
          claim(
              "confluentinc/kafka-connect-jdbc#721",
              "one unwritable row aborts everything (open since 2019)",
              "SplitTest#oneBadRowCostsNoNeighbourAndFewCalls",
              "*LoaderTest#costsOnlyItself"),
          claim(
              "confluentinc/kafka-connect-jdbc#769, #1210",
              "child rows lost, parents before children broken",
              "EventOrderTest",
              "ParentTest#aChildWithoutItsParentWaitsAndGoesOnWhenTheParentIsThere"),
          claim(
              "dlt-hub/dlt#1980",
              "discarded rows vanish, a dead-letter queue is wanted",
              "DeadLetterTest"),
          claim(
              "spring-projects/spring-batch#5361, #4370",
              "failed items committed in a scan; two bad items in a row cannot be skipped",
              "SplitTest#severalBadRowsCostNoNeighboursEither"),
          claim(
              "dlt-hub/dlt#2580, airbytehq/airbyte#36510, #32510",
              "unbounded state: nine million hashes in one row, out of memory",
              "BoundedMemoryIT"),
          claim(
              "airbytehq/airbyte#3401",
              "a rate limit should end a run as progress, not as failure",
              "LimitsTest#anOpenCircuitPausesTheRunAndTheNextOneGoesOn",
              "RetryTest#aWaitBeyondTheDeadlineIsNotBegunTheRunPauses"),
          claim(
              "django-salesforce#159",
              "a retried time-out created a duplicate",
              "InDoubtTest#aLostAnswerDoublesNothing",
              "LateRequestIT"));

  private Claims() {}

  private static Claim claim(String what, String tried, String... tests) {
    return new Claim(what, tried, Arrays.stream(tests).map(TestName::of).toList());
  }

  /**
   * Something that tests stand for.
   *
   * @param what the guarantee, or where the bug is reported
   * @param tried what the tests do, or what the bug is
   * @param tests the tests
   */
  record Claim(String what, String tried, List<TestName> tests) {}
}
