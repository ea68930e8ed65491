package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some simulated histories over a real state file; a thousand with {@code -Pslow}. */
class SqliteSimulationTest {
  @TempDir Path folder;

  @Test
  void everyHistoryEndsAsTheModelSays() {
    var report = SqliteHistories.run(folder, 1, 20);
    System.out.println(report);

    assertThat(report.failure()).isEmpty();
  }
}
