package dev.syncline.testkit;

import static dev.syncline.testkit.TestStates.intent;
import static dev.syncline.testkit.TestStates.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Change;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.Intent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Writes that may or may not have arrived. */
abstract class StateJournalTests extends StateTests {

  StateJournalTests(StateStoreContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("keeps intents in the order in which they were journalled")
  void keepsTheOrder() {
    var session = session("orders");

    session.journal(List.of(intent(5), intent(2)));
    session.journal(List.of(intent(9), intent(1)));

    assertThat(session.intents()).containsExactly(intent(5), intent(2), intent(9), intent(1));
  }

  @Test
  @DisplayName("keeps an intent until a checkpoint resolves its key")
  void keepsUntilResolved() {
    var session = session("orders");
    session.journal(List.of(intent(1), intent(2), intent(3)));

    session.commit(checkpoint().build());
    assertThat(session.intents()).hasSize(3);
    session.commit(checkpoint().resolved(List.of(key(1), key(3))).build());

    assertThat(session.intents()).containsExactly(intent(2));
  }

  @Test
  @DisplayName("outlives the session that wrote it")
  void outlivesTheSession() {
    var lease = contract.lease("orders");
    var session = contract.session(lease);
    session.journal(List.of(intent(1)));
    session.close();
    store().release(lease);

    assertThat(session("orders").intents()).containsExactly(intent(1));
  }

  @Test
  @DisplayName("of one sync is not the journal of another")
  void isPerSync() {
    var orders = session("orders");
    var customers = session("customers");
    orders.journal(List.of(intent(1)));
    customers.journal(List.of(intent(1)));

    orders.commit(checkpoint().resolved(List.of(key(1))).build());

    assertThat(orders.intents()).isEmpty();
    assertThat(customers.intents()).containsExactly(intent(1));
  }

  @Test
  @DisplayName("knows the newest attempt of a key that is journalled again")
  void knowsTheNewestAttempt() {
    var session = session("orders");
    var again =
        new Intent(
            key(1),
            "key-1",
            Change.INSERT,
            TestStates.hash(1),
            Optional.empty(),
            KeyHashes.EMPTY,
            2,
            "run-2",
            TestStates.TIME);
    session.journal(List.of(intent(1), intent(2)));

    session.journal(List.of(again));

    var ofKey = session.intents().stream().filter(i -> i.keyHash().equals(key(1))).toList();
    assertThat(ofKey.get(ofKey.size() - 1)).isEqualTo(again);
    session.commit(checkpoint().resolved(List.of(key(1))).build());
    assertThat(session.intents()).containsExactly(intent(2));
  }

  @Test
  @DisplayName("brings every intent back exactly as it was")
  void comesBackExactly() {
    var session = session("orders");
    var intents =
        List.of(
            new Intent(
                new KeyHash(-1, Long.MIN_VALUE),
                TestRecords.ANY_TEXT + "k".repeat(2_000),
                Change.UPDATE,
                DataHash.of(new byte[32]),
                Optional.of(TestRecords.ANY_TEXT + "v".repeat(2_000)),
                KeyHashes.EMPTY,
                Integer.MAX_VALUE,
                "",
                Instant.parse("2024-02-29T23:59:59.123456789Z")),
            new Intent(
                new KeyHash(0, 0),
                "",
                Change.DELETE,
                DataHash.UNKNOWN,
                Optional.empty(),
                KeyHashes.of(new KeyHash(-1, 7)),
                1,
                TestRecords.ANY_TEXT,
                Instant.parse("1969-12-31T23:59:59.999999999Z")));

    session.journal(intents);

    assertThat(session.intents()).isEqualTo(intents);
  }

  @Test
  @DisplayName("takes no intents, and thousands")
  void takesAnyNumber() {
    var session = session("orders");
    var many = LongStream.range(0, 3_000).mapToObj(TestStates::intent).toList();

    session.journal(List.of());
    session.journal(many);

    assertThat(session.intents()).isEqualTo(many);
    session.commit(checkpoint().resolved(TestStates.keys(0, 2_999)).build());
    assertThat(session.intents()).isEmpty();
  }
}
