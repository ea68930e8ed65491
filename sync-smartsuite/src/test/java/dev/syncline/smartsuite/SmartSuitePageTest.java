package dev.syncline.smartsuite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.project.SyncProject;
import dev.syncline.http.client.Pause;
import dev.syncline.jdbc.SqliteStateStore;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.extract.SmartSuiteExtractor;
import dev.syncline.smartsuite.extract.SourceOptions;
import dev.syncline.smartsuite.load.LoaderOptions;
import dev.syncline.smartsuite.simulator.Fault;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.SimulatedField;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example of docs/smartsuite.md is right, and those that can be run do what they say. */
class SmartSuitePageTest {
  private static final Path PAGE = Path.of("..", "docs", "smartsuite.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final String CUSTOMERS = "64f0c1a2b3c4d5e6f7a8b9c0";
  private static final String ORDERS = "64f0c1a2b3c4d5e6f7a8b9c1";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("SMARTSUITE_ACCOUNT_ID", "sim00001", "SMARTSUITE_TOKEN", "simulated-token");

  @TempDir private Path folder;

  private static String example(int number) {
    var examples = new ArrayList<String>();
    try {
      var matcher = EXAMPLE.matcher(Files.readString(PAGE));
      while (matcher.find()) {
        examples.add(matcher.group(1));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    assertThat(examples).hasSize(4);
    return examples.get(number);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void isRight(int number) {
    SyncProject project = SyncProject.parse(example(number), "smartsuite.md", ENVIRONMENT);
    ComponentConfig connection = project.connections().get("work").config();
    new SmartSuiteClient(connection, Clock.systemUTC(), Pause.REAL).close();
    for (var sync : project.syncs()) {
      if (sync.destination().type().equals("smartsuite")) {
        assertThat(LoaderOptions.of(sync.destination().config()).table()).isNotEmpty();
      }
      if (sync.source().type().equals("smartsuite")) {
        new SmartSuiteExtractor(() -> null, SourceOptions.of(sync.source().config())).close();
      }
    }
  }

  @Test
  void theBuildersSayTheSame() {
    var first = SyncProject.parse(example(0), "smartsuite.md", ENVIRONMENT);
    assertThat(SmartSuiteTable.of("work", CUSTOMERS).toSpec())
        .isEqualTo(first.sync("customers").destination());
    assertThat(
            SmartSuiteConnection.of("sim00001", "simulated-token")
                .url("https://app.smartsuite.com/api/v1")
                .toSpec())
        .isEqualTo(first.connections().get("work"));
    var second = SyncProject.parse(example(1), "smartsuite.md", ENVIRONMENT);
    assertThat(
            SmartSuiteTable.of("work", "64f0c1a2b3c4d5e6f7a8b9c2")
                .externalId("Code")
                .createFields()
                .withoutRestore()
                .with("phoneCountry", "DE")
                .with("settle", "5s")
                .with("late", "1m")
                .with("writeTime", "90s")
                .toSpec())
        .isEqualTo(second.sync("contacts").destination());
    var clause = Map.of("field", "title", "comparison", "is_not_empty", "value", "");
    assertThat(
            SmartSuiteSource.of("work", CUSTOMERS)
                .key("id")
                .changes()
                .fields("title", "Customer No", "Grade")
                .labels()
                .deletedRecords()
                .with("lag", "10s")
                .with("filter", Map.of("operator", "and", "fields", List.of(clause)))
                .toSpec()
                .config()
                .without("key"))
        .isEqualTo(
            SyncProject.parse(example(2), "smartsuite.md", ENVIRONMENT)
                .sync("customers-back")
                .source()
                .config()
                .without("key"));
  }

  @Test
  void theExamplesDoWhatTheySay() throws SQLException {
    sql(
        "shop.db",
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, city TEXT, grade TEXT)",
        "CREATE TABLE orders (code TEXT PRIMARY KEY, customer INTEGER, amount TEXT, ordered TEXT)",
        "INSERT INTO customers VALUES (1, 'Ann', 'Köln', 'Good'), (2, 'Bob', NULL, '8kX2a')",
        "INSERT INTO orders VALUES ('o1', 2, '12345678.90', '2024-07-01 09:00:00')");
    sql("crm.db", "CREATE TABLE customers (ref TEXT PRIMARY KEY, name TEXT, grade TEXT)");
    try (var smartSuite = simulator()) {
      assertThat(run(example(0), smartSuite, "there.db"))
          .extracting(RunReport::status)
          .containsOnly(RunStatus.SUCCEEDED);
      Map<String, @Nullable Object> order = smartSuite.records(ORDERS).get(0);
      assertThat(order)
          .containsEntry("sorder0002", "12345678.90")
          .containsEntry("sorder0003", Map.of("date", "2024-07-01T07:00:00Z", "include_time", true))
          .containsEntry("sorder0001", List.of(smartSuite.records(CUSTOMERS).get(1).get("id")));

      assertThat(run(example(2), smartSuite, "back.db"))
          .extracting(report -> report.ledger().inserted())
          .containsExactly(2L);
      smartSuite.delete(CUSTOMERS, String.valueOf(smartSuite.records(CUSTOMERS).get(0).get("id")));
      assertThat(run(example(2), smartSuite, "back.db"))
          .extracting(report -> report.ledger().deleted())
          .containsExactly(1L);
      assertThat(query("crm.db", "SELECT name || ' ' || grade FROM customers"))
          .containsExactly("Bob Bad");
    }
  }

  @Test
  void aWholeSolutionIsCopied() throws SQLException {
    try (var smartSuite = simulator()) {
      smartSuite.create(
          CUSTOMERS,
          Map.of(
              "title", "Ann",
              "scustomer1", "7.50",
              "scustomer2", Map.of("location_city", "Köln"),
              "scustomer3", "3u0Cl"));
      String yaml =
          example(3)
              .replace("jdbc:sqlite:", "jdbc:sqlite:" + folder + "/")
              .replace("remember: ", "remember: " + folder + "/")
              .replace("Sales", "Simulated")
              .replace(
                  "type: smartsuite, account",
                  "type: smartsuite, url: \"" + smartSuite.baseUrl() + "\", account");
      var project = SyncProject.parse(yaml, "smartsuite.md", ENVIRONMENT);
      try (SyncEngine engine =
          SyncEngine.builder()
              .project(project)
              .stateStore(SqliteStateStore.at(folder.resolve("copy.db")))
              .build()) {
        var found = engine.discover(project.catalog("office"));

        assertThat(engine.runAll(found.syncs()))
            .allSatisfy(report -> assertThat(report.status().success()).as(report + "").isTrue());
      }
      assertThat(
              query(
                  "warehouse.db",
                  "SELECT title || ' ' || scustomer1 || ' ' || scustomer2 || ' ' || scustomer3"
                      + " FROM Customers"))
          .containsExactly("Ann 7.50 {\"location_city\":\"Köln\"} 3u0Cl");
    }
  }

  private static SmartSuiteSimulator simulator() {
    return SmartSuiteSimulator.builder()
        .table(
            SimulatedTable.of(CUSTOMERS, "Customers")
                .field("scustomer1", "Customer No", "numberfield")
                .field("scustomer2", "Address", "addressfield")
                .field(
                    SimulatedField.of("scustomer3", "Grade", "singleselectfield")
                        .choice("3u0Cl", "Good")
                        .choice("8kX2a", "Bad")))
        .table(
            SimulatedTable.of(ORDERS, "Orders")
                .linked("sorder0001", "Customer", CUSTOMERS)
                .field("sorder0002", "Amount", "currencyfield")
                .field("sorder0003", "Ordered", "datefield"))
        .start();
  }

  private List<RunReport> run(String yaml, SmartSuiteSimulator smartSuite, String state) {
    String here =
        yaml.replace("jdbc:sqlite:", "jdbc:sqlite:" + folder + "/")
            .replace("https://app.smartsuite.com/api/v1", smartSuite.baseUrl());
    var project = SyncProject.parse(here, "smartsuite.md", ENVIRONMENT);
    try (SyncEngine engine =
        SyncEngine.builder()
            .project(project)
            .stateStore(SqliteStateStore.at(folder.resolve(state)))
            .build()) {
      return engine.runAll(project.syncs());
    }
  }

  private void sql(String file, String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/" + file);
        var statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private List<String> query(String file, String sql) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/" + file);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  /** The example of a test, with a sync in the place of its dots. */
  @Test
  void theSimulatorDoesWhatThePageSays() throws Exception {
    sql(
        "shop.db",
        "CREATE TABLE customers (id INTEGER PRIMARY KEY)",
        "INSERT INTO customers VALUES (1), (2), (3)");
    String yaml =
        """
        connections:
          shop: {type: jdbc, url: "jdbc:sqlite:shop.db"}
          work:
            {type: smartsuite, account: sim00001, token: simulated-token,
             url: "https://app.smartsuite.com/api/v1", timeout: 1s}
        syncs:
          - name: customers
            source: {connection: shop, table: customers, key: id}
            map: {id: Customer No}
            destination: {connection: work, table: %s, late: 1s}
        """
            .formatted(CUSTOMERS);
    try (var smartSuite = simulator()) {
      smartSuite.fail(RequestKind.BULK_CREATE, Fault.ANSWER_LOST);
      assertThat(run(yaml, smartSuite, "test.db").get(0).ledger().inserted()).isEqualTo(3);
      assertThat(smartSuite.records(CUSTOMERS)).hasSize(3);
      assertThat(smartSuite.peakPerSecond()).isLessThanOrEqualTo(5);
    }
    String page = Files.readString(PAGE);
    for (String part : List.of("RequestKind.BULK_CREATE, Fault.ANSWER_LOST", "peakPerSecond()")) {
      assertThat(page).contains(part);
    }
  }
}
