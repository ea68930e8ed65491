package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two thousand histories in every build; a hundred thousand in the slow profile. */
class SimulationTest {

  @Test
  void everyHistoryEndsAsTheModelSays() {
    var report =
        Simulation.inMemory()
            .run(Long.getLong("simulation.seed", 1), Long.getLong("simulation.histories", 2000));
    System.out.println(report);
    assertThat(report.failure()).isEmpty();
  }
}
