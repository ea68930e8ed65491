package dev.syncline.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Key;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How an API is asked whether a record is there, and when its answer is not believed. */
class LookUpRequestsTest extends OneApi {
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
