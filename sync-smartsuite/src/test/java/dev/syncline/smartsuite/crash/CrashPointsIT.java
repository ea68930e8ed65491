package dev.syncline.smartsuite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.Destination;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.Source;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.load.LoaderOptions;
import dev.syncline.smartsuite.load.SmartSuiteLoader;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import dev.syncline.smartsuite.simulator.Variant;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.TestClock;
import dev.syncline.testkit.simulation.CrashPoints;
import dev.syncline.testkit.simulation.CrashScenario;
import dev.syncline.testkit.simulation.StateStores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An engine that is killed at every moment while it writes to a table. */
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
        CrashPoints.of(() -> new Town(restore, variants))
            .thenAlso("a row is reverted", town -> town.put(2, "name 2"))
            .thenAlso("a row is deleted", town -> town.source.remove(Key.of(4L)))
            .thenAlso("a row is changed", town -> town.put(3, "changed again"))
            .thenAlso("a row comes back", town -> town.put(1, "back"))
            .thenAlso("a row is added", town -> town.put(9, "name 9"))
            .check();
    System.out.println(survived);
    assertThat(survived.crashes()).isGreaterThan(300);
  }

  /** Three people are there; then one is renamed, one leaves and two come. */
  private static final class Town implements CrashScenario {
    private static final String TABLE = "64a0000000000000000000aa";

    private final ListSource source =
        ListSource.builder(SCHEMA).key("number").snapshot().readsByKey().build();
    private final TestClock clock = TestClock.create();
    private final StateStores stores = StateStores.inMemory();
    private final SmartSuiteSimulator simulator;
    private final boolean restore;

    Town(boolean restore, Variant... variants) {
      this.restore = restore;
      this.simulator =
          SmartSuiteSimulator.builder()
              .clock(clock)
              // A process that begins anew knows nothing of what was sent in this second.
              .requestsPerSecond(1_000_000)
              .with(variants)
              .table(SimulatedTable.of(TABLE, "Town").field("s0000000nr", "number", "numberfield"))
              .start();
      for (long number = 1; number <= 3; number++) {
        put(number, "name " + number);
      }
    }

    @Override
    public void makeWork() {
      put(2, "changed");
      source.remove(Key.of(1L));
      put(4, "name 4");
      put(5, "name 5");
    }

    void put(long number, String name) {
      source.put(SyncRecord.of(SCHEMA, number, name));
    }

    @Override
    public SourceSpec source() {
      return source.toSpec();
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
    public SyncDefinition define(Source from, Destination to) {
      return SyncDefinition.builder("town")
          .source(from)
          .map(m -> m.field("number", "number").field("name", "title"))
          .destination(to)
          .deletes(Deletes.byAbsence())
          .accept(Risk.EPHEMERAL_STATE)
          .settings(RunSettings.DEFAULT.batchRows(2).checkpointRows(2).maxRetries(0))
          .build();
    }

    @Override
    public StateStores stateStore() {
      return stores;
    }

    @Override
    public List<Map<String, @Nullable Object>> expected() {
      return source.rows().stream().map(SyncRecord::toMap).toList();
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
