package dev.syncline.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The destination's server is restarted in the middle of a run. */
@Tag("crash")
class RestartedServerIT {
  /** Not in a test's own folder: the server runs as another user where tests are run by root. */
  private final Path data =
      Path.of(System.getProperty("java.io.tmpdir"), "syncline-pg-" + UUID.randomUUID());

  @TempDir private Path folder;

  private EmbeddedPostgres start(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofMinutes(1))
        .setPort(port)
        .start();
  }

  @AfterEach
  void deleteData() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  /** The run goes on with the new server or fails, and loses nothing in either case. */
  @Test
  void nothingIsLostOrDoubled() throws Exception {
    var shop = new Shop(folder.resolve("shop.db"), 400, 6_000);
    String state = "jdbc:sqlite:" + folder.resolve("state.db");
    EmbeddedPostgres server = start(0);
    int port = server.getPort();
    try (Place place = JdbcPlace.postgres(server.getJdbcUrl("postgres", "postgres"), () -> {})) {
      for (int writes : new int[] {1, 8}) {
        EngineProcess interrupted = EngineProcess.start(folder, shop.url(), place.url(), state);
        assertThat(interrupted.await("write", writes)).as(interrupted.output()).isTrue();
        server.close();
        server = start(port);
        interrupted.exitStatus();
        assertThat(interrupted.reports())
            .as("it was cut: %s", interrupted.output())
            .containsAnyOf("FAILED", "SUCCEEDED")
            .doesNotContain("rejected");
        shop.change();
      }
      for (int i = 0; i < 2; i++) {
        // A resumed scan does not see what changed in the part that was read before.
        EngineProcess next = EngineProcess.start(folder, shop.url(), place.url(), state);
        assertThat(next.exitStatus()).as(next.output()).isZero();
      }
      Comparison found = Comparison.of(shop, place);
      assertThat(found.clean()).as(found.toString()).isTrue();
    } finally {
      server.close();
    }
  }
}
