package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.SimulatedField;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A simulated SmartSuite with a table for customers and one for orders. */
final class DemoWorkspace {
  static final String CUSTOMERS = "65f000000000000000000001";
  static final String ORDERS = "65f000000000000000000002";

  private DemoWorkspace() {}

  static SmartSuiteSimulator start() {
    return SmartSuiteSimulator.builder().table(customers()).table(orders()).start();
  }

  static SimulatedTable customers() {
    return SimulatedTable.of(CUSTOMERS, "Customers")
        .field("customer_id", "Customer", "textfield")
        .field("email", "E-mail", "emailfield")
        .field("credit", "Credit", "currencyfield")
        .field("vip", "VIP", "yesnofield")
        .field("born", "Born", "datefield");
  }

  static SimulatedTable orders() {
    return SimulatedTable.of(ORDERS, "Orders")
        .field("order_id", "Order", "textfield")
        .field(
            SimulatedField.of("state", "State", "singleselectfield")
                .choice("3u0Cl", "New")
                .choice("aB3dE", "Paid")
                .choice("in_progress", "Shipped"))
        .field("total", "Total", "numberfield")
        .field("placed", "Placed", "datefield")
        .linked("customer", "Customer", CUSTOMERS);
  }

  /** How many requests came, and of which kinds. */
  static String requests(SmartSuiteSimulator simulator) {
    Map<RequestKind, Long> counts = simulator.requests();
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return all
        + " requests to SmartSuite"
        + counts.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Map.Entry.comparingByKey())
            .map(
                entry ->
                    entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + " "
                        + entry.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
