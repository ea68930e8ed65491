package dev.syncline.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.Change;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent for a batch, and what its answers make of each change. */
class SendingTest {
  private static final Schema SCHEMA =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING));

  private final SimulatedApi api = new SimulatedApi();
  private final TestClock clock = TestClock.create();

  @AfterEach
  void stop() {
    api.close();
  }

  private Loader loader(Object... settings) {
    return loader(Map.of(), settings);
  }

  private Loader loader(Map<String, Object> connection, Object... settings) {
    var api = new LinkedHashMap<String, Object>(connection);
    api.put("url", this.api.url());
    var config = new LinkedHashMap<String, Object>();
    for (int i = 0; i < settings.length; i += 2) {
      config.put((String) settings[i], settings[i + 1]);
    }
    var client = new ApiClient(ComponentConfig.of(api), clock, clock::advance);
    Loader loader = HttpLoaders.of(() -> client, ComponentConfig.of(config));
    loader.prepare(new Target(SCHEMA, List.of("id"), false));
    this.api.log().clear();
    return loader;
  }

  private static final Map<String, Object> CREATE = Map.of("path", "/things", "id", "ref");

  private static List<WriteResult> insert(Loader loader, long... ids) {
    var rows = RowBatch.builder(SCHEMA);
    for (long id : ids) {
      rows.add(id, "name " + id);
    }
    return write(loader, new Batch(rows.build(), Change.INSERT));
  }

  private static List<WriteResult> write(Loader loader, ChangeBatch batch) {
    return loader.write(batch, new WriteContext("sync", "run", 1));
  }

  private record Batch(RecordBatch values, Change kind) implements ChangeBatch {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Change change(int row) {
      return kind;
    }

    @Override
    public Key key(int row) {
      return Key.of(row);
    }

    @Override
    public Optional<DestinationRef> ref(int row) {
      return kind == Change.INSERT ? Optional.empty() : Optional.of(DestinationRef.of("r-" + row));
    }

    @Override
    public Optional<BitSet> changedFields(int row) {
      return Optional.empty();
    }

    @Override
    public String idempotencyKey(int row) {
      return "key-" + values.value(row, 0);
    }
  }

  private static Told created(Object ref) {
    return Told.of(201, JsonText.write(Map.of("ref", ref)));
  }

  @Test
  void aServerInTroubleLeavesADoubtAndTheRestIsNotSent() {
    var loader = loader("create", CREATE);
    api.next(created("a"), Told.of(503, ""), created("c"));
    var results = insert(loader, 1, 2, 3, 4);
    assertThat(results.get(0)).isEqualTo(WriteResult.Written.as(DestinationRef.of("a")));
    assertThat(results.get(1)).isInstanceOf(WriteResult.InDoubt.class);
    assertThat(results.get(2)).isInstanceOf(WriteResult.Retry.class);
    assertThat(results.get(3)).isInstanceOf(WriteResult.Retry.class);
    assertThat(api.log()).hasSize(2);
  }

  private static final Map<String, Object> BY_ID =
      Map.of("path", "/things", "batch", Map.of("by", "id", "results", "done", "id", "ref"));

  @Test
  void aResultThatComesTwiceIsBelievedNeitherTime() {
    var loader = loader("create", BY_ID);
    api.next(
        Told.of(
            200,
            "{\"done\": [{\"id\": 1, \"ref\": \"a\"}, {\"id\": 2, \"ref\": \"b\"},"
                + " {\"id\": 1, \"ref\": \"c\"}, {\"id\": 9, \"ref\": \"d\"}]}"));
    var results = insert(loader, 1, 2, 3);
    assertThat(results.get(0)).isInstanceOf(WriteResult.InDoubt.class);
    assertThat(results.get(1)).isEqualTo(WriteResult.Written.as(DestinationRef.of("b")));
    assertThat(results.get(2)).isInstanceOf(WriteResult.InDoubt.class);
  }

  @Test
  void aResultThatMayBeOfTwoRecordsIsOfNeither() {
    var loader = loader("create", BY_ID);
    api.next(
        Told.of(200, "{\"done\": [{\"id\": 1, \"ref\": \"a\"}, {\"id\": 2, \"ref\": \"b\"}]}"));
    var results = insert(loader, 1, 2, 1);
    assertThat(results.get(0)).isInstanceOf(WriteResult.InDoubt.class);
    assertThat(results.get(1)).isEqualTo(WriteResult.Written.as(DestinationRef.of("b")));
    assertThat(results.get(2)).isInstanceOf(WriteResult.InDoubt.class);
  }

  @Test
  void aKeyThatLeadsSomewhereElseIsSaidToBeUnfindable() {
    var lookup = Map.of("path", "/things/{id}", "id", "ref");
    var loader = (LooksUp) loader("create", CREATE, "lookup", lookup);
    assertThat(loader.findable(Key.of("a/b ?"))).isTrue();
    assertThat(loader.findable(Key.of(".."))).isFalse();
    assertThat(loader.findable(Key.of(""))).isFalse();
    assertThat(api.log()).isEmpty();
  }

  @Test
  void anApiThatIsAwayIsNotTheRecordsFault() {
    var loader = loader("create", CREATE);
    api.close();
    assertThatThrownBy(() -> insert(loader, 1, 2)).isInstanceOf(RetryableException.class);
  }

  @Test
  void tooManyRequestsBeforeAnythingWasDoneAreNotTheRecordsFaultWhereTheyMayBeRepeated() {
    var loader = loader("create", CREATE, "idempotencyKey", Map.of("header", "Idempotency-Key"));
    api.next(Told.of(429, "").header("Retry-After", "50"));
    assertThatThrownBy(() -> insert(loader, 1, 2))
        .isInstanceOfSatisfying(
            RetryableException.class, e -> assertThat(e.delay()).contains(Duration.ofSeconds(50)));
    clock.advance(Duration.ofSeconds(50));
    api.next(created("a"), Told.of(429, "").header("Retry-After", "7"));
    var results = insert(loader, 1, 2, 3);
    assertThat(results.get(0)).isInstanceOf(WriteResult.Written.class);
    for (int row : new int[] {1, 2}) {
      assertThat(((WriteResult.Retry) results.get(row)).delay()).contains(Duration.ofSeconds(7));
    }
    assertThat(api.log().get(1).headers()).containsEntry("idempotency-key", "key-1");
  }

  @Test
  void anAnswerWithoutAReferenceIsADoubt() {
    var loader = loader("create", CREATE);
    api.next(
        Told.of(201, "{\"id\": 5}"),
        Told.of(201, "{\"ref\": \"x").cutInTheMiddle(),
        Told.of(201, ""));
    assertThat(insert(loader, 1, 2, 3)).allMatch(WriteResult.InDoubt.class::isInstance);
  }

  @Test
  void aReferenceMayStandInAHeader() {
    var loader = loader("create", Map.of("path", "/things", "idHeader", "Location"));
    api.next(Told.of(201, "").header("Location", "https://x/things/77"));
    assertThat(insert(loader, 1)).containsExactly(WriteResult.Written.as(DestinationRef.of("77")));
  }

  @Test
  void theBodyHasTheFormOfTheDefinition() {
    var loader =
        loader(
            "create",
            Map.of(
                "path",
                "/lists/{id}/things",
                "query",
                Map.of("notify", "false"),
                "body",
                Map.of("thing", "{record}", "title", "{name}", "tags", List.of("{id}", "x")),
                "id",
                "ref"));
    api.next(created("a"), created("b"));
    var rows = RowBatch.builder(SCHEMA).add(1L, Absent.ABSENT).add(2L, null).build();
    write(loader, new Batch(rows, Change.INSERT));
    assertThat(api.log().get(0).path()).isEqualTo("/lists/1/things");
    assertThat(api.log().get(0).query()).containsEntry("notify", "false");
    assertThat(api.log().get(0).body()).doesNotContain("title").doesNotContain("name");
    assertThat(api.log().get(1).body()).contains("\"title\":null").contains("\"name\":null");
    assertThat(api.log().get(1).body()).contains("\"tags\":[2,\"x\"]");
  }

  @Test
  void aSuccessThatSaysOtherwiseInItsContentIsBelieved() {
    var rule = Map.of("path", "ok", "equals", "false", "then", "fail", "message", "not taken");
    var loader = loader("create", CREATE, "responses", List.of(rule));
    api.next(
        Told.of(200, "{\"ok\": false, \"ref\": 1}"), Told.of(200, "{\"ok\": true, \"ref\": 2}"));
    var results = insert(loader, 1, 2);
    assertThat(((WriteResult.Rejected) results.get(0)).reason()).contains("not taken");
    assertThat(results.get(1)).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void refusedCredentialsEndTheRun() {
    var loader = loader("create", CREATE);
    api.next(Told.of(401, ""));
    assertThatThrownBy(() -> insert(loader, 1)).isInstanceOf(PermanentException.class);
  }

  @Test
  void whatTheDefinitionDoesNotSayIsRejectedWithWhatToDo() {
    var loader = loader("create", CREATE);
    var rows = RowBatch.builder(SCHEMA).add(1L, "x").build();
    assertThat(
            ((WriteResult.Rejected) write(loader, new Batch(rows, Change.DELETE)).get(0)).reason())
        .contains("give 'delete'");
    assertThat(
            ((WriteResult.Rejected) write(loader, new Batch(rows, Change.UPDATE)).get(0)).reason())
        .contains("give 'update'");
  }

  private Loader bulk(Object... batch) {
    var form = new LinkedHashMap<String, Object>();
    form.put("size", 10);
    form.put("id", "ref");
    for (int i = 0; i < batch.length; i += 2) {
      form.put((String) batch[i], batch[i + 1]);
    }
    return loader("create", Map.of("path", "/bulk", "batch", form));
  }

  private static DestinationRef ref(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).ref();
  }

  @Test
  void resultsMayComeInAnyOrderIfTheyNameTheirRecord() {
    var loader = bulk("results", "$", "by", "id", "error", "problem");
    api.next(
        Told.of(
            200,
            "[{\"id\": 3, \"ref\": \"c\"}, {\"id\": 1, \"ref\": \"a\"}, {\"id\": 2, \"problem\": \"no\"},"
                + " {\"id\": 99, \"ref\": \"z\"}]"));
    var results = insert(loader, 1, 2, 3, 4);
    assertThat(ref(results.get(0))).isEqualTo(DestinationRef.of("a"));
    assertThat(((WriteResult.Rejected) results.get(1)).reason()).contains("no");
    assertThat(ref(results.get(2))).isEqualTo(DestinationRef.of("c"));
    assertThat(results.get(3)).as("not told").isInstanceOf(WriteResult.InDoubt.class);
  }

  @Test
  void anEnvelopeMayTellThoseApartThatFailed() {
    var loader = bulk("results", "created", "failed", "errors", "error", "message");
    api.next(
        Told.of(
            200,
            "{\"created\": [{\"ref\": \"a\"}, {\"ref\": \"c\"}],"
                + " \"errors\": [{\"index\": 1, \"message\": \"bad\"}]}"));
    var results = insert(loader, 1, 2, 3);
    assertThat(ref(results.get(0))).isEqualTo(DestinationRef.of("a"));
    assertThat(results.get(1)).isEqualTo(new WriteResult.Rejected("the API says: bad"));
    assertThat(ref(results.get(2))).isEqualTo(DestinationRef.of("c"));
  }

  @Test
  void resultsMayStandInOneOfSeveralPlaces() {
    var loader = bulk("results", List.of("done", "items", "$"), "failed", "errors");
    for (String answer :
        List.of(
            "[{\"ref\": \"a\"}, {\"ref\": \"b\"}]",
            "{\"items\": [{\"ref\": \"a\"}, {\"ref\": \"b\"}]}",
            "{\"done\": [{\"ref\": \"a\"}, {\"ref\": \"b\"}], \"errors\": []}")) {
      api.next(Told.of(200, answer));
      assertThat(ref(insert(loader, 1, 2).get(1))).isEqualTo(DestinationRef.of("b"));
    }
  }

  @Test
  void aFailureMayBeNamedByItsPlaceWhereResultsAreByKey() {
    var loader = bulk("results", "$.done", "by", "id", "failed", "errors", "error", "message");
    api.next(
        Told.of(
            200,
            "{\"done\": [{\"id\": 2, \"ref\": \"b\"}],"
                + " \"errors\": [{\"index\": 0, \"message\": \"bad\"}]}"));
    var results = insert(loader, 1, 2);
    assertThat(results.get(0)).isEqualTo(new WriteResult.Rejected("the API says: bad"));
    assertThat(ref(results.get(1))).isEqualTo(DestinationRef.of("b"));
  }

  @Test
  void aResultThatShowsAnotherRecordIsADoubt() {
    var loader = bulk("results", "$", "echo", "id");
    api.next(Told.of(200, "[{\"id\": 2, \"ref\": \"a\"}, {\"id\": \"2.0\", \"ref\": \"b\"}]"));
    var results = insert(loader, 1, 2);
    assertThat(results.get(0)).isInstanceOf(WriteResult.InDoubt.class);
    assertThat(ref(results.get(1))).isEqualTo(DestinationRef.of("b"));
  }

  @Test
  void resultsThatDoNotFitTheRecordsAreDoubts() {
    var loader = bulk("results", "$");
    api.next(Told.of(200, "[{\"ref\": \"a\"}]"), Told.of(200, "{}"), Told.of(200, "oops"));
    assertThat(insert(loader, 1, 2)).allMatch(WriteResult.InDoubt.class::isInstance);
    assertThat(insert(loader, 1, 2)).allMatch(WriteResult.InDoubt.class::isInstance);
    assertThat(insert(loader, 1, 2)).allMatch(WriteResult.InDoubt.class::isInstance);
  }

  @Test
  void aBatchThatIsRefusedAsAWholeIsDividedUntilTheBadRecordIsAlone() {
    var loader = bulk("results", "$", "items", "things");
    api.route(
        "/bulk",
        asked -> {
          if (asked.body().contains("name 3")) {
            return Told.of(400, "{\"error\": \"one of them is bad\"}");
          }
          var results = new ArrayList<Map<String, Object>>();
          for (Object item : (List<?>) ((Map<?, ?>) asked.json()).get("things")) {
            results.add(Map.of("ref", "r" + ((Map<?, ?>) item).get("id")));
          }
          return Told.json(results);
        });
    var results = insert(loader, 1, 2, 3, 4, 5);
    assertThat(results.get(2)).isInstanceOf(WriteResult.Rejected.class);
    for (int row : new int[] {0, 1, 3, 4}) {
      assertThat(ref(results.get(row))).isEqualTo(DestinationRef.of("r" + (row + 1)));
    }
  }

  private List<List<DestinationRef>> lookup(String answer, Object... more) {
    var lookup = new LinkedHashMap<String, Object>();
    lookup.put("path", "/things");
    lookup.put("query", Map.of("filter", "id:\"{id}\""));
    lookup.put("records", "found");
    lookup.put("id", "ref");
    for (int i = 0; i < more.length; i += 2) {
      lookup.put((String) more[i], more[i + 1]);
    }
    var loader = loader("create", CREATE, "lookup", lookup);
    api.next(Told.of(200, answer));
    return ((LooksUp) loader).lookup(List.of(Key.of(7L)));
  }

  @Test
  void whatIsFoundIsComparedWithTheKey() {
    assertThat(
            lookup("{\"found\": [{\"ref\": \"a\", \"id\": \"7\"}, {\"ref\": \"b\", \"id\": 70}]}"))
        .containsExactly(List.of(DestinationRef.of("a")));
    Asked asked = api.log().get(0);
    assertThat(asked.query()).containsEntry("filter", "id:\"7\"");
    assertThat(lookup("{\"found\": []}")).containsExactly(List.of());
    assertThat(lookup("{\"found\": [{\"ref\": 1, \"id\": 7}, {\"ref\": 2, \"id\": 7.0}]}").get(0))
        .hasSize(2);
    assertThat(
            lookup("{\"found\": [{\"ref\": 1, \"a\": {\"b\": 7}}]}", "match", Map.of("id", "a.b"))
                .get(0))
        .hasSize(1);
  }

  @Test
  void anApiThatIgnoresTheParameterIsFoundOut() {
    assertThatThrownBy(
            () -> lookup("{\"found\": [{\"ref\": 1, \"id\": 1}, {\"ref\": 2, \"id\": 2}]}"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("records with other keys");
    assertThatThrownBy(() -> lookup("{\"found\": [{\"ref\": 1}]}"))
        .hasMessageContaining("say under 'match'");
    assertThatThrownBy(() -> lookup("{\"found\": [{\"id\": 7}]}"))
        .hasMessageContaining("without 'ref'");
  }

  @Test
  void aThrottleIsWaitedForAsLongAsTheTimeOfABatchLasts() {
    var loader =
        loader(Map.of("throttle", Map.of("requestsPerSecond", 0.1, "burst", 1)), "create", CREATE);
    clock.advance(Duration.ofSeconds(10));
    api.next(created("a"), created("b"), created("c"), created("d"), created("e"), created("f"));
    var results = insert(loader, 1, 2, 3, 4, 5, 6, 7, 8);
    long written = results.stream().filter(WriteResult.Written.class::isInstance).count();
    assertThat(written).isBetween(3L, 4L);
    assertThat(results.get(7)).isInstanceOf(WriteResult.Retry.class);
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatThrownBy(() -> loader("update", CREATE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("needs 'create' or 'upsert'");
    assertThatThrownBy(
            () ->
                loader(
                    "create", Map.of("path", "/b", "batch", Map.of("results", "$")),
                    "idempotencyKey", Map.of("header", "K")))
        .hasMessageContaining("give a 'field'");
    assertThatThrownBy(() -> bulk()).hasMessageContaining("'results' or 'failed'");
    var batch = Map.of("results", "$");
    assertThatThrownBy(() -> loader("create", Map.of("path", "/lists/{id}/things", "batch", batch)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'{id}'");
  }

  @Test
  void aRecordWhosePathCannotBeFilledInIsRejectedAlone() {
    var loader =
        loader(
            Map.of("throttle", Map.of("concurrent", 1)),
            "upsert",
            Map.of("path", "/things/{name}"));
    api.route("/things", asked -> Told.of(200, ""));
    var rows = RowBatch.builder(SCHEMA).add(1L, "a").add(2L, "").add(3L, "..").add(4L, "d").build();
    var results = write(loader, new Batch(rows, Change.INSERT));
    assertThat(results.get(0)).isInstanceOf(WriteResult.Written.class);
    assertThat(((WriteResult.Rejected) results.get(1)).reason()).contains("'name' is missing");
    assertThat(((WriteResult.Rejected) results.get(2)).reason()).contains("'name' is '..'");
    assertThat(results.get(3)).isInstanceOf(WriteResult.Written.class);
    assertThat(api.log()).hasSize(2);
  }

  @Test
  void anAnswerThatDoesNotTellWhatFailedIsADoubt() {
    var loader = bulk("failed", "errors", "by", "id", "error", "message");
    for (String answer :
        List.of("<html>please log in</html>", "[]", "\"ok\"", "{\"errors\": {\"2\": \"bad\"}}")) {
      api.next(Told.of(200, answer));
      assertThat(insert(loader, 1, 2))
          .as(answer)
          .hasSize(2)
          .allMatch(WriteResult.InDoubt.class::isInstance);
    }
    for (String answer : List.of("{}", "{\"errors\": null}", "{\"errors\": []}")) {
      api.next(Told.of(200, answer));
      assertThat(insert(loader, 1, 2))
          .as(answer)
          .hasSize(2)
          .allMatch(WriteResult.Written.class::isInstance);
    }
    api.next(Told.of(200, "{\"errors\": [{\"id\": 2, \"message\": \"bad\"}]}"));
    var results = insert(loader, 1, 2);
    assertThat(results.get(0)).isInstanceOf(WriteResult.Written.class);
    assertThat(results.get(1)).isEqualTo(new WriteResult.Rejected("the API says: bad"));
  }

  @Test
  void aStatusMayBeATextAndOneThatIsNoneIsADoubt() {
    var loader = bulk("results", "$", "status", "code", "error", "problem");
    api.next(
        Told.of(
            207,
            "[{\"code\": \"400\", \"ref\": \"a\"}, {\"code\": \"201 Created\", \"ref\": \"b\"},"
                + " {\"code\": \"fine\", \"ref\": \"c\"}, {\"ref\": \"d\"}, {\"problem\":"
                + " \"no\"}]"));
    var results = insert(loader, 1, 2, 3, 4, 5);
    assertThat(results.get(0)).isInstanceOf(WriteResult.Rejected.class);
    assertThat(ref(results.get(1))).isEqualTo(DestinationRef.of("b"));
    assertThat(results.get(2)).isInstanceOf(WriteResult.InDoubt.class);
    assertThat(results.get(3)).isInstanceOf(WriteResult.InDoubt.class);
    assertThat(results.get(4)).isEqualTo(new WriteResult.Rejected("the API says: no"));
  }

  @Test
  void aBatchMustHaveTheTimeOfOneRequest() {
    assertThatThrownBy(
            () -> loader(Map.of("timeout", "20s"), "create", CREATE, "writeTime", "19999ms"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'writeTime'")
        .hasMessageContaining("'timeout'");
    assertThat(loader(Map.of("timeout", "20s"), "create", CREATE, "writeTime", "20s")).isNotNull();
  }

  private List<List<DestinationRef>> lookupAt(String path) {
    var lookup = Map.of("path", path, "records", "$", "id", "ref");
    return ((LooksUp) loader("create", CREATE, "lookup", lookup)).lookup(List.of(Key.of(7L)));
  }

  @Test
  void anAddressThatIsNotThereDoesNotSayThatARecordIsNotThere() {
    assertThatThrownBy(() -> lookupAt("/moved"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("/moved answered with status 404");
    assertThat(lookupAt("/things/{id}")).containsExactly(List.of());
  }

  @Test
  void anAnswerToALookUpThatIsTooLargeEndsTheRunAndNamesItsBound() {
    var lookup = Map.of("path", "/things", "records", "$", "id", "ref");
    var loader = loader(Map.of("maxRecordBytes", 1_000), "create", CREATE, "lookup", lookup);
    api.next(Told.of(200, "[" + "{\"ref\": 1, \"id\": 7}, ".repeat(100) + "{}]"));
    assertThatThrownBy(() -> ((LooksUp) loader).lookup(List.of(Key.of(7L))))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("'maxRecordBytes'")
        .hasMessageNotContaining("maxResponseBytes");
  }

  @Test
  void theBodyOfALookUpIsFilledInAtAnyDepth() {
    var filter =
        Map.of("and", List.of(Map.of("field", "id", "value", "{id}"), "id:{id} {other}"), "n", 5);
    lookup("{\"found\": []}", "body", Map.of("filter", filter, "exact", true));
    assertThat(api.log().get(0).json())
        .isEqualTo(
            Map.of(
                "filter",
                Map.of("and", List.of(Map.of("field", "id", "value", 7L), "id:7 {other}"), "n", 5L),
                "exact",
                true));
  }
}
