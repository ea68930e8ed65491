package dev.syncline.smartsuite;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.config.ConnectionSpec;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.smartsuite.simulator.SimulatedField;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SimulatorBuilder;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A workspace with customers and their orders, and sources that fill it. No time passes here. */
final class Office implements AutoCloseable {
  static final String CUSTOMERS = "64a0000000000000000000aa";
  static final String ORDERS = "64a0000000000000000000bb";
  static final Schema CUSTOMER =
      Schema.of(
          new Field("number", LogicalType.INTEGER, false, Limits.NONE),
          Field.of("name", LogicalType.STRING),
          Field.of("kind", LogicalType.STRING));
  static final Schema ORDER =
      Schema.of(
          Field.of("code", LogicalType.STRING),
          Field.of("customer", LogicalType.INTEGER),
          Field.of("amount", LogicalType.DECIMAL));

  final TestClock clock = TestClock.at(Instant.parse("2026-03-20T10:00:00Z"));
  final ListSource customers =
      ListSource.builder(CUSTOMER).key("number").snapshot().readsByKey().build();
  final ListSource orders = ListSource.builder(ORDER).key("code").snapshot().readsByKey().build();
  final SmartSuiteSimulator simulator;

  Office(UnaryOperator<SimulatorBuilder> behaviour) {
    this.simulator =
        behaviour
            .apply(
                SmartSuiteSimulator.builder()
                    .clock(clock)
                    .table(
                        SimulatedTable.of(CUSTOMERS, "Customers")
                            .field("s0000000nr", "Number", "numberfield")
                            .field(
                                SimulatedField.of("s00000kind", "Kind", "singleselectfield")
                                    .choice("3u0Cl", "Good")
                                    .choice("8kX2a", "Bad")))
                    .table(
                        SimulatedTable.of(ORDERS, "Orders")
                            .field("s000amount", "Amount", "currencyfield")
                            .linked("s0customer", "Customer", CUSTOMERS)))
            .start();
  }

  void customer(long number, String name) {
    customers.put(SyncRecord.of(CUSTOMER, number, name, "Good"));
  }

  void customers(long from, long to) {
    for (long number = from; number <= to; number++) {
      customer(number, "Customer " + number);
    }
  }

  SyncEngine engine(StateStore store, Map<String, ?> more) {
    return SyncEngine.builder()
        .connection("work", connection(more))
        .stateStore(store)
        .clock(clock)
        .sameThread()
        .waiting(clock::advance)
        .build();
  }

  ConnectionSpec connection(Map<String, ?> more) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("url", simulator.baseUrl());
    settings.put("webhooksUrl", simulator.webhooksUrl());
    settings.put("account", simulator.account());
    settings.put("token", simulator.token());
    settings.putAll(more);
    return new ConnectionSpec("timeless", ComponentConfig.of(settings));
  }

  SyncDefinition customerSync() {
    return customerSync(SmartSuiteTable.of("work", CUSTOMERS));
  }

  SyncDefinition customerSync(SmartSuiteTable table) {
    return customerSync(table, Delta.hash());
  }

  SyncDefinition customerSync(SmartSuiteTable table, Delta delta) {
    return SyncDefinition.builder("customers")
        .source(customers)
        .map(m -> m.field("number", "Number").field("name", "title").field("kind", "Kind"))
        .destination(table)
        .delta(delta)
        .deletes(Deletes.byAbsence().atMostPercent(60))
        .accept(Risk.EPHEMERAL_STATE)
        .settings(settings())
        .build();
  }

  SyncDefinition orderSync() {
    return SyncDefinition.builder("orders")
        .source(orders)
        .map(m -> m.field("code", "title").field("amount", "Amount"))
        .parent("Customer", "customers", "customer")
        .destination(SmartSuiteTable.of("work", ORDERS))
        .deletes(Deletes.byAbsence().atMostPercent(60))
        .accept(Risk.EPHEMERAL_STATE)
        .settings(settings())
        .build();
  }

  private static RunSettings settings() {
    return RunSettings.DEFAULT
        .retryDelay(Duration.ofMillis(100))
        .maxRetryDelay(Duration.ofSeconds(60));
  }

  @Override
  public void close() {
    simulator.close();
  }
}
