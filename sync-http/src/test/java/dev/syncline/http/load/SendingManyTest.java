package dev.syncline.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.http.simulator.SimulatedApi.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent in one request for many records, and how their answers are told apart. */
class SendingManyTest extends OneApi {
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
}
