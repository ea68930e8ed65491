package dev.syncline.benchmarks.ratios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is measured has to do the job. */
class ContestantsTest {
  private static final int ROWS = 4_500;

  @TempDir Path folder;
  private Site site;
  private Customers customers;

  @BeforeEach
  void fill() throws SQLException {
    site =
        new Site(
            "sqlite",
            "jdbc:sqlite:" + folder.resolve("source.db"),
            "jdbc:sqlite:" + folder.resolve("destination.db"),
            folder);
    customers = new Customers(site, ROWS);
    customers.fill();
    customers.emptyDestination();
  }

  @ParameterizedTest
  @ValueSource(strings = {"springbatch", "easybatch", "camel"})
  void peersCopyAndKeepInStepInBothWays(String name) throws Exception {
    Contestant peer = Worker.contestant(name);

    peer.run(Peers.UPSERT, site);
    customers.requireSame("A");
    assertThat(differing()).isZero();

    customers.change(1);
    peer.run(Peers.UPSERT, site);
    customers.requireSame("B");

    customers.change(2);
    peer.run(Peers.DISTINCT, site);
    customers.requireSame("B, distinct");
    assertThat(differing()).isZero();
  }

  @Test
  void oursDoesAllFourJobs() throws Exception {
    Contestant us = Worker.contestant("syncline");
    for (String job : List.of("A", "B")) {
      us.run(job, site);
      customers.requireSame(job);
    }
    assertThat(differing()).isZero();
    customers.change(1);
    us.run("C", site);
    customers.requireSame("C");
    customers.delete();
    us.run("D", site);
    customers.requireSame("D");
  }

  @Test
  void oursFollowsChangesByCursor() throws Exception {
    Contestant us = Worker.contestant("syncline");
    customers.indexChanges();
    us.run(Syncline.BY_CURSOR, site);
    customers.requireSame("the first run by cursor");
    customers.changeLately(1);
    us.run(Syncline.BY_CURSOR, site);
    customers.requireSame("E");
    assertThat(differing()).isZero();
  }

  @Test
  void theLimitMovesEveryRow() throws Exception {
    Worker.contestant("limits").run("copy", site);
    customers.requireSame("copy");
  }

  @Test
  void whoLeavesARowOutIsFound() throws Exception {
    Worker.contestant("limits").run("copy", site);
    try (Connection connection = site.openDestination()) {
      Customers.run(connection, "DELETE FROM customer_copy WHERE id = 7");
    }
    assertThatThrownBy(() -> customers.requireSame("copy"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("copy left the destination different");
  }

  /** How many rows differ in any column. */
  private int differing() throws SQLException {
    try (Connection connection = site.openDestination();
        var statement = connection.createStatement()) {
      statement.execute("ATTACH '" + folder.resolve("source.db") + "' AS source");
      try (var row =
          statement.executeQuery(
              "SELECT COUNT(*) FROM (SELECT * FROM source.customer EXCEPT SELECT * FROM"
                  + " customer_copy)")) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
