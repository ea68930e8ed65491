package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.record.Key;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every row, once, in bounded batches. */
abstract class ExtractorScanTests extends ExtractorTests {

  ExtractorScanTests(ExtractorContract contract) {
    super(contract);
  }

  @BeforeEach
  void onlyScansThatEnd() {
    contract.create(contract.schema(), List.of());
    assumeFalse(traits().unbounded(), "the traits say that a reading never ends");
  }

  @Test
  @DisplayName("yields every row exactly once and says at the end that it is complete")
  void yieldsEveryRowOnce() {
    contract.create(contract.schema(), contract.rows(1, 250));

    var reading = scan(40);

    assertThat(reading.ids()).containsExactlyInAnyOrderElementsOf(ids(1, 250));
    assertThat(reading.end().complete()).isTrue();
    assertThat(reading.rows()).allMatch(row -> row.op() == Op.UPSERT);
    assertThat(reading.rows())
        .allSatisfy(row -> assertThat(row.get("name")).isEqualTo("name-" + row.get("id")));
  }

  @Test
  @DisplayName("yields thousands of rows exactly once")
  void yieldsThousands() {
    contract.create(contract.schema(), contract.rows(1, 5_000));

    assertThat(scan(777).ids()).containsExactlyInAnyOrderElementsOf(ids(1, 5_000));
  }

  @Test
  @DisplayName("of an empty source ends at once, complete")
  void ofNothing() {
    var reading = scan(10);

    assertThat(reading.batches()).isEmpty();
    assertThat(reading.end().complete()).isTrue();
  }

  @Test
  @DisplayName("yields batches with at least one row and at most so many as allowed")
  void keepsTheRowLimit() {
    contract.create(contract.schema(), contract.rows(1, 50));

    for (int limit : new int[] {1, 7, 50, 51}) {
      var reading = scan(limit);
      assertThat(reading.batches())
          .allSatisfy(batch -> assertThat(batch.records().size()).isBetween(1, limit));
      assertThat(reading.ids()).hasSize(50);
    }
  }

  @Test
  @DisplayName("ends a batch when it has grown to the allowed number of bytes")
  void keepsTheByteLimit() {
    var rows =
        contract.rows(1, 30).stream().map(row -> row.with("name", "x".repeat(10_000))).toList();
    contract.create(contract.schema(), rows);

    var limits = new BatchLimits(1_000, 50_000);
    var reading =
        Reading.of(contract.opened(), new ExtractRequest.FullScan(Optional.empty(), limits));

    // A row takes 10,000 bytes at least; the one that crosses the limit may still be inside.
    assertThat(reading.batches())
        .allSatisfy(batch -> assertThat(batch.records().size()).isBetween(1, 6));
    assertThat(reading.ids()).hasSize(30);
  }

  @Test
  @DisplayName("yields a single row that is larger than allowed")
  void yieldsAHugeRow() {
    contract.create(contract.schema(), List.of(contract.row(1).with("name", "x".repeat(10_000))));

    var limits = new BatchLimits(1_000, 1_000);
    var reading =
        Reading.of(contract.opened(), new ExtractRequest.FullScan(Optional.empty(), limits));

    assertThat(reading.ids()).containsExactly(1L);
  }

  @Test
  @DisplayName("sees what was added, changed and removed since the one before")
  void seesChanges() {
    contract.create(contract.schema(), contract.rows(1, 5));
    scan(10);

    contract.put(contract.row(6));
    contract.put(contract.row(2, "renamed", 7));
    contract.remove(Key.of(4L));

    var reading = scan(10);
    assertThat(reading.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 5L, 6L);
    assertThat(reading.rows())
        .filteredOn(row -> row.op() == Op.UPSERT)
        .extracting(row -> row.get("name"))
        .containsExactlyInAnyOrder("name-1", "renamed", "name-3", "name-5", "name-6");
  }

  @Test
  @DisplayName("sees the source as it was at the beginning, where the traits promise a snapshot")
  void seesASnapshot() {
    assumeTrue(traits().snapshot(), "the traits promise no snapshot");
    assumeTrue(contract.changesWhileReading(), "the source cannot be changed during a reading");
    contract.create(contract.schema(), contract.rows(1, 100));
    List<SyncRecord> seen;

    try (var extraction = contract.opened().open(fullScan(10))) {
      var first = Reading.batch(extraction);
      for (long id = 1; id <= 100; id += 9) {
        contract.put(contract.row(id, "renamed", 200));
      }
      contract.remove(Key.of(99L));
      contract.put(contract.row(101, "new", 201));
      var rest = Reading.rest(extraction);
      seen = new ArrayList<>(Reading.rows(first.records()));
      seen.addAll(rest.rows());
    }

    assertThat(Reading.ids(seen)).containsExactlyInAnyOrderElementsOf(ids(1, 100));
    assertThat(seen)
        .allSatisfy(row -> assertThat(row.get("name")).isEqualTo("name-" + row.get("id")));
  }

  @Test
  @DisplayName("tells what it cost")
  void tellsWhatItCost() {
    contract.create(contract.schema(), contract.rows(1, 100));

    try (var extraction = contract.opened().open(fullScan(10))) {
      Reading.rest(extraction);
      assertThat(extraction.metrics().requests()).isPositive();
      assertThat(extraction.metrics().bytesRead()).isPositive();
    }
  }
}
