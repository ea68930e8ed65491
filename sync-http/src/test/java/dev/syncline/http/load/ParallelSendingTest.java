package dev.syncline.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.destination.WriteResult.Retry;
import dev.syncline.api.destination.WriteResult.Written;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.testkit.Changes;
import dev.syncline.testkit.TestClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several requests of one batch at once. */
class ParallelSendingTest {
  private static final Schema SCHEMA =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));
  private static final int LANES = 4;

  private final SimulatedApi api = new SimulatedApi();
  private final TestClock clock = TestClock.create();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  @AfterEach
  void stop() {
    api.close();
  }

  private Loader loader(Map<String, ?> more) {
    var config = new LinkedHashMap<String, Object>(more);
    config.putIfAbsent("upsert", Map.of("path", "/things/{id}", "id", "ref"));
    config.put("delete", Map.of("path", "/things/{ref}"));
    config.put("parallel", LANES);
    var client = new ApiClient(ComponentConfig.of(Map.of("url", api.url())), clock, clock::advance);
    Loader loader = HttpLoaders.of(() -> client, ComponentConfig.of(config));
    loader.prepare(new Target(SCHEMA, List.of("id"), false));
    api.log().clear();
    return loader;
  }

  private static List<WriteResult> write(Loader loader, Changes changes) {
    return loader.write(changes.build(), new WriteContext("sync", "run", 1));
  }

  private static Changes inserts(int count) {
    Changes changes = Changes.of(SCHEMA);
    LongStream.range(0, count).forEach(id -> changes.insert(Key.of(id), id, "name " + id));
    return changes;
  }

  private static long id(Asked asked) {
    return Long.parseLong(asked.path().substring("/things/".length()));
  }

  private static Told named(Asked asked) {
    return Told.of(200, JsonText.write(Map.of("ref", "r" + id(asked))));
  }

  private Told counted(Asked asked, Told told) {
    mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    underWay.decrementAndGet();
    return told;
  }

  @Test
  void soManyAreUnderWayAtOnceAndTheResultsAreInOrder() {
    var all = new CyclicBarrier(LANES);
    api.route(
        "/things/",
        asked -> {
          try {
            // Only if all lanes are here together does anybody get an answer.
            all.await(20, TimeUnit.SECONDS);
          } catch (Exception e) {
            return Told.of(400, "alone");
          }
          return named(asked);
        });
    try (Loader loader = loader(Map.of())) {
      List<WriteResult> results = write(loader, inserts(8));
      for (int i = 0; i < 8; i++) {
        assertThat(results.get(i)).isEqualTo(Written.as(DestinationRef.of("r" + i)));
      }
    }
  }

  @Test
  void deletesComeOneAfterTheOther() {
    api.route("/things/", asked -> counted(asked, Told.of(204, "")));
    Changes deletes = Changes.of(SCHEMA);
    for (long id = 0; id < 20; id++) {
      deletes.delete(Key.of(id), DestinationRef.of(id));
    }
    try (Loader loader = loader(Map.of())) {
      assertThat(write(loader, deletes)).hasSize(20);
    }
    assertThat(api.log().stream().map(ParallelSendingTest::id))
        .containsExactlyElementsOf(LongStream.range(0, 20).boxed().toList());
    assertThat(mostAtOnce).hasValue(1);
  }

  @Test
  void oneLaneThatIsPutOffCostsTheOthersNothing() {
    api.route(
        "/things/",
        asked -> id(asked) == 5 ? Told.of(429, "").header("Retry-After", "50") : named(asked));
    try (Loader loader = loader(Map.of())) {
      List<WriteResult> results = write(loader, inserts(8));
      assertThat(results.get(5)).isInstanceOf(Retry.class);
      assertThat(results).filteredOn(Written.class::isInstance).hasSizeGreaterThanOrEqualTo(1);
      for (int i = 0; i < 8; i++) {
        boolean written = results.get(i) instanceof Written;
        assertThat(written || results.get(i) instanceof Retry).as("%s", results.get(i)).isTrue();
      }
    }
  }

  @Test
  void deletesAreNotSentAfterInsertsThatWerePutOff() {
    api.route("/things/", asked -> id(asked) == 1 ? Told.of(500, "") : named(asked));
    Changes changes = inserts(4).delete(Key.of(9L), DestinationRef.of(9L));
    try (Loader loader = loader(Map.of())) {
      List<WriteResult> results = write(loader, changes);
      assertThat(results.get(1)).isInstanceOf(WriteResult.InDoubt.class);
      assertThat(results.get(4)).isInstanceOf(Retry.class);
      assertThat(api.log()).noneMatch(asked -> asked.method().equals("DELETE"));
    }
  }

  @Test
  void anApiThatIsAwayIsNoMatterOfTheRecords() {
    api.route("/things/", asked -> Told.of(429, "").header("Retry-After", "50"));
    try (Loader loader = loader(Map.of())) {
      assertThatThrownBy(() -> write(loader, inserts(8))).isInstanceOf(RetryableException.class);
    }
  }

  @Test
  void batchesAreNotDividedForIt() {
    api.route(
        "/bulk",
        asked -> {
          List<?> sent = (List<?>) asked.json();
          return Told.json(sent.stream().map(one -> Map.of("ref", "b")).toList());
        });
    Map<String, Object> bulk =
        Map.of(
            "path", "/bulk",
            "method", "POST",
            "batch", Map.of("size", 3, "results", "$", "id", "ref"));
    try (Loader loader = loader(Map.of("upsert", bulk, "batchSize", 14))) {
      assertThat(write(loader, inserts(14))).hasSize(14);
      assertThat(api.log().stream().map(asked -> ((List<?>) asked.json()).size()).sorted())
          .containsExactly(2, 3, 3, 3, 3);
    }
  }
}
