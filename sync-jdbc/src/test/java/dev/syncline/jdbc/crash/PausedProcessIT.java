package dev.syncline.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.run.RunReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guarantee 8: a process that is stopped for longer than its lease, as a laptop or a virtual
 * machine is, wakes up and can commit nothing.
 */
@Tag("crash")
class PausedProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void wakesUpAndCommitsNothing() throws Exception {
    var shop = new Shop(folder.resolve("shop.db"), 1_000, 2_000);
    String state = "jdbc:sqlite:" + folder.resolve("state.db");
    try (Place place = JdbcPlace.postgres()) {
      EngineProcess zombie =
          EngineProcess.start(
              folder,
              List.of(),
              List.of("-D" + EngineMain.WAIT + "=true"),
              shop.url(),
              place.url(),
              state);
      assertThat(zombie.await("written", 1)).isTrue();
      zombie.signal("STOP");
      // What it has written is not what the source says by the time somebody else takes over.
      shop.change();

      List<RunReport> takenOver = takeOver(shop, place, state);
      assertThat(takenOver).allMatch(report -> report.status().success(), takenOver.toString());
      // Its resumed scan did not see what changed in the part that was read before.
      EngineMain.run(shop.url(), place.url(), state);
      Comparison before = Comparison.of(shop, place);
      int checkpoints = zombie.count("checkpoint");
      zombie.signal("CONT");
      zombie.goOn();

      assertThat(zombie.exitStatus()).as(zombie.output()).isEqualTo(1);
      assertThat(zombie.reports())
          .contains("customers: FAILED", "lost the lease with token 1", "nothing was committed");
      assertThat(zombie.count("checkpoint customers")).isEqualTo(checkpoints);
      assertThat(before.clean()).as(before.toString()).isTrue();
      Comparison after = Comparison.of(shop, place);
      assertThat(after.clean()).as(after.toString()).isTrue();
      assertThat(EngineMain.run(shop.url(), place.url(), state))
          .allSatisfy(report -> assertThat(report.ledger().written()).isZero());
    }
  }

  /** The other one is alive, as far as anybody can tell: only the end of its lease counts. */
  private static List<RunReport> takeOver(Shop shop, Place place, String state) {
    Instant late = Instant.now().plus(PATIENCE);
    int refused = 0;
    while (true) {
      try {
        List<RunReport> reports = EngineMain.run(shop.url(), place.url(), state);
        assertThat(refused).as("attempts before the lease ended").isPositive();
        return reports;
      } catch (StateConflictException e) {
        refused++;
        assertThat(e).hasMessageContaining("is being run by");
        assertThat(Instant.now()).isBefore(late);
      }
    }
  }
}
