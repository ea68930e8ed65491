package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long run, with {@code -Pslow}: what it counted is in {@code target/reliability}. */
class ManySqliteHistories {
  private static final long HISTORIES = Long.getLong("simulation.sqlite.histories", 1_000);

  @TempDir Path folder;

  @Test
  void everyHistoryEndsAsTheModelSays() throws IOException {
    var report = SqliteHistories.run(folder, 5_000_000, HISTORIES);
    System.out.println(report);
    Path counted = Files.createDirectories(Path.of("target", "reliability"));
    Files.writeString(counted.resolve("simulation-sqlite.json"), report.toJson());

    assertThat(report.failure()).isEmpty();
    assertThat(report.histories()).isEqualTo(HISTORIES);
  }
}
