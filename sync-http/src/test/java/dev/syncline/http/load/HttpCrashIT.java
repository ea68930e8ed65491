package dev.syncline.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.simulator.PeopleApi;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.testkit.TestClock;
import dev.syncline.testkit.simulation.FewRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An engine that is killed at every moment while it writes to an API. */
@Tag("crash")
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
    var survived = FewRecords.crashes(() -> new Town(destination)).check();
    System.out.println(survived);
    assertThat(survived.crashes()).isEqualTo(survived.points() * 10).isGreaterThan(300);
  }

  /** An API of people. */
  private static final class Town extends FewRecords {
    private final SimulatedApi api = new SimulatedApi();
    private final PeopleApi people = new PeopleApi(api);
    private final Map<String, Object> destination;

    Town(Map<String, Object> destination) {
      super("id");
      this.destination = destination;
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
