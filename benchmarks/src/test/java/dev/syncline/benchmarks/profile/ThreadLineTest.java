package dev.syncline.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.benchmarks.results.Profile.Share;
import dev.syncline.benchmarks.results.Profile.ThreadTime;
import dev.syncline.benchmarks.results.WorkNames;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThreadLineTest {
  private static final Instant START = Instant.EPOCH;

  private final ThreadLine line = new ThreadLine();

  @Test
  void dividesTheTimeThatWasNotWaitedByWhatWasSeen() {
    line.seen(START, START);
    line.waited(START.plusSeconds(2), START.plusSeconds(4));
    line.add(transforming("dev.syncline.core.identity.CanonicalWriter.encode"), 3);
    line.add(transforming("dev.syncline.core.pipeline.RowStages.map"), 1);

    // Of ten seconds it was there for four, waited for two of them, and stood still for one of
    // four.
    ThreadTime time = line.time(10, 1);

    assertThat(time.name()).isEqualTo("transforms");
    assertThat(time.shares())
        .containsExactly(
            new Share(WorkNames.SHAPING, 0.038),
            new Share(WorkNames.HASHING, 0.113),
            new Share(WorkNames.COLLECTING, 0.05),
            new Share(WorkNames.WAITING, 0.8));
  }

  @Test
  void theInnermostFrameThatSaysSomethingCounts() {
    assertThat(
            transforming(
                    "org.sqlite.core.NativeDB.step",
                    "dev.syncline.jdbc.database.Transaction.commit",
                    "dev.syncline.jdbc.state.SqlStateSession.commit")
                .work())
        .isEqualTo(WorkNames.DISK);
    assertThat(transforming("java.util.HashMap.get").work()).isEqualTo(WorkNames.OTHER);
  }

  @Test
  void aThreadThatDoesNothingOfARunIsNoPartOfIt() {
    line.seen(START, START.plusSeconds(1));
    line.add(new Sample(1, START, false, List.of("java.lang.ref.Reference.wait")), 1);

    assertThat(line.partOfTheRun()).isFalse();
  }

  private static Sample transforming(String... frames) {
    return new Sample(
        1,
        START,
        false,
        Stream.concat(
                Stream.of(frames),
                Stream.of(
                    "dev.syncline.core.pipeline.SyncRun.lambda$transform$0",
                    "dev.syncline.core.pipeline.SyncRun.transform"))
            .toList());
  }
}
