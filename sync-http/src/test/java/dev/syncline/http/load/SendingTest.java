package dev.syncline.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.Change;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RowBatch;
import dev.syncline.http.simulator.SimulatedApi.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent for a batch, and what its answers make of each change. */
class SendingTest extends OneApi {
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
  void aBatchMustHaveTheTimeOfOneRequest() {
    assertThatThrownBy(
            () -> loader(Map.of("timeout", "20s"), "create", CREATE, "writeTime", "19999ms"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'writeTime'")
        .hasMessageContaining("'timeout'");
    assertThat(loader(Map.of("timeout", "20s"), "create", CREATE, "writeTime", "20s")).isNotNull();
  }
}
