package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.Target;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Exact values; absent and null are different things. */
abstract class LoaderValueTests extends LoaderTests {

  LoaderValueTests(LoaderContract contract) {
    super(contract);
  }

  private record Sample(Field field, Object value) {}

  private List<Sample> samples() {
    var samples = new ArrayList<Sample>();
    for (LogicalType type : contract.types()) {
      for (Object value : contract.samples(type)) {
        samples.add(new Sample(TestRecords.fieldOf(type), value));
      }
    }
    return samples;
  }

  private Schema typed() {
    return contract.schema(contract.types().stream().map(TestRecords::fieldOf).toList());
  }

  private SyncRecord record(long id, Sample sample) {
    var values = new @Nullable Object[typed().size()];
    return SyncRecord.of(typed(), values)
        .with("id", id)
        .with(sample.field().name(), sample.value());
  }

  private Loader freshTyped() {
    contract.create(typed(), List.of("id"));
    return prepared(typed());
  }

  private Map<Object, Map<String, @Nullable Object>> rowsById() {
    var rows = new HashMap<Object, Map<String, @Nullable Object>>();
    contract.rows().forEach(row -> rows.put(String.valueOf(row.get("id")), row));
    return rows;
  }

  private void assertHolds(List<Sample> samples) {
    var rows = rowsById();
    assertThat(rows).hasSize(samples.size());
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      Object held = rows.getOrDefault(String.valueOf(i), Map.of()).get(sample.field().name());
      assertThat(TestRecords.same(held, sample.value()))
          .as("%s %s is held as %s", sample.field().type(), sample.value(), held)
          .isTrue();
    }
  }

  @Test
  @DisplayName("of every type arrive exactly by insert")
  void insertsAreExact() {
    var loader = freshTyped();
    var samples = samples();

    for (int i = 0; i < samples.size(); i++) {
      ref(write(loader, inserts(List.of(record(i, samples.get(i))))).get(0));
    }

    assertHolds(samples);
  }

  @Test
  @DisplayName("of every type arrive exactly by update")
  void updatesAreExact() {
    var loader = freshTyped();
    var samples = samples();

    for (int i = 0; i < samples.size(); i++) {
      var blank = new @Nullable Object[typed().size()];
      Arrays.fill(blank, null);
      blank[0] = (long) i;
      DestinationRef ref =
          ref(write(loader, Changes.of(typed()).insert(Key.of((long) i), blank)).get(0));
      var update =
          Changes.of(typed()).update(Key.of((long) i), ref, record(i, samples.get(i)).toArray());
      ref(write(loader, update).get(0));
    }

    assertHolds(samples);
  }

  @Test
  @DisplayName("that are absent leave the destination's value alone; null clears it")
  void absentAndNull() {
    assumeTrue(traits().maxBatch() >= 3, "the loader takes fewer than three changes at once");
    var loader = prepared();
    var refs = List.of(insert(loader, 1), insert(loader, 2), insert(loader, 3));

    var results =
        write(
            loader,
            changes()
                .update(Key.of(1L), refs.get(0), 1L, Absent.ABSENT)
                .update(Key.of(2L), refs.get(1), 2L, null)
                .update(Key.of(3L), refs.get(2), Absent.ABSENT, "renamed"));

    results.forEach(LoaderTests::ref);
    assertThat(names())
        .containsEntry(1L, "name-1")
        .containsEntry(2L, null)
        .containsEntry(3L, "renamed")
        .hasSize(3);
  }

  @Test
  @DisplayName("may be absent or null in an insert, also in one batch with full ones")
  void absentAndNullInInserts() {
    assumeTrue(traits().maxBatch() >= 3, "the loader takes fewer than three changes at once");
    var loader = prepared();

    var results =
        write(
            loader,
            changes()
                .insert(Key.of(1L), 1L, Absent.ABSENT)
                .insert(Key.of(2L), 2L, "name-2")
                .insert(Key.of(3L), 3L, null));

    results.forEach(LoaderTests::ref);
    assertThat(names())
        .containsEntry(1L, null)
        .containsEntry(2L, "name-2")
        .containsEntry(3L, null)
        .hasSize(3);
    write(loader, changes().delete(Key.of(1L), ref(results.get(0))));
    assertThat(names()).containsOnlyKeys(2L, 3L);
  }

  @Test
  @DisplayName("of fields that the mapping does not have stay as they are")
  void fieldsOutsideTheMapping() {
    var first = prepared();
    var ref = insert(first, 1);
    first.close();
    var narrow = Schema.of(TestRecords.ID);

    var loader = prepared(narrow);
    write(loader, Changes.of(narrow).update(Key.of(1L), ref, 1L));
    write(loader, Changes.of(narrow).insert(Key.of(2L), 2L));

    assertThat(names()).containsEntry(1L, "name-1").containsEntry(2L, null).hasSize(2);
  }

  @Test
  @DisplayName("follow the mapping when it changes between two batches of one loader")
  void theMappingChanges() {
    var loader = prepared();
    var ref = insert(loader, 1);
    var turned = Schema.of(contract.schema().field(1), TestRecords.ID);

    loader.prepare(new Target(turned, List.of("id"), false));
    write(loader, Changes.of(turned).update(Key.of(1L), ref, "renamed", 1L));

    assertThat(names()).containsEntry(1L, "renamed").hasSize(1);
  }
}
