package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.destination.JoinsTransaction;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.UnitOfWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Writing in the state store's transaction. */
abstract class LoaderJoinTests extends LoaderTests {
  private static final String SYNC = "contract";

  private final TestClock clock = TestClock.create();

  LoaderJoinTests(LoaderContract contract) {
    super(contract);
  }

  private interface Work {
    void in(Loader loader, StateSession session, StateStore store);
  }

  /** A loader, and a session of a state store that is in its destination's database. */
  private void joined(Work work) {
    var loader = prepared();
    assumeTrue(loader instanceof JoinsTransaction, "the loader cannot join a transaction");
    try (StateStore store = contract.stateStoreBesides(clock)) {
      Lease lease = lease(store, "runner");
      try (StateSession session = store.open(lease)) {
        session.load();
        work.in(loader, session, store);
      }
    }
  }

  private static Lease lease(StateStore store, String owner) {
    var answer = store.acquire(LeaseRequest.of(SYNC, owner, Duration.ofMinutes(1)));
    assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
    return ((LeaseAnswer.Granted) answer).lease();
  }

  private static JoinsTransaction joining(Loader loader) {
    return (JoinsTransaction) loader;
  }

  private List<WriteResult> insert(Loader loader, UnitOfWork unit, List<SyncRecord> records) {
    return joining(loader).write(inserts(records), unit);
  }

  @Test
  @DisplayName("joins a unit of work of its own database")
  void joinsItsOwn() {
    joined(
        (loader, session, store) -> {
          try (UnitOfWork unit = session.begin()) {
            assertThat(joining(loader).joins(unit)).isTrue();
          }
        });
  }

  @Test
  @DisplayName("does not join one of another database, whatever its address says")
  void joinsNoOther() {
    joined(
        (loader, session, store) -> {
          try (StateStore other = contract.stateStoreElsewhere(clock);
              StateSession elsewhere = other.open(lease(other, "runner"));
              UnitOfWork foreign = elsewhere.begin()) {
            assertThat(joining(loader).joins(foreign)).isFalse();
          }
        });
  }

  @Test
  @DisplayName("shows nothing before the unit commits, and then rows and states at once")
  void commitsTogether() {
    joined(
        (loader, session, store) -> {
          try (UnitOfWork unit = session.begin()) {
            assertThat(joining(loader).joins(unit)).isTrue();
            insert(loader, unit, List.of(person(1), person(2)));
            assertThat(names()).isEmpty();
            unit.commit(StateTests.states(TestStates.records(1, 2)));
          }

          assertThat(names()).isEqualTo(Map.of(1L, "name-1", 2L, "name-2"));
          assertThat(StateTests.find(session, TestStates.key(1))).isPresent();
        });
  }

  @Test
  @DisplayName("leaves neither rows nor states behind a unit that was not committed")
  void rollsBackTogether() {
    joined(
        (loader, session, store) -> {
          try (UnitOfWork unit = session.begin()) {
            assertThat(joining(loader).joins(unit)).isTrue();
            insert(loader, unit, List.of(person(1)));
          }

          assertThat(names()).isEmpty();
          assertThat(session.find(KeyHashes.of(TestStates.key(1))).state(TestStates.key(1)))
              .isEmpty();
        });
  }

  @Test
  @DisplayName("rejects a bad row alone, and the unit still commits the others")
  void aBadRowCostsNoOther() {
    var bad = contract.badRow(2);
    assumeTrue(bad.isPresent(), "the destination takes everything");
    joined(
        (loader, session, store) -> {
          try (UnitOfWork unit = session.begin()) {
            assertThat(joining(loader).joins(unit)).isTrue();
            var results = insert(loader, unit, List.of(person(1), bad.orElseThrow(), person(3)));
            assertThat(results.get(1)).isInstanceOf(WriteResult.Rejected.class);
            unit.commit(StateTests.states(TestStates.records(1, 1)));
          }

          assertThat(names()).isEqualTo(Map.of(1L, "name-1", 3L, "name-3"));
        });
  }

  @Test
  @DisplayName("writes nothing for a runner that has lost its lease")
  void aLostLeaseWritesNothing() {
    joined(
        (loader, session, store) -> {
          clock.advance(Duration.ofHours(1));
          lease(store, "successor");

          assertThatThrownBy(() -> insertAndCommit(loader, session))
              .isInstanceOf(StateConflictException.class);
          assertThat(names()).isEmpty();
        });
  }

  private void insertAndCommit(Loader loader, StateSession session) {
    try (UnitOfWork unit = session.begin()) {
      assertThat(joining(loader).joins(unit)).isTrue();
      insert(loader, unit, List.of(person(1)));
      unit.commit(StateTests.states(TestStates.records(1, 1)));
    }
  }
}
