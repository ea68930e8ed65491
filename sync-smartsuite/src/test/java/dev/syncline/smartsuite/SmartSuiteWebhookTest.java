package dev.syncline.smartsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.PermanentException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A webhook that says that something has happened. */
class SmartSuiteWebhookTest {
  private final Office office = new Office(builder -> builder.requestsPerSecond(1_000));
  private final SmartSuiteConnection connection =
      SmartSuiteConnection.of(office.simulator.account(), office.simulator.token())
          .url(office.simulator.baseUrl())
          .with("webhooksUrl", office.simulator.webhooksUrl())
          .requestsPerSecond(1_000);

  @AfterEach
  void close() {
    office.close();
  }

  private SmartSuiteWebhook register(String... tables) {
    return SmartSuiteWebhook.register(
        connection,
        Clock.systemUTC(),
        office.simulator.solution(),
        "https://hooks.example.org/smartsuite",
        tables);
  }

  @Test
  void saysInWhichTablesSomethingHasHappened() {
    SmartSuiteWebhook webhook = register();
    assertThat(webhook.changedTables()).isEmpty();

    for (int i = 0; i < 120; i++) {
      office.simulator.create(Office.CUSTOMERS, Map.of("title", "c" + i));
    }
    office.simulator.create(Office.ORDERS, Map.of("title", "o"));

    assertThat(webhook.changedTables()).containsExactlyInAnyOrder(Office.CUSTOMERS, Office.ORDERS);
    assertThat(webhook.changedTables()).isEmpty();
    assertThat(SmartSuiteWebhook.of(connection, webhook.id(), Clock.systemUTC()).changedTables())
        .as("a process that begins anew")
        .hasSize(2);
  }

  @Test
  void looksOnlyAtItsTablesAndCanBeDeleted() {
    SmartSuiteWebhook webhook = register(Office.ORDERS);
    office.simulator.create(Office.CUSTOMERS, Map.of("title", "c"));

    assertThat(webhook.changedTables()).isEmpty();
    webhook.delete();
    assertThatThrownBy(
            () ->
                SmartSuiteWebhook.register(
                    connection.with("token", "wrong"),
                    Clock.systemUTC(),
                    "s",
                    "https://x.example.org"))
        .isInstanceOf(PermanentException.class)
        .hasMessageNotContaining("wrong");
  }
}
