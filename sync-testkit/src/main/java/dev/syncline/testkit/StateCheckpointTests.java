package dev.syncline.testkit;

import static dev.syncline.testkit.TestStates.intent;
import static dev.syncline.testkit.TestStates.key;
import static dev.syncline.testkit.TestStates.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** All or nothing. */
abstract class StateCheckpointTests extends StateTests {

  StateCheckpointTests(StateStoreContract contract) {
    super(contract);
  }

  private static Checkpoint everything(List<RecordState> states) {
    return Checkpoint.builder(TestStates.progress(9, 2))
        .written(states)
        .parked(List.of(TestStates.pending(3, OptionalLong.empty())))
        .rejected(List.of(TestStates.letter(4, OptionalLong.empty())))
        .resolved(List.of(key(7)))
        .run(TestStates.run("orders", "run-1", 0, RunStatus.RUNNING))
        .build();
  }

  private static RecordState withOrdinal(long number, long ordinal) {
    var state = record(number);
    return new RecordState(
        state.keyHash(),
        ordinal,
        state.key(),
        state.ref(),
        state.dataHash(),
        state.linkHash(),
        state.parents(),
        state.hashVersion(),
        state.adopted(),
        state.values());
  }

  private void assertNothingOf(StateSession session) {
    var state = session.load();
    assertThat(state.progress()).isEqualTo(TestStates.progress(1_000_000, 1));
    assertThat(state.pending()).isZero();
    assertThat(state.deadLetters()).isZero();
    assertThat(state.unfinished()).isEmpty();
    assertThat(scan(session, ordinal -> true)).containsExactly(record(1));
    assertThat(session.find(KeyHashes.of(key(3))).pending(key(3))).isEmpty();
    assertThat(session.find(KeyHashes.of(key(4))).deadLetter(key(4))).isEmpty();
    assertThat(session.intents()).containsExactly(intent(7));
    assertThat(queries().runs("orders", 10)).isEmpty();
  }

  private StateSession sessionWithARecordAndAnIntent() {
    var session = session("orders");
    session.commit(states(List.of(record(1))));
    session.journal(List.of(intent(7)));
    return session;
  }

  @Test
  @DisplayName("brings everything in it at once")
  void bringsEverything() {
    var session = sessionWithARecordAndAnIntent();

    session.commit(everything(List.of(record(2))));

    var state = session.load();
    assertThat(state.progress()).isEqualTo(TestStates.progress(9, 2));
    assertThat(state.records()).isEqualTo(2);
    assertThat(state.pending()).isOne();
    assertThat(state.deadLetters()).isOne();
    assertThat(state.unfinished().map(run -> run.runId())).contains("run-1");
    assertThat(session.intents()).isEmpty();
    assertThat(find(session, key(2))).contains(record(2));
  }

  @Test
  @DisplayName("with two records of one ordinal is refused and leaves nothing")
  void twoRecordsOfOneOrdinal() {
    var session = sessionWithARecordAndAnIntent();
    var checkpoint = everything(List.of(record(2), withOrdinal(5, 2)));

    assertThatThrownBy(() -> session.commit(checkpoint)).isInstanceOf(SyncException.class);

    assertNothingOf(session);
  }

  @Test
  @DisplayName("with the ordinal of a record that is already there is refused and leaves nothing")
  void ordinalOfAnotherRecord() {
    var session = sessionWithARecordAndAnIntent();
    var checkpoint = everything(List.of(record(2), withOrdinal(5, 1)));

    assertThatThrownBy(() -> session.commit(checkpoint)).isInstanceOf(SyncException.class);

    assertNothingOf(session);
  }

  @Test
  @DisplayName("that was refused does not stop the next one")
  void goesOnAfterARefusal() {
    var session = sessionWithARecordAndAnIntent();
    var bad = everything(List.of(record(2), withOrdinal(5, 2)));
    assertThatThrownBy(() -> session.commit(bad)).isInstanceOf(SyncException.class);

    session.commit(everything(List.of(record(2))));

    assertThat(session.load().records()).isEqualTo(2);
  }

  @Test
  @DisplayName("with nothing but progress is committed")
  void progressAlone() {
    var session = session("orders");

    session.commit(Checkpoint.builder(TestStates.progress(3, 0)).build());

    assertThat(session.load().progress()).isEqualTo(TestStates.progress(3, 0));
  }

  @Test
  @DisplayName("may remove, unpark, close and resolve what is not there")
  void removesWhatIsNotThere() {
    var session = sessionWithARecordAndAnIntent();

    session.commit(
        checkpoint()
            .removed(List.of(key(50)))
            .unparked(List.of(key(51)))
            .closed(List.of(key(52)))
            .resolved(List.of(key(53)))
            .build());

    assertNothingOf(session);
  }

  @Test
  @DisplayName("in a unit of work is there once the unit has committed")
  void unitCommits() {
    var session = sessionWithARecordAndAnIntent();

    try (var unit = session.begin()) {
      unit.commit(everything(List.of(record(2))));
    }

    assertThat(session.load().progress()).isEqualTo(TestStates.progress(9, 2));
    assertThat(find(session, key(2))).contains(record(2));
  }

  @Test
  @DisplayName("in a unit of work that is closed without a commit leaves nothing")
  void unitRollsBack() {
    var session = sessionWithARecordAndAnIntent();

    session.begin().close();

    assertNothingOf(session);
    session.commit(everything(List.of(record(2))));
    assertThat(session.load().records()).isEqualTo(2);
  }

  @Test
  @DisplayName("that a unit of work refuses leaves nothing")
  void unitIsAtomic() {
    var session = sessionWithARecordAndAnIntent();
    var checkpoint = everything(List.of(record(2), withOrdinal(5, 2)));

    try (var unit = session.begin()) {
      assertThatThrownBy(() -> unit.commit(checkpoint)).isInstanceOf(SyncException.class);
    }

    assertNothingOf(session);
  }

  @Test
  @DisplayName("is seen by operators as soon as it has returned")
  void isSeenByOperators() {
    session("orders").commit(everything(List.of(record(2))));

    assertThat(queries().state("orders").records()).isOne();
    assertThat(queries().find("orders", key(2)).state(key(2))).contains(record(2));
    assertThat(queries().pending("orders", Optional.empty(), 10)).hasSize(1);
    assertThat(queries().deadLetters("orders", Optional.empty(), 10)).hasSize(1);
    assertThat(queries().runs("orders", 10)).hasSize(1);
  }
}
