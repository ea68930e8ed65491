package dev.syncline.examples.mysqlsmartsuite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.examples.mysqlsmartsuite.Stage.Told;
import dev.syncline.smartsuite.simulator.Fault;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.SimulatedField;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SimulatorBuilder;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import dev.syncline.smartsuite.simulator.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runner on a real MariaDB and the simulated SmartSuite. */
class MysqlSmartsuiteIT {
  private static final String THINGS = "65f000000000000000000003";
  private static final String ANNA = "65f0000000000000000000aa";
  private static final int FEW = 60;

  @TempDir static Path server;
  private static EmbeddedDatabase database;

  @TempDir Path folder;
  private SmartSuiteSimulator smartsuite;

  @BeforeAll
  static void startDatabase() throws SQLException {
    database = EmbeddedDatabase.start(server);
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @BeforeEach
  void startSmartSuite() throws SQLException {
    smartsuite = simulated().start();
    DemoShop.fill(database);
    database.run("DELETE FROM customers WHERE id > " + FEW, "DELETE FROM orders WHERE id > " + FEW);
    database.run("DELETE FROM orders WHERE customer_id > " + FEW);
  }

  private static SimulatorBuilder simulated() {
    return SmartSuiteSimulator.builder()
        .table(DemoWorkspace.customers())
        .table(DemoWorkspace.orders())
        .table(things())
        .member(ANNA, "anna@example.org", "Anna");
  }

  private static SimulatedTable things() {
    return SimulatedTable.of(THINGS, "Things")
        .field("ext_id", "Key", "textfield")
        .field("s_area", "Notes", "textareafield")
        .field("s_number", "Amount", "numberfield")
        .field("s_currency", "Price", "currencyfield")
        .field("s_percent", "Share", "percentfield")
        .field("s_items", "Items", "numberfield")
        .field("s_day", "Born", "datefield")
        .field("s_time", "Seen", "datefield")
        .field(
            SimulatedField.of("s_select", "Status", "singleselectfield")
                .choice("aaaaa", "Active")
                .choice("bbbbb", "Inactive"))
        .field(
            SimulatedField.of("s_multi", "Tags", "multipleselectfield")
                .choice("rrrrr", "Red")
                .choice("ggggg", "Green"))
        .field("s_yesno", "Active", "yesnofield")
        .field("s_email", "E-mail", "emailfield")
        .field("s_phone", "Phone", "phonefield")
        .field("s_link", "Site", "linkfield")
        .field("s_member", "Owner", "userfield")
        .field("s_text", "Code", "textfield")
        .field("s_stamp", "Stamp", "datefield");
  }

  @AfterEach
  void stopSmartSuite() {
    smartsuite.close();
  }

  private Stage stage(String mapping) {
    return new Stage(database, smartsuite, folder, mapping);
  }

  private long writes() {
    return List.of(
            RequestKind.CREATE,
            RequestKind.UPDATE,
            RequestKind.DELETE,
            RequestKind.BULK_CREATE,
            RequestKind.BULK_UPDATE,
            RequestKind.BULK_REPLACE,
            RequestKind.BULK_DELETE)
        .stream()
        .mapToLong(smartsuite::requests)
        .sum();
  }

  @Test
  void theFirstRunWritesEverythingAndTheSecondNothing() {
    Stage stage = stage("demo.yml");
    Told first = stage.run("run");
    assertThat(first.status()).as(first.toString()).isZero();
    assertThat(smartsuite.requests(RequestKind.BULK_CREATE)).isEqualTo(3 + 3);
    var customers = Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id");
    var orders = Stage.records(smartsuite, DemoWorkspace.ORDERS, "order_id");
    assertThat(customers).hasSize(FEW);
    assertThat(orders).hasSize(FEW - 1);
    assertThat(customers.get("10")).containsEntry("title", " Zoë 10 ").doesNotContainKey("credit");
    assertThat(customers.get("12")).containsEntry("credit", "12345690.900001");
    assertThat(orders.get("1"))
        .containsEntry("customer", List.of(String.valueOf(customers.get("2").get("id"))))
        .containsEntry("total", "10.37");

    smartsuite.forgetRequests();
    Told second = stage.run("run");
    assertThat(second.status()).as(second.toString()).isZero();
    assertThat(writes()).isZero();
    assertThat(second.out()).contains("60 unchanged", "59 unchanged");
  }

  @Test
  void whatChangedIsSentWhatIsGoneIsDeletedAndWhatIsBadIsListed() throws SQLException {
    Stage stage = stage("demo.yml");
    stage.run("run");
    DemoShop.change(database);
    smartsuite.forgetRequests();

    Told third = stage.run("run");

    assertThat(third.status()).as(third.toString()).isEqualTo(2);
    var customers = Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id");
    var orders = Stage.records(smartsuite, DemoWorkspace.ORDERS, "order_id");
    assertThat(customers.get("3")).containsEntry("email", List.of("new@example.org"));
    assertThat(orders).doesNotContainKey("7").containsKey("501");
    assertThat(orders.get("9").get("placed")).as("the bad date changed nothing").isNotNull();
    assertThat(third.out()).contains("0000-00-00");
    Told letters = stage.run("dead-letters");
    assertThat(letters.status()).isZero();
    assertThat(letters.out()).contains("orders: 1 dead letters", "[9]", "0000-00-00");

    database.run("UPDATE orders SET placed_at = '2025-03-01 00:00:00' WHERE id = 9");
    assertThat(stage.run("run").status()).isZero();
    assertThat(stage.run("dead-letters").out()).contains("orders: 0 dead letters");
  }

  @Test
  void everyTypeOfTheEarlierSystemArrivesExactly() throws Exception {
    things(
        "(1, ' Ada  ', NULL, 12345678.90, 19.950000, 0.075, 12.7, '1815-12-10 10:00:00',"
            + " '2024-02-29 23:59:59.123456', 1, 'r, Green', 'Y', 'a@b.de', '+49 30 1', 'https://a.de',"
            + " 'anna@example.org', '007', '2024-01-02 03:04:05')",
        "(2, 'Bob', 'x\\ny', 0, -0.000001, NULL, NULL, NULL, NULL, 0, NULL, '0', NULL,"
            + " '{\"number\": \"555\", \"country\": \"US\", \"type\": 2}', NULL, NULL, '', NULL)");
    Stage stage = stage("every-type.yml");

    Told run = stage.spawn(Stage.classPath(), "run");

    assertThat(run.status()).as(run.toString()).isZero();
    var things = Stage.records(smartsuite, THINGS, "ext_id");
    assertThat(things.get("1"))
        .containsEntry("title", " Ada  ")
        .doesNotContainKey("s_area")
        .containsEntry("s_number", "12345678.90")
        .containsEntry("s_currency", "19.950000")
        .containsEntry("s_percent", "0.075")
        .containsEntry("s_items", "12")
        .containsEntry("s_day", Map.of("date", "1815-12-10T00:00:00Z", "include_time", false))
        .containsEntry(
            "s_time", Map.of("date", "2024-02-29T23:59:59.123456Z", "include_time", true))
        .containsEntry("s_select", "aaaaa")
        .containsEntry("s_multi", List.of("rrrrr", "ggggg"))
        .containsEntry("s_yesno", true)
        .containsEntry("s_email", List.of("a@b.de"))
        .containsEntry("s_link", List.of("https://a.de"))
        .containsEntry("s_member", List.of(ANNA))
        .containsEntry("s_text", "007")
        .containsEntry("s_stamp", Map.of("date", "2024-01-02T03:04:05Z", "include_time", true));
    assertThat(phone(things.get("1").get("s_phone")))
        .containsEntry("phone_country", "DE")
        .containsEntry("phone_number", "+49 30 1");
    assertThat(things.get("2"))
        .containsEntry("s_area", "x\ny")
        .containsEntry("s_number", "0.00")
        .containsEntry("s_currency", "-0.000001")
        .doesNotContainKeys("s_percent", "s_items", "s_day", "s_time", "s_link", "s_stamp")
        .containsEntry("s_select", "bbbbb")
        .containsEntry("s_yesno", false);
    assertThat(phone(things.get("2").get("s_phone"))).containsEntry("phone_country", "US");

    smartsuite.forgetRequests();
    assertThat(stage.run("run").status()).isZero();
    assertThat(writes()).isZero();
  }

  private static Map<String, Object> phone(Object phones) {
    var parts = new java.util.HashMap<String, Object>();
    ((Map<?, ?>) ((List<?>) phones).get(0))
        .forEach((name, value) -> parts.put(String.valueOf(name), value));
    return parts;
  }

  private static void things(String... rows) throws SQLException {
    database.run(
        "DROP TABLE IF EXISTS things",
        "CREATE TABLE things (id INT PRIMARY KEY, name VARCHAR(50), notes TEXT, amount"
            + " DECIMAL(20,2), price DECIMAL(20,6), share DECIMAL(6,3), items DECIMAL(6,1), born"
            + " DATETIME, seen DATETIME(6), status TINYINT, tags VARCHAR(50), active VARCHAR(5),"
            + " email VARCHAR(50), phone VARCHAR(200), site VARCHAR(50), owner VARCHAR(50), code"
            + " VARCHAR(10), stamp DATETIME, updated_at TIMESTAMP NOT NULL DEFAULT"
            + " CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)");
    for (String row : rows) {
      database.run(
          "INSERT INTO things (id, name, notes, amount, price, share, items, born, seen, status,"
              + " tags, active, email, phone, site, owner, code, stamp) VALUES "
              + row);
    }
  }

  @Test
  void theEarlierSystemsStateIsTakenOver() throws Exception {
    String ada =
        smartsuite.create(DemoWorkspace.CUSTOMERS, Map.of("title", "old", "customer_id", "1"));
    String bob =
        smartsuite.create(DemoWorkspace.CUSTOMERS, Map.of("title", "old", "customer_id", ""));
    database.run("DELETE FROM customers WHERE id > 3");
    Path file = folder.resolve("sync_state.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var sql = connection.createStatement()) {
      sql.execute(
          "CREATE TABLE record_mappings (id INTEGER PRIMARY KEY, sync_name TEXT, source_id TEXT,"
              + " smartsuite_record_id TEXT, data_hash TEXT)");
      sql.execute("INSERT INTO record_mappings VALUES (1, 'customers', '1', '" + ada + "', 'x')");
      sql.execute("INSERT INTO record_mappings VALUES (2, 'customers', '2', '" + bob + "', 'x')");
    }
    Stage stage = stage("customers.yml");

    Told imported = stage.run("import-state", file.toString());
    Told run = stage.run("run");

    assertThat(imported.status()).as(imported.toString()).isZero();
    assertThat(imported.out()).contains("2 taken over");
    assertThat(run.status()).as(run.toString()).isZero();
    var customers = Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id");
    assertThat(customers).hasSize(3);
    assertThat(customers.get("1")).containsEntry("id", ada).containsEntry("title", "Customer 1");
    assertThat(customers.get("2")).containsEntry("id", bob);
  }

  @Test
  void withoutTheStateRecordsAreFoundByTheirExternalId() throws Exception {
    String ada =
        smartsuite.create(DemoWorkspace.CUSTOMERS, Map.of("title", "old", "customer_id", "1"));
    Stage stage = stage("customers.yml");

    assertThat(stage.run("run").status()).isZero();

    var customers = Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id");
    assertThat(customers).hasSize(FEW);
    assertThat(customers.get("1")).containsEntry("id", ada).containsEntry("title", "Customer 1");
  }

  @Test
  void whatConvertPrintsWritesTheSame() throws Exception {
    Stage stage = stage("customers.yml");
    assertThat(stage.run("run").status()).isZero();
    var before = values(smartsuite);
    Told printed = stage.run("convert");
    assertThat(printed.status()).isZero();

    try (var other = simulated().start()) {
      Stage again =
          new Stage(database, other, Files.createDirectory(folder.resolve("2")), "customers.yml");
      again.mapping(Files.writeString(folder.resolve("printed.yml"), printed.out()));
      assertThat(again.run("run").status()).isZero();
      assertThat(values(other)).isEqualTo(before).hasSize(FEW);
    }
  }

  private static Map<String, List<Object>> values(SmartSuiteSimulator simulator) {
    var values = new java.util.TreeMap<String, List<Object>>();
    Stage.records(simulator, DemoWorkspace.CUSTOMERS, "customer_id")
        .forEach(
            (key, row) ->
                values.put(
                    key,
                    java.util.stream.Stream.of("title", "email", "credit", "born")
                        .map(name -> (Object) String.valueOf(row.get(name)))
                        .toList()));
    return values;
  }

  /** The demo's mapping, for a server that does not go on with a request for long. */
  private Path impatient() throws IOException {
    String text = Files.readString(Stage.resource(folder, "demo.yml"));
    return Files.writeString(
        folder.resolve("impatient.yml"),
        text.replace("type: smartsuite\n", "type: smartsuite\n    timeout: 2s\n")
            .replace("externalId:", "late: 1s, externalId:"));
  }

  /** The demo's mapping, for a server that takes many requests at once. */
  private Path hasty() throws IOException {
    String text = Files.readString(Stage.resource(folder, "demo.yml"));
    return Files.writeString(
        folder.resolve("hasty.yml"),
        text.replace("type: smartsuite\n", "type: smartsuite\n    requestsPerSecond: 500\n"));
  }

  @Test
  void killedAgainAndAgainNothingIsDoubledAndNothingLost() throws Exception {
    Stage stage = stage("demo.yml").mapping(impatient());
    int kills = 0;
    for (int attempt = 0; attempt < 4; attempt++) {
      long before = writes();
      Process process = stage.start(Stage.classPath(), "run");
      while (process.isAlive() && writes() == before) {
        process.waitFor(5, TimeUnit.MILLISECONDS);
      }
      process.waitFor(attempt * 40L, TimeUnit.MILLISECONDS);
      kills += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
    }

    Told last = stage.spawn(Stage.classPath(), "run");

    assertThat(kills).isPositive();
    assertThat(last.status()).as(last.toString()).isZero();
    assertThat(Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id")).hasSize(FEW);
    assertThat(Stage.records(smartsuite, DemoWorkspace.ORDERS, "order_id")).hasSize(FEW - 1);
  }

  @Test
  void everyVariantOfTheApiIsGotOnWith() throws Exception {
    for (Variant variant : Variant.values()) {
      if (variant == Variant.IGNORES_FILTERS) {
        continue;
      }
      try (var odd = simulated().with(variant).requestsPerSecond(1_000).start()) {
        Path own = Files.createDirectory(folder.resolve(variant.name()));
        Stage stage = new Stage(database, odd, own, "demo.yml").mapping(hasty());
        database.run(
            "UPDATE customers SET email = 'x" + variant.ordinal() + "@example.org' WHERE id = 3");
        Told first = stage.run("run");
        assertThat(first.status()).as(variant + ": " + first).isZero();
        database.run("UPDATE customers SET email = 'y@example.org' WHERE id = 3");
        Told second = stage.run("run");
        assertThat(second.status()).as(variant + ": " + second).isZero();
        var customers = Stage.records(odd, DemoWorkspace.CUSTOMERS, "customer_id");
        assertThat(customers).as(variant.name()).hasSize(FEW);
        assertThat(customers.get("3")).containsEntry("email", List.of("y@example.org"));
        assertThat(Stage.records(odd, DemoWorkspace.ORDERS, "order_id")).hasSize(FEW - 1);
      }
    }
  }

  @Test
  void anAnswerThatGotLostDoublesNothing() throws Exception {
    smartsuite.fail(RequestKind.BULK_CREATE, Fault.ANSWER_LOST);
    smartsuite.fail(RequestKind.BULK_CREATE, Fault.HALF_DONE);
    smartsuite.fail(RequestKind.BULK_CREATE, Fault.UNAVAILABLE);
    Stage stage = stage("demo.yml").mapping(impatient());
    Told run = stage.run("run");
    Told again = stage.run("run");
    assertThat(again.status()).as(run + "\n" + again).isZero();
    assertThat(Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id")).hasSize(FEW);
    assertThat(Stage.records(smartsuite, DemoWorkspace.ORDERS, "order_id")).hasSize(FEW - 1);
  }

  /** 500 is the last word of a server: what it has not done by then it does not do later. */
  @Test
  @Timeout(120)
  void errorsOfTheServerAreLookedUpAtOnce() throws Exception {
    String text = Files.readString(Stage.resource(folder, "demo.yml"));
    Path slow = folder.resolve("slow.yml");
    Files.writeString(slow, text.replace("externalId:", "late: 10m, externalId:"));
    smartsuite.fail(RequestKind.BULK_CREATE, Fault.ERROR_AFTER);
    smartsuite.fail(RequestKind.BULK_CREATE, Fault.HALF_DONE);

    Told run = stage("demo.yml").mapping(slow).run("run");

    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id")).hasSize(FEW);
    assertThat(Stage.records(smartsuite, DemoWorkspace.ORDERS, "order_id")).hasSize(FEW - 1);
  }

  @Test
  void lateRowsThoseWithOldTimesAndThoseThatAreGoneAreSeen() throws SQLException {
    Stage stage = stage("customers.yml");
    stage.run("run");
    database.run(
        "INSERT INTO customers (id, name, vip, updated_at) VALUES (900, 'late', 0, '2001-01-01"
            + " 00:00:00')");
    database.run("DELETE FROM customers WHERE id = 5");
    assertThat(stage.run("run").status()).isZero();
    assertThat(Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id"))
        .containsKey("900")
        .doesNotContainKey("5");
  }

  @Test
  void zeroDatesAreRejectedUnlessToldOtherwise() throws SQLException {
    database.run("UPDATE customers SET born = '0000-00-00' WHERE id = 4");
    Stage stage = stage("customers.yml");

    Told rejecting = stage.run("run");
    assertThat(rejecting.status()).as(rejecting.toString()).isEqualTo(2);
    assertThat(stage.run("dead-letters").out()).contains("[4]", "0000-00-00");
    assertThat(Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id"))
        .hasSize(FEW - 1)
        .doesNotContainKey("4");

    Told emptying = stage.with("SYNC_ZERO_DATES", "to-null").run("run");
    assertThat(emptying.status()).as(emptying.toString()).isZero();
    assertThat(Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id").get("4"))
        .doesNotContainKey("born");
  }

  @Test
  void withAnIntervalRunsInBetweenReadWhatChanged() throws SQLException {
    things("(1, 'old'" + ", NULL".repeat(16) + ")", "(2, 'new'" + ", NULL".repeat(16) + ")");
    database.run("UPDATE things SET updated_at = '2001-01-01 00:00:00' WHERE id = 1");
    Stage stage = stage("every-type.yml").with("SYNC_FULL_EVERY", "1d");
    assertThat(stage.run("run").out()).contains("2 fetched = 2 inserted");

    Told second = stage.run("run");
    assertThat(second.out()).as(second.toString()).contains("1 fetched = 1 unchanged");

    database.run("UPDATE things SET name = 'changed' WHERE id = 1");
    assertThat(stage.run("run").out()).contains("2 fetched = 1 updated, 1 unchanged");
    assertThat(Stage.records(smartsuite, THINGS, "ext_id").get("1"))
        .containsEntry("title", "changed");
  }

  @Test
  void theCommandsAnswer() throws Exception {
    Stage stage = stage("customers.yml");
    assertThat(stage.run("status").out()).contains("it has never run");
    Told valid = stage.run("validate");
    assertThat(valid.status()).isZero();
    assertThat(valid.out())
        .contains("is valid, in the earlier system's form")
        .contains("'external_id_field' is missing; the key 'id' feeds");
    Told plan = stage.run("plan");
    assertThat(plan.status()).as(plan.toString()).isZero();
    assertThat(plan.out()).contains("60");
    assertThat(smartsuite.records(DemoWorkspace.CUSTOMERS)).isEmpty();
    Told connections = stage.run("test-connections");
    assertThat(connections.status()).as(connections.toString()).isZero();
    assertThat(connections.out()).contains("ok     customers: source", "destination", "state");

    stage.run("run");
    assertThat(stage.run("status").out()).contains("60 records at the destination", "SUCCEEDED");
    assertThat(stage.run("history").out()).contains("60 inserted");
    Told reset = stage.run("reset");
    assertThat(reset.out()).contains("customers: 60 records will be sent once more");
    assertThat(stage.run("run").out()).contains("60 updated");
    assertThat(Stage.records(smartsuite, DemoWorkspace.CUSTOMERS, "customer_id")).hasSize(FEW);
  }

  @Test
  void manyDeletesWaitUntilSomebodyApproves() throws SQLException {
    Stage stage = stage("customers.yml");
    stage.run("run");
    database.run("DELETE FROM customers WHERE id <= 30");

    Told held = stage.run("run");

    assertThat(held.status()).as(held.toString()).isEqualTo(2);
    assertThat(smartsuite.records(DemoWorkspace.CUSTOMERS)).hasSize(FEW);
    var command =
        Pattern.compile("approve-deletes (customers) (\\d+)").matcher(stage.run("status").out());
    assertThat(command.find()).isTrue();
    assertThat(stage.run("approve-deletes", "customers", "999").status()).isEqualTo(1);
    assertThat(stage.run("approve-deletes", command.group(1), command.group(2)).status()).isZero();
    assertThat(stage.run("run").status()).isZero();
    assertThat(smartsuite.records(DemoWorkspace.CUSTOMERS)).hasSize(FEW - 30);
  }

  @Test
  void theScheduleRunsUntilItIsAskedToEnd() throws Exception {
    Stage stage = stage("customers.yml");
    assertThat(stage.run("schedule").err()).contains("SYNC_INTERVAL_MINUTES");

    Process process = stage.start(Stage.classPath(), "schedule", "--interval", "60");
    while (process.isAlive()
        && !Files.readString(folder.resolve("out.txt")).contains("SUCCEEDED")) {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    process.destroy();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(smartsuite.records(DemoWorkspace.CUSTOMERS)).hasSize(FEW);
    assertThat(stage.run("run").status()).isZero();
  }

  @Test
  void whatFailsEndsWithOne() throws Exception {
    Stage stage = stage("customers.yml");
    assertThat(stage.run("runn").status()).isEqualTo(1);
    assertThat(stage.run("run", "nobody").err()).contains("there is no sync 'nobody'");
    Told none = stage("customers.yml").with("SYNC_MAPPING", "/no/such.yml").run("run");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("there is no mapping file '/no/such.yml'");
    Told token = stage("customers.yml").with("SMARTSUITE_TOKEN", "wrong-token-1").run("run");
    assertThat(token.status()).isEqualTo(1);
    assertThat(token.toString()).doesNotContain("wrong-token-1");
    Told port = stage("customers.yml").with("MYSQL_PORT", "1").run("test-connections");
    assertThat(port.status()).isEqualTo(1);
    assertThat(port.out()).contains("FAILED customers: source");
  }

  @Test
  void theJarRunsByItself() throws Exception {
    try (var jars = Files.list(Path.of("target"))) {
      Path jar =
          jars.filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches("sync-examples-[^-]*(-SNAPSHOT)?\\.jar"))
              .findFirst()
              .orElseThrow();
      Stage stage = stage("customers.yml");

      Told run = stage.spawn(List.of("-jar", jar.toString()), "run");

      assertThat(run.status()).as(run.toString()).isZero();
      assertThat(smartsuite.records(DemoWorkspace.CUSTOMERS)).hasSize(FEW);
    }
  }
}
