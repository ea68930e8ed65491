package dev.syncline.testkit;

import static dev.syncline.testkit.TestStates.changed;
import static dev.syncline.testkit.TestStates.key;
import static dev.syncline.testkit.TestStates.keys;
import static dev.syncline.testkit.TestStates.record;
import static dev.syncline.testkit.TestStates.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is remembered of every record. */
abstract class StateRecordTests extends StateTests {

  StateRecordTests(StateStoreContract contract) {
    super(contract);
  }

  static RecordState extreme() {
    byte[] hash32 = new byte[32];
    Arrays.fill(hash32, (byte) -1);
    return new RecordState(
        new KeyHash(Long.MIN_VALUE, -1),
        1L << 40,
        TestRecords.ANY_TEXT + "k".repeat(2_000),
        TestRecords.ANY_TEXT + "r".repeat(2_000),
        DataHash.of(hash32),
        Optional.of(DataHash.of(new byte[16])),
        KeyHashes.of(new KeyHash(-1, Long.MIN_VALUE), new KeyHash(0, 0), key(3)),
        Integer.MAX_VALUE,
        true,
        Optional.of(TestRecords.ANY_TEXT + "x".repeat(1 << 20)));
  }

  static RecordState leastOf(long number) {
    return new RecordState(
        new KeyHash(0, number),
        number,
        "",
        "",
        DataHash.of(new byte[16]),
        Optional.empty(),
        KeyHashes.EMPTY,
        0,
        false,
        Optional.of(""));
  }

  @Test
  @DisplayName("are found by key, and only those that are there")
  void areFound() {
    var session = session("orders");
    session.commit(states(records(0, 9)));

    var found = session.find(KeyHashes.of(key(4), key(40), key(9)));

    assertThat(found.state(key(4))).contains(record(4));
    assertThat(found.state(key(9))).contains(record(9));
    assertThat(found.state(key(40))).isEmpty();
    assertThat(found.pending(key(4))).isEmpty();
    assertThat(found.deadLetter(key(4))).isEmpty();
  }

  @Test
  @DisplayName("are looked up for no key, and for one key twice")
  void findsNothingAndTwice() {
    var session = session("orders");
    session.commit(states(records(0, 1)));

    assertThat(session.find(KeyHashes.EMPTY).state(key(0))).isEmpty();
    assertThat(session.find(KeyHashes.of(key(1), key(1))).state(key(1))).contains(record(1));
  }

  @Test
  @DisplayName("are looked up by the thousand, hits and misses mixed")
  void areFoundByTheThousand() {
    var session = session("orders");
    session.commit(states(records(0, 2_499)));

    var found = session.find(KeyHashes.of(keys(0, 4_999)));

    for (long number = 0; number < 5_000; number++) {
      assertThat(found.state(key(number)).isPresent()).isEqualTo(number < 2_500);
    }
  }

  @Test
  @DisplayName("of two syncs are apart, also with the same keys, also if the names differ in case")
  void areApart() {
    var orders = session("orders");
    var other = session("Orders");
    orders.commit(states(List.of(record(1))));
    other.commit(states(List.of(changed(record(1), 77))));

    assertThat(find(orders, key(1))).contains(record(1));
    assertThat(find(other, key(1))).contains(changed(record(1), 77));
    other.commit(checkpoint().removed(List.of(key(1))).build());
    assertThat(find(orders, key(1))).contains(record(1));
    assertThat(find(other, key(1))).isEmpty();
  }

  @Test
  @DisplayName("are replaced by a later one of the same key")
  void areReplaced() {
    var session = session("orders");
    session.commit(states(records(0, 2)));

    session.commit(states(List.of(changed(record(1), 77))));

    assertThat(find(session, key(1))).contains(changed(record(1), 77));
    assertThat(session.load().records()).isEqualTo(3);
    assertThat(scan(session, ordinal -> true))
        .containsExactly(record(0), changed(record(1), 77), record(2));
  }

  @Test
  @DisplayName("are gone once they are removed")
  void areRemoved() {
    var session = session("orders");
    session.commit(states(records(0, 2)));

    session.commit(checkpoint().removed(List.of(key(1))).build());

    assertThat(find(session, key(1))).isEmpty();
    assertThat(session.load().records()).isEqualTo(2);
    assertThat(scan(session, ordinal -> true)).containsExactly(record(0), record(2));
  }

  @Test
  @DisplayName("come back exactly as they were, whatever is in them")
  void comeBackExactly() {
    var session = session("orders");

    session.commit(states(List.of(extreme(), leastOf(5))));

    assertThat(find(session, extreme().keyHash())).contains(extreme());
    assertThat(find(session, leastOf(5).keyHash())).contains(leastOf(5));
    assertThat(scan(session, ordinal -> true)).containsExactly(leastOf(5), extreme());
  }

  @Test
  @DisplayName("whose texts differ only in case, accents or blanks stay different")
  void textsAreExact() {
    var session = session("orders");
    var texts = List.of("a", "A", "ä", "a\u0308", "a ", " a");
    for (int i = 0; i < texts.size(); i++) {
      var state = leastOf(i);
      session.commit(
          states(
              List.of(
                  new RecordState(
                      state.keyHash(),
                      i,
                      texts.get(i),
                      texts.get(i),
                      state.dataHash(),
                      state.linkHash(),
                      state.parents(),
                      1,
                      false,
                      Optional.of(texts.get(i))))));
    }

    var found = scan(session, ordinal -> true);

    assertThat(found).extracting(RecordState::key).isEqualTo(texts);
    assertThat(found).extracting(RecordState::ref).isEqualTo(texts);
    assertThat(found).extracting(RecordState::values).extracting(Optional::get).isEqualTo(texts);
  }

  @Test
  @DisplayName("a hundred thousand of them are written, found and walked in bounded time")
  void manyInBoundedTime() {
    var session = session("orders");

    assertTimeout(contract.patience(), () -> hundredThousand(session));
  }

  private static void hundredThousand(StateSession session) {
    for (long first = 0; first < 100_000; first += 2_000) {
      session.commit(states(records(first, first + 1_999)));
    }
    long found = 0;
    for (long first = 0; first < 100_000; first += 2_000) {
      var answer = session.find(KeyHashes.of(keys(first, first + 1_999)));
      for (long number = first; number < first + 2_000; number++) {
        found += answer.state(key(number)).isPresent() ? 1 : 0;
      }
    }
    assertThat(found).isEqualTo(100_000);
    long next = 0;
    try (var scan = session.scan(ordinal -> true)) {
      for (var chunk = scan.next(); !chunk.isEmpty(); chunk = scan.next()) {
        assertThat(chunk.size()).as("a chunk is bounded").isLessThanOrEqualTo(20_000);
        for (RecordState state : chunk) {
          assertThat(state.ordinal()).isEqualTo(next++);
        }
      }
    }
    assertThat(next).isEqualTo(100_000);
    assertThat(session.load().records()).isEqualTo(100_000);
  }
}
