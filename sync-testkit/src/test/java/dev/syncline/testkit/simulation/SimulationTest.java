package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two thousand histories in every build; a hundred thousand with {@code -Pslow}. */
class SimulationTest {

  @Test
  void everyHistoryEndsAsTheModelSays() {
    var report = Simulation.inMemory().run(1, 2_000);
    System.out.println(report);

    assertThat(report.failure()).isEmpty();
    assertThat(report.histories()).isEqualTo(2_000);
    assertThat(report.meanSteps()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void theSameSeedIsTheSameHistory() {
    var first = Simulation.inMemory().run(7, 20);
    var second = Simulation.inMemory().run(7, 20);

    assertThat(second.coverage()).isEqualTo(first.coverage());
    assertThat(second.steps()).isEqualTo(first.steps());
  }
}
