package dev.syncline.examples.mysqlsmartsuite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.examples.mysqlsmartsuite.Stage.Told;
import dev.syncline.smartsuite.simulator.Fault;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run does when it is killed, when answers get lost, and when the API is an odd one. */
@Tag("crash")
class MysqlSmartsuiteFaultsIT extends OnStage {
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
