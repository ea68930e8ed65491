package dev.syncline.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.StateStoreContract;
import dev.syncline.testkit.TestClock;
import dev.syncline.testkit.TestStates;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A faulty state store")
class FaultyStateStoreTest {

  private static final Duration TTL = Duration.ofMinutes(1);

  private final TestClock clock = TestClock.create();
  private final FaultScript faults = FaultScript.create();
  private final InMemoryStateStore real = InMemoryStateStore.create(clock);
  private final StateStore faulty = FaultyStateStore.around(real, faults, clock);

  @Nested
  @DisplayName("to which nothing happens keeps the contract of the real one")
  class WithoutFaults extends StateStoreContract {

    @Override
    protected StateStore open() {
      return faulty;
    }

    @Override
    protected void advance(Duration by) {
      clock.advance(by);
    }

    @Override
    protected boolean durable() {
      return true;
    }
  }

  private LeaseAnswer acquire() {
    return faulty.acquire(LeaseRequest.of("orders", "runner", TTL));
  }

  private StateSession session() {
    return faulty.open(((LeaseAnswer.Granted) acquire()).lease());
  }

  @Test
  void aLeaseIsGrantedAndNobodyHearsOfIt() {
    faults.on(FaultPoint.ACQUIRE, 1, Fault.timeOutAfter());

    assertThatThrownBy(this::acquire).hasMessage("the time is out");

    assertThat(acquire()).isInstanceOf(LeaseAnswer.Held.class);
  }

  @Test
  void theClockOfTheStoreIsAhead() {
    faults
        .on(FaultPoint.ACQUIRE, 1, Fault.skew(Duration.ofSeconds(20)))
        .on(FaultPoint.RENEW, 1, Fault.skew(Duration.ofSeconds(-20)));

    var lease = ((LeaseAnswer.Granted) acquire()).lease();
    assertThat(lease.expiresAt()).isEqualTo(clock.instant().plus(TTL).plusSeconds(20));
    try (var session = faulty.open(lease)) {
      assertThat(session.renew(TTL).expiresAt())
          .isEqualTo(clock.instant().plus(TTL).minusSeconds(20));
    }
  }

  @Test
  void aCommitFailsBeforeAndAfterItTookEffect() {
    try (var session = session()) {
      var checkpoint =
          Checkpoint.builder(TestStates.progress(1_000_000, 1))
              .written(List.of(TestStates.record(1)))
              .build();
      faults.on(FaultPoint.COMMIT, 1, Fault.timeOutBefore());
      assertThatThrownBy(() -> session.commit(checkpoint)).hasMessage("the time is out");
      assertThat(real.queries().state("orders").records()).isZero();

      faults.on(FaultPoint.COMMIT, 1, Fault.timeOutAfter());
      assertThatThrownBy(() -> session.commit(checkpoint)).hasMessage("the time is out");
      assertThat(real.queries().state("orders").records()).isEqualTo(1);
    }
  }

  @Test
  void everyCallOfASessionCanFail() {
    try (var session = session()) {
      faults
          .on(FaultPoint.LOAD, 1, Fault.timeOutBefore())
          .on(FaultPoint.FIND, 1, Fault.timeOutBefore())
          .on(FaultPoint.SCAN, 1, Fault.timeOutBefore())
          .on(FaultPoint.JOURNAL, 1, Fault.timeOutBefore())
          .on(FaultPoint.RENEW, 1, Fault.slow(Duration.ofSeconds(10)));
      var none = KeyHashes.EMPTY;
      assertThatThrownBy(session::load).hasMessage("the time is out");
      assertThatThrownBy(() -> session.find(none)).hasMessage("the time is out");
      assertThatThrownBy(() -> session.journal(List.of())).hasMessage("the time is out");
      try (var scan = session.scan(ordinal -> true)) {
        assertThatThrownBy(scan::next).hasMessage("the time is out");
        assertThat(scan.next()).isEmpty();
      }
      var start = clock.instant();
      session.renew(TTL);
      assertThat(clock.instant()).isEqualTo(start.plusSeconds(10));
      assertThat(session.find(none)).isNotNull();
    }
  }
}
