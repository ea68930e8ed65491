package dev.syncline.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.syncline.api.Check;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.StateStore;
import dev.syncline.jdbc.SqliteStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A state file that was damaged between two runs: whatever was hit, no run starts afresh, and both
 * ways to recover work.
 */
@Tag("crash")
class DamagedStateRunIT {
  private static final int PAGE = 4096;

  @TempDir private Path folder;
  private Shop shop;
  private Place place;
  private Path state;

  @BeforeEach
  void aFirstRun() throws Exception {
    shop = new Shop(folder.resolve("shop.db"), 300, 3_000);
    place = JdbcPlace.sqlite(folder.resolve("crm.db"));
    state = folder.resolve("state.db");
    assertThat(run()).allMatch(report -> report.status().success());
    assertThat(Comparison.of(shop, place).clean()).isTrue();
  }

  private List<RunReport> run() {
    return EngineMain.run(shop.url(), place.url(), "jdbc:sqlite:" + state);
  }

  /** Every run is refused or fails, or met nothing of the damage and is right. */
  private int damagedAndRefused(byte[] damaged) throws Exception {
    Files.write(state, damaged);
    Throwable refused =
        catchThrowable(
            () -> {
              for (RunReport report : run()) {
                if (report.status() == RunStatus.FAILED) {
                  throw new PermanentException(report.failure().orElseThrow().message());
                }
                assertThat(report.ledger().written()).as(report.toString()).isZero();
              }
            });
    Comparison found = Comparison.of(shop, place);
    assertThat(found.clean()).as(found.toString()).isTrue();
    if (refused == null) {
      try (StateStore store = SqliteStateStore.at(state)) {
        Check check = store.check();
        return check.ok() ? 0 : 1;
      }
    }
    assertThat(refused)
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("the state file '" + state + "'")
        .hasMessageContaining("damaged")
        .hasMessageContaining("Restore it from a backup");
    return 1;
  }

  @Test
  void isNeverTakenForANewOne() throws Exception {
    withoutFreePages();
    byte[] whole = Files.readAllBytes(state);
    var random = new Random(7);
    int pages = whole.length / PAGE;
    assertThat(pages).isGreaterThan(100);
    int tried = 12;
    int refused = 0;
    for (int i = 0; i < tried; i++) {
      byte[] damaged = whole.clone();
      byte[] garbage = new byte[PAGE];
      random.nextBytes(garbage);
      System.arraycopy(garbage, 0, damaged, (1 + random.nextInt(pages - 1)) * PAGE, PAGE);
      refused += damagedAndRefused(damaged);
    }
    for (int share = 1; share <= 3; share++) {
      refused += damagedAndRefused(Arrays.copyOf(whole, whole.length * share / 4));
    }
    assertThat(refused).as("damages that were found").isEqualTo(tried + 3);
  }

  /** Damage to pages that hold nothing does none. */
  private void withoutFreePages() throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + state);
        Statement sql = database.createStatement()) {
      sql.execute("VACUUM");
    }
  }

  @Test
  void isReplacedByABackup() throws Exception {
    byte[] backup = Files.readAllBytes(state);
    Files.write(state, Arrays.copyOf(backup, backup.length / 2));
    assertThat(catchThrowable(this::run)).isInstanceOf(PermanentException.class);

    Files.write(state, backup);
    shop.change();
    assertThat(run()).allMatch(report -> report.status().success());
    Comparison found = Comparison.of(shop, place);
    assertThat(found.clean()).as(found.toString()).isTrue();
  }

  /** What docs/state-store.md says of it: nothing doubled, and dropped records stay. */
  @Test
  void isPutAsideForANewOne() throws Exception {
    Files.write(state, Arrays.copyOf(Files.readAllBytes(state), 10_000));
    assertThat(catchThrowable(this::run)).isInstanceOf(PermanentException.class);
    putAside();
    shop.run("DELETE FROM orders WHERE number = 'o7'");

    assertThat(run()).allMatch(report -> report.status().success());
    Comparison found = Comparison.of(shop, place);
    assertThat(found.lost()).as(found.toString()).isZero();
    assertThat(found.doubled()).as(found.toString()).isZero();
    assertThat(found.leftOver()).as("dropped while nobody looked").isEqualTo(1);
  }

  private void putAside() throws IOException {
    for (String part : new String[] {"", "-wal", "-shm"}) {
      Path file = Path.of(state + part);
      if (Files.exists(file)) {
        Files.move(file, Path.of(state + ".damaged" + part));
      }
    }
  }
}
