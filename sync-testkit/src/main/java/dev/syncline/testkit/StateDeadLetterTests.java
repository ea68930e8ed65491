package dev.syncline.testkit;

import static dev.syncline.testkit.TestStates.key;
import static dev.syncline.testkit.TestStates.letter;
import static dev.syncline.testkit.TestStates.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Stage;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rejected records. */
abstract class StateDeadLetterTests extends StateTests {

  StateDeadLetterTests(StateStoreContract contract) {
    super(contract);
  }

  private static DeadLetter extreme() {
    String text = TestRecords.ANY_TEXT;
    return new DeadLetter(
        new KeyHash(-1, Long.MIN_VALUE),
        Optional.empty(),
        "f".repeat(64),
        Stage.FETCH,
        "java.lang.IllegalStateException",
        text + "m".repeat(10_000),
        text,
        text + "x".repeat(1 << 20),
        Optional.of(""),
        Optional.of(text + "y".repeat(1 << 20)),
        Integer.MAX_VALUE,
        Instant.parse("1969-12-31T23:59:59.999999999Z"),
        Instant.parse("2024-02-29T23:59:59.123456789Z"),
        "",
        OptionalLong.of(0),
        OptionalLong.of(Long.MAX_VALUE),
        true,
        new LetterStatus.Edited(
            text + "z".repeat(1 << 20),
            Instant.parse("2024-02-29T23:59:59.000000001Z"),
            Optional.of(Instant.EPOCH)));
  }

  @Test
  @DisplayName("are found by id, apart from the record state of the same key")
  void areFound() {
    var session = session("orders");
    var letter = letter(1, OptionalLong.empty());
    session.commit(checkpoint().written(List.of(record(1))).rejected(List.of(letter)).build());

    var found = session.find(KeyHashes.of(key(1), key(2)));

    assertThat(found.deadLetter(key(1))).contains(letter);
    assertThat(found.state(key(1))).contains(record(1));
    assertThat(found.deadLetter(key(2))).isEmpty();
    assertThat(queries().find("orders", key(1)).deadLetter(key(1))).contains(letter);
  }

  @Test
  @DisplayName("are replaced by a later one of the same id, and go when they are closed")
  void areReplacedAndClosed() {
    var session = session("orders");
    session.commit(checkpoint().rejected(List.of(letter(1, OptionalLong.of(1)))).build());

    session.commit(checkpoint().rejected(List.of(letter(1, OptionalLong.of(2)))).build());
    assertThat(queries().deadLetters("orders", Optional.empty(), 10))
        .containsExactly(letter(1, OptionalLong.of(2)));
    assertThat(session.load().deadLetters()).isOne();

    session.commit(checkpoint().closed(List.of(key(1))).build());
    assertThat(queries().deadLetters("orders", Optional.empty(), 10)).isEmpty();
    assertThat(session.load().deadLetters()).isZero();
  }

  @Test
  @DisplayName("come in the unsigned order of their ids, page by page")
  void arePaged() {
    var letters = LongStream.range(0, 250).mapToObj(i -> letter(i, OptionalLong.empty())).toList();
    session("orders").commit(checkpoint().rejected(letters).build());

    var paged = new ArrayList<DeadLetter>();
    var page = queries().deadLetters("orders", Optional.empty(), 100);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(100);
      paged.addAll(page);
      assertThat(paged).as("every page lies behind the one before").hasSizeLessThanOrEqualTo(250);
      page = queries().deadLetters("orders", Optional.of(page.get(page.size() - 1).id()), 100);
    }

    assertThat(paged)
        .isEqualTo(letters.stream().sorted(Comparator.comparing(DeadLetter::id)).toList());
  }

  @Test
  @DisplayName("come back exactly as they were, whatever is in them")
  void comeBackExactly() {
    var session = session("orders");

    session.commit(checkpoint().rejected(List.of(extreme())).build());

    assertThat(queries().deadLetters("orders", Optional.empty(), 10)).containsExactly(extreme());
    assertThat(session.find(KeyHashes.of(extreme().id())).deadLetter(extreme().id()))
        .contains(extreme());
  }

  @Test
  @DisplayName("name every stage")
  void nameEveryStage() {
    var session = session("orders");
    for (Stage stage : Stage.values()) {
      var plain = letter(stage.ordinal(), OptionalLong.empty());
      session.commit(
          checkpoint()
              .rejected(
                  List.of(
                      new DeadLetter(
                          plain.id(),
                          plain.key(),
                          plain.rawHash(),
                          stage,
                          plain.errorType(),
                          plain.message(),
                          plain.fingerprint(),
                          plain.raw(),
                          plain.normalized(),
                          plain.mapped(),
                          plain.attempts(),
                          plain.firstSeen(),
                          plain.lastSeen(),
                          plain.runId(),
                          plain.firstScan(),
                          plain.lastScan(),
                          plain.masked(),
                          plain.status())))
              .build());
    }

    assertThat(queries().deadLetters("orders", Optional.empty(), 100))
        .extracting(DeadLetter::stage)
        .containsExactlyInAnyOrder(Stage.values());
  }

  @Test
  @DisplayName("that an earlier scan read go at the end of a scan that did not read them")
  void finishedScanDropsStaleLetters() {
    var session = session("orders");
    var other = session("customers");
    var stale = letter(1, OptionalLong.of(4));
    var fresh = letter(2, OptionalLong.of(5));
    var fromElsewhere = letter(3, OptionalLong.empty());
    other.commit(checkpoint().rejected(List.of(stale)).build());
    session.commit(
        checkpoint().written(List.of(record(1))).rejected(List.of(stale, fromElsewhere)).build());

    session.commit(checkpoint().rejected(List.of(fresh)).finishedScan(5).build());

    assertThat(queries().deadLetters("orders", Optional.empty(), 10))
        .containsExactlyInAnyOrder(fresh, fromElsewhere);
    assertThat(queries().deadLetters("customers", Optional.empty(), 10)).containsExactly(stale);
    assertThat(find(session, key(1))).as("record states stay").contains(record(1));
  }
}
