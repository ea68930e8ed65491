package dev.syncline.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guarantees 2 and 3 on real processes and real destinations, none of which keeps a record from
 * coming twice: after {@code kill -9} at random moments, with the source changing in between,
 * nothing is lost, doubled or left over.
 *
 * <p>{@code -Dcrash.kills=50} kills more often, {@code -Dcrash.scale=5} in larger tables, {@code
 * -Dcrash.seed=…} at the moments of another time, as far as processes let themselves be timed.
 */
@Tag("crash")
class CrashIT {
  private static final int KILLS = Integer.getInteger("crash.kills", 10);
  private static final int SCALE = Integer.getInteger("crash.scale", 1);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

  @TempDir private Path folder;

  @Test
  void sqlite() throws Exception {
    assertSurvives(
        "sqlite", JdbcPlace.sqlite(folder.resolve("crm.db")), stateFile(), 400, SCALE * 8_000);
  }

  @Test
  void postgres() throws Exception {
    assertSurvives("postgresql", JdbcPlace.postgres(), stateFile(), 400, SCALE * 6_000);
  }

  /** The state in the database that is also the destination. */
  @Test
  void postgresWithItsOwnState() throws Exception {
    JdbcPlace place = JdbcPlace.postgres();
    assertSurvives("postgresql-with-state", place, place.url(), 400, SCALE * 4_000);
  }

  @Test
  void mariaDb() throws Exception {
    assertSurvives("mariadb", JdbcPlace.mariaDb(), stateFile(), 400, SCALE * 6_000);
  }

  /** A write that is sent again blindly makes a second record here. */
  @Test
  void httpWithoutIdempotency() throws Exception {
    var server = new RecordServer(HttpLoader.MOST_DELAY, HttpLoader.SEARCH_LAG, 0.002);
    assertSurvives("http", server, stateFile(), 200, 2_000);
    assertThat(server.lostAnswers()).as("answers that were lost on the way").isPositive();
  }

  private String stateFile() {
    return "jdbc:sqlite:" + folder.resolve("state.db");
  }

  private void assertSurvives(String name, Place place, String state, int customers, int orders)
      throws Exception {
    try (place) {
      var shop = new Shop(folder.resolve("shop.db"), customers, orders);
      var trial = new CrashTrial(name, folder, shop, place, state, SEED);

      CrashTrial.Result result = trial.run(KILLS);

      assertThat(result.found().clean()).as(trial.seeded(result.found().toString())).isTrue();
      assertThat(result.lastReports())
          .as(trial.seeded("a run with nothing to do"))
          .contains("customers: SUCCEEDED", "orders: SUCCEEDED")
          .doesNotContain("inserted", "updated", "deleted", "rejected", "pending", "note:");
    }
  }
}
