package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Ledger;
import dev.syncline.api.Outcome;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.RecordState;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.definition.Writes;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Insert-only and update-only: what may not be written stays, and comes once it may. */
class WriteModesTest {
  private static final Schema CUSTOMERS =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("changed", LogicalType.TIMESTAMP));
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private final TestClock clock = TestClock.create();
  private final InMemoryStateStore store = InMemoryStateStore.create(clock);
  private final SyncEngine engine = SyncEngine.builder().stateStore(store).clock(clock).build();
  private final ListSource source =
      ListSource.builder(CUSTOMERS).key("id").cursor("changed").snapshot().build();
  private final RecordingLoader loader =
      RecordingLoader.builder().upsert().looksUp(Duration.ZERO).build();
  private int changes;

  @AfterEach
  void close() {
    engine.close();
  }

  private void put(long id, String name) {
    source.put(SyncRecord.of(CUSTOMERS, id, name, START.plusSeconds(++changes)));
  }

  private void atDestination(long id, String name) {
    loader.seed(Key.of(id), Map.of("id", id, "name", name));
  }

  private SyncDefinition.Builder sync(Writes writes) {
    return SyncDefinition.builder("customers")
        .source(source)
        .map(m -> m.fields("id", "name"))
        .destination(loader)
        .settings(Shop.SMALL)
        .writes(writes);
  }

  private RunReport run(Writes writes, Delta delta) {
    return engine.run(sync(writes).delta(delta).build());
  }

  private RunReport run(Writes writes) {
    return run(writes, Delta.hash());
  }

  private Optional<Object> name(long id) {
    return loader.row(Key.of(id)).map(row -> row.get("name"));
  }

  private Optional<RecordState> state(long id) {
    KeyHash key = new Identity().key(List.of(id));
    return store.queries().find("customers", key).state(key);
  }

  private static Ledger books(Outcome... outcomes) {
    Ledger ledger = Ledger.intake(outcomes.length, 0, 0);
    for (Outcome outcome : outcomes) {
      ledger = ledger.with(outcome, 1);
    }
    return ledger;
  }

  @Nested
  class InsertOnly {

    @Test
    void whatChangesStaysAsItIsUntilTheModeIsSwitchedOff() {
      put(1, "Ada");
      put(2, "Bob");
      run(Writes.insertOnly());
      put(1, "Ada Lovelace");
      put(3, "Cy");

      RunReport report = run(Writes.insertOnly());

      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.ledger())
          .isEqualTo(books(Outcome.FILTERED, Outcome.UNCHANGED, Outcome.INSERTED));
      assertThat(report.notices())
          .containsExactly(
              "1 records changed and were left as the destination has them, because"
                  + " 'updateExisting' is false");
      assertThat(name(1)).contains("Ada");
      int writes = loader.writes();
      assertThat(run(Writes.insertOnly()).ledger().filtered()).isEqualTo(1);
      assertThat(loader.writes()).isEqualTo(writes);

      assertThat(run(Writes.ALL).ledger().updated()).isEqualTo(1);
      assertThat(name(1)).contains("Ada Lovelace");
    }

    @Test
    void whatTheDestinationHadIsNotOverwrittenAndLookedUpOnce() {
      atDestination(1, "hers");
      put(1, "ours");
      put(2, "Bob");

      RunReport report = run(Writes.insertOnly());

      assertThat(report.ledger()).isEqualTo(books(Outcome.FILTERED, Outcome.INSERTED));
      assertThat(name(1)).contains("hers");
      assertThat(state(1)).hasValueSatisfying(kept -> assertThat(kept.adopted()).isTrue());
      assertThat(state(1).orElseThrow().dataHash()).isEqualTo(DataHash.UNKNOWN);
      assertThat(report.notices()).anyMatch(n -> n.startsWith("1 records were at the destination"));

      // Known from now on: not even looked for, although it is gone there.
      loader.remove(Key.of(1L));
      assertThat(run(Writes.insertOnly()).ledger().filtered()).isEqualTo(1);
      assertThat(name(1)).isEmpty();
    }

    @Test
    void whatTheDestinationHadIsWrittenOnceItMayBe() {
      atDestination(1, "hers");
      put(1, "ours");
      run(Writes.insertOnly());

      assertThat(run(Writes.ALL).ledger().updated()).isEqualTo(1);
      assertThat(name(1)).contains("ours");
      assertThat(run(Writes.ALL).ledger().unchanged()).isEqualTo(1);
    }

    @Test
    void neverDeletesWhatTheDestinationHad() {
      atDestination(1, "hers");
      put(1, "ours");
      put(2, "Bob");
      var deletes = sync(Writes.insertOnly()).delta(Delta.hash()).deletes(Deletes.byAbsence());
      engine.run(deletes.build());
      source.remove(Key.of(1L));

      assertThat(engine.run(deletes.build()).ledger().deleted()).isZero();
      assertThat(name(1)).contains("hers");
    }

    @Test
    void theSameHoldsWhereValuesAreKept() {
      atDestination(1, "hers");
      put(1, "ours");
      run(Writes.insertOnly(), Delta.full());
      assertThat(run(Writes.insertOnly(), Delta.full()).ledger().filtered()).isEqualTo(1);

      assertThat(run(Writes.ALL, Delta.full()).ledger().updated()).isEqualTo(1);
      assertThat(name(1)).contains("ours");
    }

    @Test
    void whatACursorHasPassedIsReadAgainWhenTheModeIsSwitchedOff() {
      var delta = Delta.timestamp().overlap(Duration.ZERO);
      put(1, "Ada");
      put(2, "Bob");
      run(Writes.insertOnly(), delta);
      put(1, "Ada Lovelace");
      put(3, "Cy");
      assertThat(run(Writes.insertOnly(), delta).ledger().filtered()).isEqualTo(1);
      assertThat(run(Writes.insertOnly(), delta).ledger().filtered()).isZero();

      RunReport report = run(Writes.ALL, delta);

      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(name(1)).contains("Ada Lovelace");
      assertThat(run(Writes.ALL, delta).ledger().fetched()).isLessThan(3);
    }

    @Test
    void anotherModeDoesNotSuspendDeletes() {
      for (long id = 1; id <= 3; id++) {
        put(id, "name " + id);
      }
      var deletes = Deletes.byAbsence();
      engine.run(sync(Writes.insertOnly()).delta(Delta.hash()).deletes(deletes).build());
      source.remove(Key.of(3L));

      var report = engine.run(sync(Writes.ALL).delta(Delta.hash()).deletes(deletes).build());

      assertThat(report.ledger().deleted()).isEqualTo(1);
    }

    @Test
    void aPlanShowsNoUpdate() {
      put(1, "Ada");
      run(Writes.insertOnly());
      put(1, "Ada Lovelace");
      put(2, "Bob");

      try (var plan = engine.plan(sync(Writes.insertOnly()).delta(Delta.hash()).build())) {
        assertThat(plan.toString()).contains("would insert 1, filter 1");
      }
    }
  }

  @Nested
  class UpdateOnly {

    @Test
    void whatTheDestinationHoldsIsUpdatedAndNothingIsCreated() {
      atDestination(1, "old");
      put(1, "new");
      put(2, "Bob");

      RunReport report = run(Writes.updateOnly());

      assertThat(report.ledger()).isEqualTo(books(Outcome.UPDATED, Outcome.FILTERED));
      assertThat(name(1)).contains("new");
      assertThat(name(2)).isEmpty();
      assertThat(report.notices())
          .containsExactly(
              "1 records are not at the destination and were not created, because 'insertNew' is"
                  + " false");
      assertThat(run(Writes.updateOnly()).ledger())
          .isEqualTo(books(Outcome.UNCHANGED, Outcome.FILTERED));
    }

    @Test
    void whatOthersCreateLaterIsUpdatedThen() {
      put(2, "Bob");
      run(Writes.updateOnly());
      atDestination(2, "theirs");

      assertThat(run(Writes.updateOnly()).ledger().updated()).isEqualTo(1);
      assertThat(name(2)).contains("Bob");
    }

    @Test
    void whatIsGoneThereIsNotCreatedAgain() {
      atDestination(1, "old");
      atDestination(2, "stays");
      put(1, "new");
      put(2, "stays");
      run(Writes.updateOnly());
      loader.remove(Key.of(1L));
      put(1, "newer");

      RunReport report = run(Writes.updateOnly());

      assertThat(report.ledger()).isEqualTo(books(Outcome.FILTERED, Outcome.UNCHANGED));
      assertThat(name(1)).isEmpty();
      assertThat(state(1)).isEmpty();
      int writes = loader.writes();
      assertThat(run(Writes.updateOnly()).ledger().filtered()).isEqualTo(1);
      assertThat(loader.writes()).isEqualTo(writes);
    }

    @Test
    void whatWasNotCreatedIsCreatedOnceItMayBe() {
      var delta = Delta.timestamp().overlap(Duration.ZERO);
      put(2, "Bob");
      put(3, "Cy");
      run(Writes.updateOnly(), delta);

      assertThat(run(Writes.ALL, delta).ledger().inserted()).isEqualTo(2);
    }

    @Test
    void aPlanShowsNoInsert() {
      put(2, "Bob");

      try (var plan = engine.plan(sync(Writes.updateOnly()).delta(Delta.hash()).build())) {
        assertThat(plan.toString()).contains("a run looks").doesNotContain("insert 1");
      }
    }
  }

  @Test
  void aDestinationThatCannotBeAskedIsRefused() {
    put(1, "Ada");
    var blind = RecordingLoader.builder().upsert().build();

    RunReport report = engine.run(sync(Writes.updateOnly()).destination(blind).build());

    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    assertThat(report.failure().orElseThrow().message())
        .startsWith("writes: update-only needs a destination that can be asked");
  }
}
