package dev.syncline.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No space for the state, or for the destination: the run says so, and the next one makes good. */
@Tag("crash")
class DiskFullIT {
  @TempDir private Path folder;
  private Shop shop;

  @BeforeEach
  void aShop() throws Exception {
    shop = new Shop(folder.resolve("shop.db"), 400, 8_000);
  }

  /** A limit on the size of files, as a quota is one: the driver's library just fits in. */
  @Test
  void stateFileReachesAQuota() throws Exception {
    Path state = folder.resolve("state.db");
    try (Place place = JdbcPlace.postgres()) {
      EngineProcess starved =
          EngineProcess.start(
              folder,
              List.of("bash", "-c", "ulimit -f 1500; exec \"$@\"", "limited"),
              List.of(),
              shop.url(),
              place.url(),
              "jdbc:sqlite:" + state);
      assertFailsNaming(starved, "the state file '" + state + "'", "is it full, or a quota used");
      shop.change();
      assertMakesGood(place, "jdbc:sqlite:" + state);
    }
  }

  @Test
  void stateFileFillsTheDisk() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(mount(disk, "size=1m")).as("a small disk needs the right to mount it").isTrue();
    Path state = disk.resolve("state.db");
    try (Place place = JdbcPlace.postgres()) {
      EngineProcess starved =
          EngineProcess.start(folder, shop.url(), place.url(), "jdbc:sqlite:" + state);
      assertFailsNaming(starved, "the state file '" + state + "'", "the disk is full");
      shop.change();
      mount(disk, "remount,size=100m");
      assertMakesGood(place, "jdbc:sqlite:" + state);
    } finally {
      run("umount", disk.toString());
    }
  }

  /** The disk's fault, and no record's: nothing becomes a dead letter. */
  @Test
  void destinationFillsTheDisk() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(mount(disk, "size=256k")).as("a small disk needs the right to mount it").isTrue();
    String state = "jdbc:sqlite:" + folder.resolve("state.db");
    try (Place place = JdbcPlace.sqlite(disk.resolve("crm.db"))) {
      EngineProcess starved = EngineProcess.start(folder, shop.url(), place.url(), state);
      assertFailsNaming(starved, "cannot be written", "the disk is full");
      assertThat(starved.reports()).doesNotContain("rejected");
      shop.change();
      mount(disk, "remount,size=100m");
      assertMakesGood(place, state);
    } finally {
      run("umount", disk.toString());
    }
  }

  private static void assertFailsNaming(EngineProcess process, String... parts) throws Exception {
    assertThat(process.exitStatus()).as(process.output()).isEqualTo(1);
    assertThat(process.reports()).contains("FAILED").contains(parts);
  }

  private void assertMakesGood(Place place, String state) throws Exception {
    for (int i = 0; i < 2; i++) {
      // A resumed scan does not see what changed in the part that was read before.
      EngineProcess next = EngineProcess.start(folder, shop.url(), place.url(), state);
      assertThat(next.exitStatus()).as(next.output()).isZero();
    }
    Comparison found = Comparison.of(shop, place);
    assertThat(found.clean()).as(found.toString()).isTrue();
  }

  private static boolean mount(Path folder, String options)
      throws IOException, InterruptedException {
    return run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()) == 0;
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }
}
