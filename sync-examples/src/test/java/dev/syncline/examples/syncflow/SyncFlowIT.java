package dev.syncline.examples.syncflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs SyncFlow as its README does, several times over the same folder. */
class SyncFlowIT {
  private static final long ROWS =
      ApiData.SUPPLIERS + ApiData.CUSTOMERS + ApiData.ITEMS + 4L * ApiData.ORDERS;

  @TempDir private Path folder;

  private String run(String... arguments) {
    var written = new ByteArrayOutputStream();
    String[] all =
        Stream.concat(Stream.of("--dir", folder.toString()), Stream.of(arguments))
            .toArray(String[]::new);
    int status = new CommandLine(new SyncFlow(new PrintStream(written, true, UTF_8))).execute(all);
    String text = written.toString(UTF_8);
    assertThat(status).as(text).isZero();
    return text;
  }

  private static long written(String text) {
    String line = text.lines().filter(one -> one.contains(" fetched, ")).findFirst().orElseThrow();
    return number(line.split(" fetched, ")[1].split(" written")[0]);
  }

  private static long fetched(String text) {
    String line = text.lines().filter(one -> one.contains(" fetched, ")).findFirst().orElseThrow();
    return number(line.split(" fetched, ")[0]);
  }

  private static long number(String text) {
    return Long.parseLong(text.strip().replace(",", ""));
  }

  @Test
  void copiesEverythingOnceAndThenWhatChanges() throws IOException, SQLException {
    String first = run();
    assertThat(written(first)).isEqualTo(3 * ROWS);
    assertThat(first).contains("done: CREATE TABLE").contains("hub.order_lines      SUCCEEDED");
    String second = run();
    assertThat(written(second)).isZero();
    assertThat(second).doesNotContain("done:").contains("which wrote 0 records");

    String touched = run("--touch");
    assertThat(touched).doesNotContain("done:");
    assertThat(written(touched)).isBetween(3 * 40L, 3 * 50L);
    assertThat(written(run("--full-refresh"))).isZero();
    assertThat(fetched(run("--full-refresh"))).isGreaterThan(3 * ROWS);

    String changed = run("--schema-change");
    assertThat(changed)
        .contains("items: field 'colour' is new (string(10)): evolve")
        .contains("ADD COLUMN \"colour\" VARCHAR(10)")
        .contains("SET DATA TYPE VARCHAR(80)");
    assertThat(written(run())).isZero();
    compare();
  }

  /** Every row of the sources is in the tables, and in the ScheduleHub, and no other. */
  private void compare() throws IOException, SQLException {
    var north = new ApiData(1, 2, true);
    try (var warehouse = new Warehouse(folder.resolve("postgres"));
        var open = DriverManager.getConnection(warehouse.url());
        var sql = open.createStatement();
        var hub =
            new ScheduleHub(folder.resolve("schedulehub.json"), "unused", Clock.systemUTC())) {
      for (String entity : List.of("suppliers", "customers", "items", "orders", "order_lines")) {
        int rows = north.rows(entity, 0).size();
        try (var row =
            sql.executeQuery("SELECT COUNT(*) FROM north_" + entity + " WHERE NOT _sync_deleted")) {
          assertThat(row.next()).isTrue();
          assertThat(row.getInt(1)).as(entity).isEqualTo(rows);
        }
        assertThat(hub.size(entity)).as(entity).isEqualTo(rows);
      }
      try (var row =
          sql.executeQuery(
              "SELECT description, weight, colour FROM north_items WHERE row_version ="
                  + " (SELECT MAX(row_version) FROM north_items)")) {
        assertThat(row.next()).isTrue();
        var items = north.rows("items", 0);
        var newest = items.get(items.size() - 1).data();
        assertThat(row.getString(1)).isEqualTo(newest.get("description"));
        assertThat(row.getBigDecimal(2)).isEqualByComparingTo(newest.get("weight").toString());
        assertThat(row.getString(3)).isEqualTo(newest.get("colour"));
      }
    }
  }
}
