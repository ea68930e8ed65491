package dev.syncline.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A request outlives the process that sent it: the server carries it out when the next run could be
 * through already. The next run has to wait for as long as the loader says that this can happen.
 */
@Tag("crash")
class LateRequestIT {
  private static final Duration HELD = Duration.ofSeconds(3);

  @TempDir private Path folder;

  @Test
  void anUpdateThatArrivesLateDoesNotUndoTheNext() throws Exception {
    var shop = new Shop(folder.resolve("shop.db"), 10, 40);
    String state = "jdbc:sqlite:" + folder.resolve("state.db");
    try (var server = new RecordServer(Duration.ZERO, Duration.ZERO, 0)) {
      assertThat(start(shop, server, state).exitStatus()).isZero();

      shop.run("UPDATE customers SET email = 'older@example.org'");
      server.holdUpdates(HELD);
      EngineProcess killed = start(shop, server, state);
      assertThat(killed.await(() -> server.waiting() > 0)).as(killed.output()).isTrue();
      assertThat(killed.killAfter(Duration.ofMillis(100))).isTrue();
      server.holdUpdates(Duration.ZERO);
      shop.run("UPDATE customers SET email = 'newer@example.org'");
      assertThat(start(shop, server, state).exitStatus()).isZero();
      server.awaitHeld();

      Comparison found = Comparison.of(shop, server);
      assertThat(found.clean()).as(found.toString()).isTrue();
    }
  }

  private EngineProcess start(Shop shop, RecordServer server, String state) throws Exception {
    long slowest = HELD.plusMillis(500).toMillis();
    return EngineProcess.start(
        folder,
        List.of(),
        List.of("-D" + HttpLoader.SLOWEST + "=" + slowest),
        shop.url(),
        server.url(),
        state);
  }
}
