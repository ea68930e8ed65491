package dev.syncline.http.load;

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
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.simulator.PeopleApi;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.TestClock;
import dev.syncline.testkit.simulation.CrashPoints;
import dev.syncline.testkit.simulation.CrashScenario;
import dev.syncline.testkit.simulation.StateStores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An engine that is killed at every moment while it writes to an API. */
class HttpCrashIT {
  private static final Schema SCHEMA =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));

  @Test
  void anApiWithoutIdempotencyKeysIsLookedUp() {
    survives(
        HttpLoaderContract.with(
            HttpLoaderContract.SINGLE, "lookup", HttpLoaderContract.LOOKUP, "batchSize", 2));
  }

  @Test
  void anApiWithIdempotencyKeysIsSentTheSameAgain() {
    survives(
        HttpLoaderContract.with(
            HttpLoaderContract.SINGLE,
            "idempotencyKey",
            Map.of("header", "Idempotency-Key"),
            "batchSize",
            2));
  }

  private static void survives(Map<String, Object> destination) {
    var survived =
        CrashPoints.of(() -> new Town(destination))
            .thenAlso("a row is reverted", town -> town.put(2, "name 2"))
            .thenAlso("a row is deleted", town -> town.source.remove(Key.of(4L)))
            .thenAlso("a row is changed", town -> town.put(3, "changed again"))
            .thenAlso("a row is added", town -> town.put(9, "name 9"))
            .check();
    System.out.println(survived);
    assertThat(survived.crashes()).isEqualTo(survived.points() * 10).isGreaterThan(300);
  }

  /** Three people are there; then one is renamed, one leaves and two come. */
  private static final class Town implements CrashScenario {
    private final ListSource source =
        ListSource.builder(SCHEMA).key("id").snapshot().readsByKey().build();
    private final SimulatedApi api = new SimulatedApi();
    private final PeopleApi people = new PeopleApi(api);
    private final StateStores stores = StateStores.inMemory();
    private final Map<String, Object> destination;

    Town(Map<String, Object> destination) {
      this.destination = destination;
      for (long id = 1; id <= 3; id++) {
        put(id, "name " + id);
      }
    }

    @Override
    public void makeWork() {
      put(2, "changed");
      source.remove(Key.of(1L));
      put(4, "name 4");
      put(5, "name 5");
    }

    void put(long id, String name) {
      source.put(SyncRecord.of(SCHEMA, id, name));
    }

    @Override
    public SourceSpec source() {
      return source.toSpec();
    }

    @Override
    public DestinationSpec destination() {
      var clock = TestClock.create();
      var client =
          new ApiClient(ComponentConfig.of(Map.of("url", api.url())), clock, clock::advance);
      return DestinationSpec.local(
          () -> HttpLoaders.of(() -> client, ComponentConfig.of(destination)));
    }

    @Override
    public SyncDefinition define(Source from, Destination to) {
      return SyncDefinition.builder("town")
          .source(from)
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
    public List<Map<String, Object>> expected() {
      return source.rows().stream().map(SyncRecord::toMap).toList();
    }

    @Override
    public List<Map<String, Object>> actual() {
      return people.all().stream()
          .map(
              person -> {
                var row = new LinkedHashMap<String, Object>();
                row.put("id", person.get("id"));
                row.put("name", person.get("name"));
                return (Map<String, Object>) row;
              })
          .toList();
    }

    @Override
    public void close() {
      api.close();
    }
  }
}
