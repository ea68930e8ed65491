package dev.syncline.smartsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.Check;
import dev.syncline.api.config.Connection;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.smartsuite.simulator.RequestKind;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A webhook that says that something has happened. */
class SmartSuiteWebhookTest {
  private final Office office = new Office(builder -> builder);
  private final SyncEngine engine =
      office.engine(InMemoryStateStore.create(office.clock), Map.of());

  @AfterEach
  void close() {
    engine.close();
    office.close();
  }

  private SmartSuiteWebhook register(String... tables) {
    return SmartSuiteWebhook.register(
        engine.connection("work"),
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
    assertThat(SmartSuiteWebhook.of(engine.connection("work"), webhook.id()).changedTables())
        .as("a process that begins anew")
        .hasSize(2);
  }

  @Test
  void looksOnlyAtItsTablesAndCanBeDeleted() {
    SmartSuiteWebhook webhook = register(Office.ORDERS);
    office.simulator.create(Office.CUSTOMERS, Map.of("title", "c"));

    assertThat(webhook.changedTables()).isEmpty();
    webhook.delete();
    try (var other =
        office.engine(InMemoryStateStore.create(office.clock), Map.of("token", "wrong"))) {
      Connection refused = other.connection("work");
      assertThatThrownBy(() -> SmartSuiteWebhook.register(refused, "s", "https://x.example.org"))
          .isInstanceOf(PermanentException.class)
          .hasMessageNotContaining("wrong");
    }
  }

  @Test
  void sharesTheLimitsOfTheRuns() {
    SmartSuiteWebhook webhook = register();
    for (int i = 0; i < 10; i++) {
      office.customers(i * 30, i * 30 + 29);
      assertThat(engine.run(office.customerSync()).ledger().inserted()).isEqualTo(30);
      assertThat(webhook.changedTables()).containsExactly(Office.CUSTOMERS);
    }

    assertThat(office.simulator.requests(RequestKind.WEBHOOKS)).isGreaterThan(20);
    assertThat(office.simulator.peakPerSecond()).isLessThanOrEqualTo(5);
    assertThat(office.simulator.refused()).isZero();
  }

  @Test
  void aConnectionToSomethingElseIsRefused() {
    var other =
        new Connection() {
          @Override
          public Check check() {
            return Check.passed("here");
          }

          @Override
          public void close() {}

          @Override
          public String toString() {
            return "a database";
          }
        };
    assertThatThrownBy(() -> SmartSuiteWebhook.of(other, "1"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("of type smartsuite, not a database");
  }
}
