package dev.syncline.smartsuite.crash;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.jdbc.JdbcConnection;
import dev.syncline.jdbc.JdbcPool;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.SqliteStateStore;
import dev.syncline.smartsuite.SmartSuiteConnection;
import dev.syncline.smartsuite.SmartSuiteTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The engine in a process of its own: runs two syncs once. The arguments are the file of the
 * source, the address of the API, the file of the state and, if orders are found by a field of
 * their own, the time that a write may take. Ends with 0 if both runs succeeded.
 */
final class KillMain {
  static final String ACCOUNT = "kill0001";
  static final String TOKEN = "kill-token";
  static final String CUSTOMERS = "64a0000000000000000000aa";
  static final String ORDERS = "64a0000000000000000000bb";

  /** Longer than the simulator may take to show a new record, or to do what it was asked late. */
  private static final String AFTERWARDS = "600ms";

  private static final RunSettings SETTINGS =
      RunSettings.DEFAULT
          .batchRows(100)
          .checkpointRows(200)
          .checkpointEvery(Duration.ofMillis(200))
          .leaseTtl(Duration.ofSeconds(2))
          .maxRetries(10)
          .retryDelay(Duration.ofMillis(50))
          .maxRetryDelay(Duration.ofSeconds(2));

  private KillMain() {}

  public static void main(String[] args) {
    Optional<String> writeTime = args.length > 3 ? Optional.of(args[3]) : Optional.empty();
    List<RunReport> reports = run(args[0], args[1], args[2], writeTime);
    reports.forEach(System.out::println);
    System.exit(reports.stream().allMatch(report -> report.status().success()) ? 0 : 1);
  }

  private static List<RunReport> run(
      String source, String url, String state, Optional<String> writeTime) {
    var connection =
        SmartSuiteConnection.of(ACCOUNT, TOKEN)
            .url(url)
            .requestsPerSecond(500)
            .timeout(Duration.ofSeconds(2));
    try (JdbcPool pool = JdbcConnection.url("jdbc:sqlite:" + source).open();
        StateStore store = SqliteStateStore.at(Path.of(state));
        SyncEngine engine =
            SyncEngine.builder().connection("work", connection).stateStore(store).build()) {
      SyncDefinition orders =
          writeTime.map(time -> ordersByCode(pool, time)).orElseGet(() -> orders(pool));
      return engine.runAll(List.of(customers(pool), orders));
    }
  }

  private static SmartSuiteTable table(String id) {
    return SmartSuiteTable.of("work", id)
        .with("settle", AFTERWARDS)
        .with("late", AFTERWARDS)
        .with("writeTime", "3s");
  }

  private static SyncDefinition customers(JdbcPool pool) {
    return SyncDefinition.builder("customers")
        .source(JdbcSource.table(pool.dataSource(), "customers").key("id"))
        .map(m -> m.field("id", "Number").field("name", "title"))
        .destination(table(CUSTOMERS))
        .deletes(Deletes.byAbsence().atMostPercent(100))
        .settings(SETTINGS)
        .build();
  }

  private static SyncDefinition orders(JdbcPool pool) {
    return orders(pool, "title", table(ORDERS));
  }

  /** Other than by their title, orders are found again when they were restored. */
  private static SyncDefinition ordersByCode(JdbcPool pool, String writeTime) {
    return orders(pool, "Code", table(ORDERS).with("writeTime", writeTime));
  }

  private static SyncDefinition orders(JdbcPool pool, String code, SmartSuiteTable table) {
    return SyncDefinition.builder("orders")
        .source(JdbcSource.query(pool.dataSource(), "SELECT * FROM orders").key("code"))
        .map(m -> m.field("code", code).field("amount", "Amount"))
        .parent("Customer", "customers", "customer")
        .destination(table)
        .deletes(Deletes.byAbsence().atMostPercent(100))
        .settings(SETTINGS)
        .build();
  }
}
