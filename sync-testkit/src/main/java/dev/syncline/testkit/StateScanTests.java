package dev.syncline.testkit;

import static dev.syncline.testkit.TestStates.changed;
import static dev.syncline.testkit.TestStates.key;
import static dev.syncline.testkit.TestStates.keys;
import static dev.syncline.testkit.TestStates.record;
import static dev.syncline.testkit.TestStates.records;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.state.RecordState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Walks in the order of the ordinals. */
abstract class StateScanTests extends StateTests {

  private static final int MANY = 25_000;

  StateScanTests(StateStoreContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("A sample is spread over all record states")
  void sampleIsSpread() {
    var session = session("customers");
    assertThat(session.sample(5)).isEmpty();
    session.commit(states(LongStream.range(0, 100).mapToObj(i -> record(i)).toList()));
    assertThat(session.sample(5))
        .hasSizeBetween(3, 5)
        .anyMatch(state -> state.ordinal() < 20)
        .anyMatch(state -> state.ordinal() > 80);
    var orders = session("orders");
    orders.commit(states(List.of(record(7))));
    assertThat(orders.sample(5)).containsExactly(record(7));
  }

  @Test
  @DisplayName("of a sync without records is empty")
  void ofNothing() {
    assertThat(scan(session("orders"), ordinal -> true)).isEmpty();
  }

  @Test
  @DisplayName("goes by ordinal, whatever the order in which the states were written")
  void goesByOrdinal() {
    var session = session("orders");
    session.commit(states(List.of(record(7), record(2))));
    session.commit(states(List.of(record(5), record(0))));

    assertThat(scan(session, ordinal -> true))
        .containsExactly(record(0), record(2), record(5), record(7));
  }

  @Test
  @DisplayName("yields the wanted ordinals only")
  void yieldsTheWanted() {
    var session = session("orders");
    session.commit(states(records(0, 2_499)));

    var wanted = scan(session, ordinal -> ordinal % 1_000 == 999);

    assertThat(wanted).containsExactly(record(999), record(1_999));
    assertThat(scan(session, ordinal -> false)).isEmpty();
  }

  @Test
  @DisplayName("sees the states of its own sync only")
  void seesItsOwnSync() {
    var session = session("orders");
    session.commit(states(List.of(record(1))));
    session("customers").commit(states(List.of(record(2))));

    assertThat(scan(session, ordinal -> true)).containsExactly(record(1));
  }

  @Test
  @DisplayName("yields every state that stays exactly once, whatever is committed in between")
  void commitsInBetween() {
    var session = session("orders");
    for (long first = 0; first < MANY; first += 5_000) {
      session.commit(states(records(first, first + 4_999)));
    }
    var seen = new ArrayList<RecordState>();
    try (var scan = session.scan(ordinal -> true)) {
      seen.addAll(scan.next());
      int reached = seen.size();
      assertThat(reached).isBetween(1, MANY - 1_001);
      session.commit(
          checkpoint()
              .written(List.of(changed(record(0), 77), record(MANY)))
              .removed(keys(1, 10))
              .removed(keys(MANY - 1_000, MANY - 1))
              .build());
      seen.addAll(drain(scan));
    }

    var ordinals = seen.stream().map(RecordState::ordinal).toList();

    assertThat(ordinals).doesNotHaveDuplicates().isSorted();
    var missing = new HashSet<Long>();
    records(0, MANY - 1_001).forEach(state -> missing.add(state.ordinal()));
    ordinals.forEach(missing::remove);
    assertThat(missing).isEmpty();
  }

  @Test
  @DisplayName("can be left half-way and closed twice")
  void isLeftHalfWay() {
    var session = session("orders");
    session.commit(states(records(0, 4_999)));

    var scan = session.scan(ordinal -> true);
    assertThat(scan.next()).isNotEmpty();
    scan.close();
    scan.close();

    session.commit(checkpoint().removed(List.of(key(0))).build());
    assertThat(scan(session, ordinal -> true)).hasSize(4_999);
  }

  @Test
  @DisplayName("that has ended stays ended")
  void staysEnded() {
    var session = session("orders");
    session.commit(states(records(0, 3)));

    try (var scan = session.scan(ordinal -> true)) {
      assertThat(drain(scan)).hasSize(4);
      assertThat(scan.next()).isEmpty();
    }
  }
}
