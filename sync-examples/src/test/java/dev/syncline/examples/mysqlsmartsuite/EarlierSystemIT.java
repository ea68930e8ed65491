package dev.syncline.examples.mysqlsmartsuite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.examples.mysqlsmartsuite.Stage.Told;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mapping files and state of the earlier system. */
class EarlierSystemIT extends OnStage {
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

  private void things(String... rows) throws SQLException {
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
}
