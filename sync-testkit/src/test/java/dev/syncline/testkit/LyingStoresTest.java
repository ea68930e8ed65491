package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of state stores finds those that break it. */
class LyingStoresTest {

  static Stream<Arguments> lies() {
    return Stream.of(
        Arguments.of(
            LyingStores.DoesNotCheckTheFence.class,
            StateStoreContract.Fencing.class,
            "A runner that lost its lease cannot commit, is told who has the lease, and leaves"
                + " nothing"),
        Arguments.of(
            LyingStores.SkipsTheJournal.class,
            StateStoreContract.Journal.class,
            "The in-doubt journal keeps intents in the order in which they were journalled"),
        Arguments.of(
            LyingStores.ResolvesNothing.class,
            StateStoreContract.Journal.class,
            "The in-doubt journal keeps an intent until a checkpoint resolves its key"),
        Arguments.of(
            LyingStores.CommitsInTwoParts.class,
            StateStoreContract.Checkpoints.class,
            "A checkpoint with two records of one ordinal is refused and leaves nothing"),
        Arguments.of(
            LyingStores.GrantsALeaseTwice.class,
            StateStoreContract.Leases.class,
            "A lease is refused to everybody else while it holds, also to the same owner"),
        Arguments.of(
            LyingStores.ForgetsWhatItCallsDurable.class,
            StateStoreContract.Reopening.class,
            "A durable store that is opened again finds everything that was committed or journalled"));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void isFound(Class<?> contract, Class<?> part, String finder) {
    ContractRun run = ContractRun.of(contract, part);

    assertThat(run.failed()).containsKey(finder);
  }
}
