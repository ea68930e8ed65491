package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.SyncRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** It costs only itself. */
abstract class LoaderBadRowTests extends LoaderTests {

  LoaderBadRowTests(LoaderContract contract) {
    super(contract);
  }

  private SyncRecord bad(long id) {
    var row = contract.badRow(id);
    assumeTrue(row.isPresent(), "the destination takes everything");
    return row.orElseThrow();
  }

  private List<SyncRecord> batchAround(SyncRecord bad) {
    assumeTrue(traits().maxBatch() >= 3, "the loader takes fewer than three changes at once");
    return List.of(person(1), bad, person(3));
  }

  /**
   * What an engine does: halves a batch that failed as a whole, sends again what may work later.
   */
  private List<WriteResult> settled(Loader loader, List<SyncRecord> records) {
    List<WriteResult> results;
    try {
      results = new ArrayList<>(write(loader, inserts(records)));
    } catch (SyncException failure) {
      assertThat(traits().atomicBatch() || traits().idempotent())
          .as("a batch that may have been applied in part must not be sent again: %s", failure)
          .isTrue();
      if (records.size() == 1) {
        return List.of(new WriteResult.Rejected(String.valueOf(failure.getMessage())));
      }
      int half = records.size() / 2;
      results = new ArrayList<>(settled(loader, records.subList(0, half)));
      results.addAll(settled(loader, records.subList(half, records.size())));
    }
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof WriteResult.Retry && records.size() > 1) {
        results.set(i, settled(loader, records.subList(i, i + 1)).get(0));
      }
    }
    return results;
  }

  @Test
  @DisplayName("is answered with a reason; it costs nothing but itself")
  void costsOnlyItself() {
    var loader = prepared();

    var results = settled(loader, batchAround(bad(2)));

    assertThat(results.get(1)).isInstanceOf(WriteResult.Rejected.class);
    assertThat(((WriteResult.Rejected) results.get(1)).reason()).isNotBlank();
    assertThat(List.of(results.get(0), results.get(2)))
        .allMatch(WriteResult.Written.class::isInstance);
    assertThat(names()).containsOnlyKeys(1L, 3L);
  }

  @Test
  @DisplayName(
      "leaves the answers true: what is Written is there, what is Rejected or Retry is not")
  void answersAreTrue() {
    var loader = prepared();
    var batch = batchAround(bad(2));
    List<WriteResult> results = List.of();
    try {
      results = write(loader, inserts(batch));
    } catch (SyncException failure) {
      // No answers: only an atomic batch tells what is there.
    }
    if (traits().atomicBatch()) {
      assertThat(names())
          .as("the traits promise that a batch is applied as a whole or not at all")
          .isEmpty();
    }

    for (int i = 0; i < results.size(); i++) {
      boolean there = names().containsKey((long) i + 1);
      assertThat(there)
          .as("row %s was answered %s", i + 1, results.get(i))
          .isEqualTo(results.get(i) instanceof WriteResult.Written);
    }
  }

  @Test
  @DisplayName("as an update leaves the row as it was")
  void refusedUpdate() {
    var bad = bad(1);
    var loader = prepared();
    var ref = insert(loader, 1);
    WriteResult result;
    try {
      result = write(loader, changes().update(Key.of(1L), ref, bad.toArray())).get(0);
    } catch (SyncException failure) {
      result = new WriteResult.Rejected(String.valueOf(failure.getMessage()));
    }

    assertThat(result).isInstanceOf(WriteResult.Rejected.class);
    assertThat(names()).containsEntry(1L, "name-1");
  }

  @Test
  @DisplayName("does not stop the loader from writing the next batch")
  void theNextBatchIsWritten() {
    var bad = bad(1);
    var loader = prepared();

    assertThat(settled(loader, List.of(bad)).get(0)).isInstanceOf(WriteResult.Rejected.class);
    insert(loader, 2);

    assertThat(names()).containsOnlyKeys(2L);
  }
}
