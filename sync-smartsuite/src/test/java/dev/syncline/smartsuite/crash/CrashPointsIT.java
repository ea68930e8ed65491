package dev.syncline.smartsuite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.load.LoaderOptions;
import dev.syncline.smartsuite.load.SmartSuiteLoader;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import dev.syncline.smartsuite.simulator.Variant;
import dev.syncline.testkit.TestClock;
import dev.syncline.testkit.simulation.FewRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An engine that is killed at every moment while it writes to a table. */
@Tag("crash")
class CrashPointsIT {
  private static final Schema SCHEMA =
      Schema.of(Field.of("number", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));

  @Test
  void aTableAsItIsDocumented() {
    survives(true);
  }

  @Test
  void aTableThatBringsNothingBackAndAnswersOtherwise() {
    survives(false, Variant.BULK_UPDATE_ENVELOPE, Variant.PARTIAL_FAILURES);
  }

  private static void survives(boolean restore, Variant... variants) {
    var survived =
        FewRecords.crashes(() -> new Town(restore, variants))
            .thenAlso("a row comes back", town -> town.put(1, "back"))
            .check();
    System.out.println(survived);
    assertThat(survived.crashes()).isGreaterThan(300);
  }

  /** A table of people. */
  private static final class Town extends FewRecords {
    private static final String TABLE = "64a0000000000000000000aa";

    private final TestClock clock = TestClock.create();
    private final SmartSuiteSimulator simulator;
    private final boolean restore;

    Town(boolean restore, Variant... variants) {
      super("number");
      this.restore = restore;
      this.simulator =
          SmartSuiteSimulator.builder()
              .clock(clock)
              // A process that begins anew knows nothing of what was sent in this second.
              .requestsPerSecond(1_000_000)
              .with(variants)
              .table(SimulatedTable.of(TABLE, "Town").field("s0000000nr", "number", "numberfield"))
              .start();
    }

    @Override
    public DestinationSpec destination() {
      var client =
          new SmartSuiteClient(
              ComponentConfig.of(
                  Map.of(
                      "url", simulator.baseUrl(),
                      "account", simulator.account(),
                      "token", simulator.token())),
              clock,
              clock::advance);
      var options =
          LoaderOptions.of(
              ComponentConfig.of(Map.of("connection", "work", "table", TABLE, "restore", restore)));
      return DestinationSpec.local(() -> new SmartSuiteLoader(() -> client, options));
    }

    @Override
    protected SyncDefinition.Builder mapped(SyncDefinition.Builder definition) {
      return definition.map(m -> m.field("number", "number").field("name", "title"));
    }

    @Override
    public List<Map<String, @Nullable Object>> actual() {
      return simulator.records(TABLE).stream()
          .map(
              record -> {
                var row = new LinkedHashMap<String, @Nullable Object>();
                row.put("number", Long.valueOf(String.valueOf(record.get("s0000000nr"))));
                row.put("name", record.get("title"));
                return (Map<String, @Nullable Object>) row;
              })
          .toList();
    }

    @Override
    public void close() {
      simulator.close();
    }
  }
}
