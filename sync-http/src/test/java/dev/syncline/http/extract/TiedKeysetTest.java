package dev.syncline.http.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages behind a version that several records share, as rows of one transaction or block do. */
class TiedKeysetTest {
  private final SimulatedApi api = new SimulatedApi();
  private final Map<Long, Object> versions = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private int most = 1_000;

  TiedKeysetTest() {
    api.route("/rows", this::rows);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private Told rows(Asked request) {
    long after = Long.parseLong(request.query().getOrDefault("gt", "-1"));
    int size = Math.min(most, Integer.parseInt(request.query().get("size")));
    asked.add(String.valueOf(after));
    return Told.json(
        Map.of(
            "rows",
            versions.entrySet().stream()
                .filter(row -> Long.parseLong(row.getValue().toString()) > after)
                .sorted(
                    Comparator.comparing(
                        (Map.Entry<Long, Object> row) -> Long.parseLong(row.getValue().toString())))
                .limit(size)
                .map(row -> Map.of("id", row.getKey(), "version", row.getValue()))
                .toList()));
  }

  private void put(long... byId) {
    for (int i = 0; i < byId.length; i++) {
      versions.put((long) i, byId[i]);
    }
  }

  private Reader reader(int size, Map<String, ?> fields) {
    return new Reader(
        api.url(),
        Map.of(
            "path",
            "/rows",
            "records",
            "rows",
            "pagination",
            Map.of(
                "type",
                "keyset",
                "fields",
                fields,
                "ties",
                true,
                "size",
                size,
                "sizeParam",
                "size")));
  }

  private Reader reader(int size) {
    return reader(size, Map.of("gt", "version"));
  }

  @Test
  void recordsThatShareAVersionAcrossABorderAreAllReadOnce() {
    put(1, 2, 2, 2, 2, 3, 3, 9, 9);
    for (int size = 5; size <= 10; size++) {
      Reader reader = reader(size);
      assertThat(reader.readAll().complete()).isTrue();
      assertThat(reader.ids()).as("size " + size).hasSize(9).doesNotHaveDuplicates();
    }
  }

  @Test
  void theEndIsFoundByOneMoreRequest() {
    put(1, 2, 3, 3, 4, 5, 6);
    Reader reader = reader(4);
    reader.readAll();
    assertThat(reader.ids()).hasSize(7);
    assertThat(asked).containsExactly("-1", "2", "4", "5");
  }

  @Test
  void aPageOfOneVersionIsRefusedWhereMoreMayBeHidden() {
    put(1, 2, 2, 2, 2, 3);
    Reader reader = reader(3);
    assertThatThrownBy(reader::readAll)
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("raise 'size'");
  }

  @Test
  void anApiWithSmallerPagesThanAskedForIsReadToItsEnd() {
    most = 4;
    put(1, 1, 1, 2, 3, 4, 5, 5, 5, 6, 7);
    Reader reader = reader(100);
    reader.readAll();
    assertThat(reader.ids()).hasSize(11).doesNotHaveDuplicates();
  }

  @Test
  void oneVersionForAllOfAShortListIsNoTrouble() {
    put(7, 7, 7);
    Reader reader = reader(100);
    assertThat(reader.readAll().complete()).isTrue();
    assertThat(reader.ids()).hasSize(3);
    assertThat(asked).containsExactly("-1", "6", "7");
  }

  @Test
  void nothingIsNoTroubleEither() {
    Reader reader = reader(100);
    assertThat(reader.readAll().complete()).isTrue();
    assertThat(reader.ids()).isEmpty();
  }

  @Test
  void aRecordThatChangesAtTheBorderComesAgainAsItIsNow() {
    put(1, 2, 3, 4);
    api.next((Asked first) -> Optional.empty());
    api.next(
        (Asked second) -> {
          versions.put(2L, 10L);
          return Optional.empty();
        });
    Reader reader = reader(3);
    reader.readAll();
    assertThat(reader.rows)
        .extracting(row -> row.get("version"))
        .containsExactly(1L, 2L, 3L, 4L, 10L);
  }

  @Test
  void aScanGoesOnBehindARecordWithoutLosingItsTies() {
    put(1, 2, 2, 2, 3, 3, 4);
    Reader reader = reader(5);
    var few = new BatchLimits(2, 1 << 20);
    try (Extraction extraction =
        reader.extractor.open(new ExtractRequest.FullScan(Optional.empty(), few))) {
      Poll.Batch batch = (Poll.Batch) extraction.next(Duration.ofSeconds(1));
      reader.take(batch);
      reader.read(new ExtractRequest.FullScan(batch.resume(), few));
    }
    assertThat(new HashSet<>(reader.ids())).hasSize(7);
  }

  @Test
  void versionsMayBeTextsOfWholeNumbers() {
    versions.put(0L, "5");
    versions.put(1L, "90071992547409930");
    versions.put(2L, "90071992547409930");
    Reader reader = reader(100);
    reader.readAll();
    assertThat(reader.ids()).hasSize(3);
    assertThat(asked).contains("90071992547409929");
  }

  @Test
  void whatIsNoWholeNumberOrNotAloneIsSaid() {
    versions.put(0L, "1");
    assertThatThrownBy(() -> reader(5, Map.of("gt", "id.none")).readAll())
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("must be a whole number");
    assertThatThrownBy(() -> reader(5, Map.of("gt", "version", "and", "id")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("one parameter");
  }
}
