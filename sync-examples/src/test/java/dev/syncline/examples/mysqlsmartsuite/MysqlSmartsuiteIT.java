package dev.syncline.examples.mysqlsmartsuite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.examples.mysqlsmartsuite.Stage.Told;
import dev.syncline.smartsuite.simulator.Fault;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run does, and what it does when something goes wrong. */
class MysqlSmartsuiteIT extends OnStage {
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
}
