package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The long run, with {@code -Pslow}: what it counted is in {@code target/reliability}. */
class ManyHistories {
  private static final long FIRST_SEED = Long.getLong("simulation.seed", 1_000_000);
  private static final long HISTORIES = Long.getLong("simulation.histories", 100_000);

  @Test
  void everyHistoryEndsAsTheModelSays() throws IOException {
    var report = Simulation.inMemory().run(FIRST_SEED, HISTORIES);
    System.out.println(report);
    Path folder = Files.createDirectories(Path.of("target", "reliability"));
    Files.writeString(folder.resolve("simulation.json"), report.toJson());

    assertThat(report.failure()).isEmpty();
    assertThat(report.histories()).isEqualTo(HISTORIES);
    assertThat(report.meanSteps()).isGreaterThanOrEqualTo(20);
  }
}
