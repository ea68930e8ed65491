package dev.syncline.examples.mysqlsmartsuite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.examples.mysqlsmartsuite.Stage.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the commands answer, and how the process ends. */
class CommandsIT extends OnStage {
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
