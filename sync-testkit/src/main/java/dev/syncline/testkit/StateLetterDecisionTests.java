package dev.syncline.testkit;

import static dev.syncline.testkit.TestStates.TIME;
import static dev.syncline.testkit.TestStates.key;
import static dev.syncline.testkit.TestStates.letter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Stage;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.LetterStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rejected records by kind of error, and what people decided about them. */
abstract class StateLetterDecisionTests extends StateTests {
  private static final LetterStatus EDITED =
      new LetterStatus.Edited("{\"id\":1}", TIME, Optional.empty());
  private static final LetterStatus DONE =
      new LetterStatus.Edited("{\"id\":2}", TIME, Optional.of(TIME.plusSeconds(5)));
  private static final LetterStatus DISCARDED =
      new LetterStatus.Discarded("nobody's business", TIME.plusNanos(1));

  StateLetterDecisionTests(StateStoreContract contract) {
    super(contract);
  }

  private static DeadLetter failed(
      long number, String fingerprint, String message, Instant first, Instant last) {
    var plain = letter(number, OptionalLong.empty());
    return new DeadLetter(
        plain.id(),
        plain.key(),
        plain.rawHash(),
        Stage.INGEST,
        "rejected",
        message,
        fingerprint,
        plain.raw(),
        plain.normalized(),
        plain.mapped(),
        plain.attempts(),
        first,
        last,
        plain.runId(),
        plain.firstScan(),
        plain.lastScan(),
        false,
        LetterStatus.OPEN);
  }

  @Test
  @DisplayName("come back with every status, and are counted once somebody has decided")
  void everyStatusComesBack() {
    var session = session("orders");
    var open = letter(1, OptionalLong.empty());
    var decided =
        List.of(
            letter(2, OptionalLong.of(7)).with(EDITED),
            letter(3, OptionalLong.empty()).with(DONE),
            letter(4, OptionalLong.empty()).with(DISCARDED));
    session.commit(checkpoint().rejected(List.of(open)).rejected(decided).build());

    assertThat(queries().deadLetters("orders", Optional.empty(), 10))
        .containsExactlyInAnyOrder(open, decided.get(0), decided.get(1), decided.get(2));
    assertThat(session.load().deadLetters()).isEqualTo(4);
    assertThat(session.load().decidedLetters()).isEqualTo(3);
    assertThat(queries().state("orders").decidedLetters()).isEqualTo(3);
    assertThat(queries().state("customers").decidedLetters()).isZero();

    session.commit(checkpoint().rejected(List.of(decided.get(2).with(LetterStatus.OPEN))).build());
    assertThat(session.load().decidedLetters()).isEqualTo(2);
  }

  @Test
  @DisplayName("are one line for each fingerprint, the most letters first")
  void areGrouped() {
    var session = session("orders");
    var rare = failed(1, "no city", "b: no city", TIME.plusSeconds(9), TIME.plusSeconds(9));
    var many =
        LongStream.range(10, 310)
            .mapToObj(
                i -> failed(i, "No city", "message " + i, TIME.minusNanos(i), TIME.plusSeconds(i)))
            .toList();
    session.commit(
        checkpoint()
            .rejected(List.of(rare.with(DISCARDED)))
            .rejected(many)
            .rejected(List.of(many.get(0).with(EDITED)))
            .build());
    session("customers").commit(checkpoint().rejected(List.of(rare)).build());

    assertThat(queries().letterGroups("orders", 10))
        .containsExactly(
            new LetterGroup(
                "No city",
                Stage.INGEST,
                "rejected",
                "message 10",
                300,
                299,
                TIME.minusNanos(309),
                TIME.plusSeconds(309)),
            new LetterGroup(
                "no city",
                Stage.INGEST,
                "rejected",
                "b: no city",
                1,
                0,
                TIME.plusSeconds(9),
                TIME.plusSeconds(9)));
    assertThat(queries().letterGroups("orders", 1)).hasSize(1);
    assertThat(queries().letterGroups("nobody", 10)).isEmpty();
  }

  @Test
  @DisplayName("are selected by id and by fingerprint, page by page")
  void areSelected() {
    var session = session("orders");
    String odd = "it's 50% \"x\" \\ ; -- \uD83D\uDE00 \u0000";
    var some = LongStream.range(0, 25).mapToObj(i -> failed(i, odd, "a", TIME, TIME)).toList();
    var others = LongStream.range(25, 50).mapToObj(i -> failed(i, "it", "b", TIME, TIME)).toList();
    session.commit(checkpoint().rejected(some).rejected(others).build());

    assertThat(paged(LetterSelection.fingerprint(odd)))
        .containsExactlyInAnyOrderElementsOf(some.stream().map(DeadLetter::id).toList());
    assertThat(paged(LetterSelection.one(key(30)))).containsExactly(key(30));
    assertThat(paged(LetterSelection.one(key(99)))).isEmpty();
    assertThat(paged(LetterSelection.all())).hasSize(50).isSorted();
    assertThat(paged(LetterSelection.fingerprint("i%"))).isEmpty();
  }

  private List<KeyHash> paged(LetterSelection selection) {
    var ids = new ArrayList<KeyHash>();
    Optional<KeyHash> after = Optional.empty();
    for (int pages = 0; pages < 20; pages++) {
      var page = queries().deadLetters("orders", selection, after, 10);
      page.forEach(letter -> ids.add(letter.id()));
      if (page.size() < 10) {
        return ids;
      }
      after = Optional.of(ids.get(ids.size() - 1));
    }
    throw new AssertionError("every page has to lie behind the one before");
  }
}
