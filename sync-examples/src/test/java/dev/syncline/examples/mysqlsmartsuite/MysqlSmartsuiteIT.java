package dev.syncline.examples.mysqlsmartsuite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.examples.mysqlsmartsuite.Stage.Told;
import dev.syncline.smartsuite.simulator.RequestKind;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a run does, with rows that come late, are bad or gone. */
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
}
