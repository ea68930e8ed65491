package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The line fails, or the destination has enough: what is answered must still be true. */
abstract class LoaderFailureTests extends LoaderTests {

  private static final Duration DELAY = Duration.ofSeconds(7);

  LoaderFailureTests(LoaderContract contract) {
    super(contract);
  }

  private void loseTheNextAnswer() {
    assumeTrue(
        contract.loseTheNextAnswer(), "the contract was not told how an answer is lost: override");
  }

  private void refuseTheNextRequest(Optional<Duration> retryAfter) {
    assumeTrue(
        contract.refuseTheNextRequest(retryAfter),
        "the contract was not told how a destination refuses requests for a while: override");
  }

  /** The answers; after an exception the whole batch is in doubt. */
  private static List<WriteResult> answers(Loader loader, ChangeBatch batch) {
    try {
      return write(loader, batch);
    } catch (RuntimeException failure) {
      return LongStream.range(0, batch.size())
          .mapToObj(i -> (WriteResult) new WriteResult.InDoubt(String.valueOf(failure)))
          .toList();
    }
  }

  private long rowsOf(long id) {
    return contract.rows().stream().filter(row -> Long.valueOf(id).equals(row.get("id"))).count();
  }

  private void assertTrue(WriteResult answer, long id) {
    assertThat(rowsOf(id)).as("rows of the record %s, which was sent once", id).isLessThan(2);
    if (answer instanceof WriteResult.InDoubt) {
      return;
    }
    assertThat(rowsOf(id) == 1)
        .as("record %s was answered %s", id, answer)
        .isEqualTo(answer instanceof WriteResult.Written);
  }

  @Test
  @DisplayName("whose answer was lost leaves one row at most: only the engine sends again")
  void aLostAnswerLeavesOneRow() {
    var loader = prepared();
    loseTheNextAnswer();

    var answer = answers(loader, inserts(List.of(person(1)))).get(0);

    assertTrue(answer, 1);
  }

  @Test
  @DisplayName("whose answer was lost does not make the answers to its neighbours untrue")
  void aLostAnswerInABatch() {
    assumeTrue(traits().maxBatch() >= 3, "the loader takes fewer than three changes at once");
    var loader = prepared();
    loseTheNextAnswer();

    var answers = answers(loader, inserts(List.of(person(1), person(2), person(3))));

    for (int i = 0; i < answers.size(); i++) {
      assertTrue(answers.get(i), i + 1);
    }
  }

  @Test
  @DisplayName("whose answer was lost can be looked up afterwards, where the loader looks up")
  void aLostAnswerCanBeLookedUp() {
    var loader = prepared();
    assumeTrue(loader instanceof LooksUp, "the loader cannot look up");
    loseTheNextAnswer();
    answers(loader, inserts(List.of(person(1))));

    var next = (LooksUp) prepared();
    if (!next.settle().isZero()) {
      contract.settle(next.settle());
    }

    assertThat(next.lookup(List.of(Key.of(1L))).get(0)).hasSize((int) rowsOf(1));
  }

  @Test
  @DisplayName("to update, whose answer was lost, is not answered as refused if it was applied")
  void aLostAnswerToAnUpdate() {
    var loader = prepared();
    var ref = insert(loader, 1);
    loseTheNextAnswer();

    var answer = answers(loader, changes().update(Key.of(1L), ref, 1L, "renamed").build()).get(0);

    if (!(answer instanceof WriteResult.InDoubt)) {
      assertThat(answer instanceof WriteResult.Written)
          .as("the update was answered %s", answer)
          .isEqualTo("renamed".equals(names().get(1L)));
    }
    assertThat(names()).hasSize(1);
  }

  @Test
  @DisplayName(
      "that is too much for the destination is answered with its delay; nothing is written")
  void tooManyRequestsWithADelay() {
    var loader = prepared();
    refuseTheNextRequest(Optional.of(DELAY));

    assertThat(refusedFor(loader)).contains(DELAY);

    assertThat(contract.rows()).isEmpty();
    insert(loader, 1);
    assertThat(names()).containsOnlyKeys(1L);
  }

  @Test
  @DisplayName("that is too much for a destination without a delay is tried again, too")
  void tooManyRequestsWithoutADelay() {
    var loader = prepared();
    refuseTheNextRequest(Optional.empty());

    refusedFor(loader);

    assertThat(contract.rows()).isEmpty();
    insert(loader, 1);
    assertThat(names()).containsOnlyKeys(1L);
  }

  /** An exception puts the batch in doubt: only a loader that may repeat a write may throw it. */
  private Optional<Duration> refusedFor(Loader loader) {
    try {
      var answer = write(loader, inserts(List.of(person(1)))).get(0);
      assertThat(answer).isInstanceOf(WriteResult.Retry.class);
      return ((WriteResult.Retry) answer).delay();
    } catch (RetryableException refusal) {
      assertThat(traits().idempotent())
          .as("answer Retry: an exception says that nobody knows what was written: %s", refusal)
          .isTrue();
      return refusal.delay();
    }
  }
}
