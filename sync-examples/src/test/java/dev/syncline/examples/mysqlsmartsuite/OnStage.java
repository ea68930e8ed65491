package dev.syncline.examples.mysqlsmartsuite;

import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.SimulatedField;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SimulatorBuilder;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real MariaDB with few customers and orders, and a simulated SmartSuite. */
abstract class OnStage {
  static final String THINGS = "65f000000000000000000003";
  static final String ANNA = "65f0000000000000000000aa";
  static final int FEW = 60;

  @TempDir Path folder;
  EmbeddedDatabase database;
  SmartSuiteSimulator smartsuite;

  @BeforeEach
  final void startSmartSuite() throws SQLException {
    database = SharedDatabase.get();
    smartsuite = simulated().start();
    DemoShop.fill(database);
    database.run("DELETE FROM customers WHERE id > " + FEW, "DELETE FROM orders WHERE id > " + FEW);
    database.run("DELETE FROM orders WHERE customer_id > " + FEW);
  }

  static SimulatorBuilder simulated() {
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
  final void stopSmartSuite() {
    smartsuite.close();
  }

  final Stage stage(String mapping) {
    return new Stage(database, smartsuite, folder, mapping);
  }

  final long writes() {
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
}
