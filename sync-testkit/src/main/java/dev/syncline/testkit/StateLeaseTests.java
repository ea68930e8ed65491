package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One runner at a time. */
abstract class StateLeaseTests extends StateTests {

  private static final Duration TTL = StateStoreContract.TTL;

  StateLeaseTests(StateStoreContract contract) {
    super(contract);
  }

  private LeaseAnswer ask(String sync, String owner) {
    return store().acquire(LeaseRequest.of(sync, owner, TTL));
  }

  private Lease granted(String sync, String owner) {
    return contract.lease(LeaseRequest.of(sync, owner, TTL));
  }

  private void assertHeldBy(LeaseAnswer answer, Lease lease) {
    assertThat(answer).isInstanceOf(LeaseAnswer.Held.class);
    var current = ((LeaseAnswer.Held) answer).current();
    assertThat(current.owner()).isEqualTo(lease.owner());
    assertThat(current.token()).isEqualTo(lease.token());
  }

  @Test
  @DisplayName("is granted to the first who asks, in the name that asked")
  void isGrantedToTheFirst() {
    var lease = granted("orders", "first");

    assertThat(lease.sync()).isEqualTo("orders");
    assertThat(lease.owner()).isEqualTo("first");
  }

  @Test
  @DisplayName("is refused to everybody else while it holds, also to the same owner")
  void isExclusive() {
    var lease = granted("orders", "first");

    assertHeldBy(ask("orders", "second"), lease);
    assertHeldBy(ask("orders", "first"), lease);
  }

  @Test
  @DisplayName("holds until its time is over, and is then granted with a higher token")
  void expires() {
    var lease = granted("orders", "first");

    contract.advance(TTL.minusSeconds(5));
    assertHeldBy(ask("orders", "second"), lease);
    contract.advance(Duration.ofSeconds(6));

    assertThat(granted("orders", "second").token()).isGreaterThan(lease.token());
  }

  @Test
  @DisplayName("that is renewed keeps its token and holds from the renewal on")
  void isRenewed() {
    var lease = granted("orders", "first");
    var session = contract.session(lease);

    contract.advance(TTL.minusSeconds(10));
    var renewed = session.renew(TTL);

    assertThat(renewed.token()).isEqualTo(lease.token());
    assertThat(renewed.expiresAt()).isAfter(lease.expiresAt());
    contract.advance(TTL.minusSeconds(10));
    assertHeldBy(ask("orders", "second"), lease);
    contract.advance(Duration.ofSeconds(11));
    assertThat(ask("orders", "second")).isInstanceOf(LeaseAnswer.Granted.class);
  }

  @Test
  @DisplayName("that expired can be renewed as long as nobody took it")
  void isRenewedLate() {
    var lease = granted("orders", "first");
    contract.advance(TTL.plusSeconds(1));

    contract.session(lease).renew(TTL);

    assertHeldBy(ask("orders", "second"), lease);
  }

  @Test
  @DisplayName("that is given back is granted at once, with a higher token")
  void isReleased() {
    var lease = granted("orders", "first");

    store().release(lease);

    assertThat(granted("orders", "second").token()).isGreaterThan(lease.token());
  }

  @Test
  @DisplayName("that was lost cannot be given back over the new holder's head")
  void releaseOfALostLeaseDoesNothing() {
    var lost = granted("orders", "first");
    contract.advance(TTL.plusSeconds(1));
    var current = granted("orders", "second");

    store().release(lost);

    assertHeldBy(ask("orders", "third"), current);
  }

  @Test
  @DisplayName("is taken at once from a holder that is proved dead, with a higher token")
  void isTakenFromTheDead() {
    var dead = granted("orders", "first");

    var lease = contract.lease(LeaseRequest.of("orders", "second", TTL).replacing(dead.token()));

    assertThat(lease.token()).isGreaterThan(dead.token());
    assertHeldBy(ask("orders", "third"), lease);
  }

  @Test
  @DisplayName("is not taken from a living holder in place of a dead one before it")
  void isNotTakenFromTheLiving() {
    var dead = granted("orders", "first");
    var living = contract.lease(LeaseRequest.of("orders", "second", TTL).replacing(dead.token()));

    var answer = store().acquire(LeaseRequest.of("orders", "third", TTL).replacing(dead.token()));

    assertHeldBy(answer, living);
  }

  @Test
  @DisplayName("of one sync says nothing about another, not even one whose name differs in case")
  void isPerSync() {
    granted("orders", "first");

    assertThat(ask("customers", "second")).isInstanceOf(LeaseAnswer.Granted.class);
    assertThat(ask("Orders", "second")).isInstanceOf(LeaseAnswer.Granted.class);
  }

  @Test
  @DisplayName("is granted once when many ask at the same moment")
  void isGrantedOnceToMany() throws Exception {
    var askers = new ArrayList<Callable<LeaseAnswer>>();
    for (int i = 0; i < 16; i++) {
      String owner = "runner-" + i;
      askers.add(() -> ask("orders", owner));
    }
    var threads = Executors.newFixedThreadPool(8);
    int granted = 0;
    try {
      for (var answer : threads.invokeAll(askers)) {
        granted += answer.get() instanceof LeaseAnswer.Granted ? 1 : 0;
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(granted).isOne();
  }
}
