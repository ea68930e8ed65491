package dev.syncline.testkit;

import static dev.syncline.testkit.TestStates.intent;
import static dev.syncline.testkit.TestStates.key;
import static dev.syncline.testkit.TestStates.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A zombie changes nothing. */
abstract class StateFencingTests extends StateTests {

  private StateSession zombie;
  private StateSession current;

  @SuppressWarnings("NullAway.Init") // both sessions are opened before each test
  StateFencingTests(StateStoreContract contract) {
    super(contract);
  }

  @BeforeEach
  void loseTheLease() {
    var ttl = StateStoreContract.TTL;
    zombie = contract.session(contract.lease(LeaseRequest.of("orders", "zombie", ttl)));
    zombie.commit(states(List.of(record(1))));
    zombie.journal(List.of(intent(1)));
    contract.advance(ttl.plusSeconds(1));
    current = contract.session(contract.lease(LeaseRequest.of("orders", "successor", ttl)));
  }

  private static Checkpoint everything() {
    return checkpoint()
        .written(List.of(TestStates.changed(record(1), 99), record(2)))
        .parked(List.of(TestStates.pending(3, OptionalLong.empty())))
        .rejected(List.of(TestStates.letter(4, OptionalLong.empty())))
        .resolved(List.of(key(1)))
        .finishedScan(1)
        .run(TestStates.run("orders", "zombie-run", 0, RunStatus.SUCCEEDED))
        .build();
  }

  private void assertNothingChanged() {
    assertThat(current.load().progress()).isEqualTo(TestStates.progress(1_000_000, 1));
    assertThat(scan(current, ordinal -> true)).containsExactly(record(1));
    assertThat(current.pending(Optional.empty(), 10)).isEmpty();
    assertThat(current.load().deadLetters()).isZero();
    assertThat(current.intents()).containsExactly(intent(1));
    assertThat(queries().runs("orders", 10)).isEmpty();
  }

  @Test
  @DisplayName("cannot commit, is told who has the lease, and leaves nothing")
  void cannotCommit() {
    assertThatThrownBy(() -> zombie.commit(everything()))
        .isInstanceOf(StateConflictException.class)
        .hasMessageContaining("successor");
    assertNothingChanged();
  }

  @Test
  @DisplayName("cannot remove anything")
  void cannotRemove() {
    assertThatThrownBy(() -> zombie.commit(checkpoint().removed(List.of(key(1))).build()))
        .isInstanceOf(StateConflictException.class);
    assertNothingChanged();
  }

  @Test
  @DisplayName("cannot journal an intent")
  void cannotJournal() {
    assertThatThrownBy(() -> zombie.journal(List.of(intent(2))))
        .isInstanceOf(StateConflictException.class);
    assertNothingChanged();
  }

  @Test
  @DisplayName("cannot renew the lease")
  void cannotRenew() {
    assertThatThrownBy(() -> zombie.renew(Duration.ofHours(1)))
        .isInstanceOf(StateConflictException.class);
    contract.advance(StateStoreContract.TTL.plusSeconds(1));
    contract.lease(LeaseRequest.of("orders", "third", StateStoreContract.TTL));
  }

  @Test
  @DisplayName("cannot commit a unit of work that it began before")
  void cannotCommitAUnit() {
    try (var unit = zombie.begin()) {
      assertThatThrownBy(() -> unit.commit(everything()))
          .isInstanceOf(StateConflictException.class);
    }
    assertNothingChanged();
  }

  @Test
  @DisplayName("nor does a lease that nobody was granted; but it reads")
  void readsWithoutALease() {
    StateSession planning = contract.session(new Lease("orders", "a plan", 0, Instant.EPOCH));
    assertThat(planning.load()).isEqualTo(current.load());
    assertThat(planning.find(KeyHashes.of(key(1))).state(key(1))).contains(record(1));
    assertThat(scan(planning, ordinal -> true)).containsExactly(record(1));
    assertThatThrownBy(() -> planning.commit(everything()))
        .isInstanceOf(StateConflictException.class);
    assertNothingChanged();
  }

  @Test
  @DisplayName("does not disturb its successor")
  void doesNotDisturbTheSuccessor() {
    assertThatThrownBy(() -> zombie.commit(everything()))
        .isInstanceOf(StateConflictException.class);

    current.commit(states(List.of(record(5))));

    assertThat(current.find(KeyHashes.of(key(5))).state(key(5))).contains(record(5));
  }
}
