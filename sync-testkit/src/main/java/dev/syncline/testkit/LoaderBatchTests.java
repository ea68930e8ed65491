package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.SyncRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Inserts, updates and deletes, and their answers. */
abstract class LoaderBatchTests extends LoaderTests {

  /** A loader may take batches without end; nobody needs to see that. */
  private static final int LARGEST_BATCH = 2_000;

  LoaderBatchTests(LoaderContract contract) {
    super(contract);
  }

  private int sizeAtMost(int wanted) {
    return Math.min(wanted, traits().maxBatch());
  }

  @Test
  @DisplayName("of inserts makes the rows and answers a different reference for each, in order")
  void insertsRows() {
    var loader = prepared();
    int size = sizeAtMost(5);
    var people = new ArrayList<SyncRecord>();
    for (long id = size; id >= 1; id--) {
      people.add(person(id));
    }

    var refs = write(loader, inserts(people)).stream().map(LoaderTests::ref).toList();

    assertThat(refs).doesNotHaveDuplicates();
    assertThat(names()).hasSize(size).containsEntry(1L, "name-1");
    // In order: the reference of each change names the row of that very change. The update leaves
    // the id alone, or a row under a wrong reference would become the right one by it.
    for (int i = 0; i < size; i++) {
      long id = size - i;
      write(loader, changes().update(Key.of(id), refs.get(i), Absent.ABSENT, "renamed-" + id));
    }
    for (long id = 1; id <= size; id++) {
      assertThat(names()).containsEntry(id, "renamed-" + id);
    }
  }

  @Test
  @DisplayName("is visible to others as soon as it is answered")
  void isVisible() {
    var loader = prepared();

    insert(loader, 1);
    assertThat(names()).containsOnlyKeys(1L);
    insert(loader, 2);
    assertThat(names()).containsOnlyKeys(1L, 2L);
  }

  @Test
  @DisplayName("of updates changes its own rows only, and their references stay good")
  void updatesRows() {
    var loader = prepared();
    var first = insert(loader, 1);
    insert(loader, 2);

    var again = ref(write(loader, changes().update(Key.of(1L), first, 1L, "renamed")).get(0));
    write(loader, changes().update(Key.of(1L), again, 1L, "renamed twice"));

    assertThat(names()).containsEntry(1L, "renamed twice").containsEntry(2L, "name-2").hasSize(2);
  }

  @Test
  @DisplayName("of updates may say which fields differ")
  void updatesChangedFields() {
    var loader = prepared();
    var ref = insert(loader, 1);

    write(loader, changes().update(Key.of(1L), ref, 1L, "renamed").changed("name"));

    assertThat(names()).containsEntry(1L, "renamed");
  }

  @Test
  @DisplayName("of deletes removes its own rows only")
  void deletesRows() {
    var loader = prepared();
    insert(loader, 1);
    var second = insert(loader, 2);

    var result = write(loader, changes().delete(Key.of(2L), second)).get(0);

    assertThat(result).isInstanceOf(WriteResult.Written.class);
    assertThat(names()).containsOnlyKeys(1L);
  }

  @Test
  @DisplayName("that updates or deletes a row which is not there any more answers Gone")
  void missingRowsAreGone() {
    var loader = prepared();
    var kept = insert(loader, 1);
    var ref = insert(loader, 2);
    write(loader, changes().delete(Key.of(2L), ref));

    assertThat(write(loader, changes().update(Key.of(2L), ref, 2L, "renamed")))
        .containsExactly(new WriteResult.Gone());
    assertThat(write(loader, changes().delete(Key.of(2L), ref)))
        .containsExactly(new WriteResult.Gone());
    assertThat(names()).containsOnlyKeys(1L);
    assertThat(ref(write(loader, changes().update(Key.of(1L), kept, 1L, "x")).get(0))).isNotNull();
  }

  @Test
  @DisplayName("of an update that changes nothing is written, not Gone")
  void updateWithoutADifference() {
    var loader = prepared();
    var ref = insert(loader, 1);

    var result = write(loader, changes().update(Key.of(1L), ref, 1L, "name-1")).get(0);

    assertThat(result).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  @DisplayName("may mix inserts, updates, deletes and missing rows; every answer is in its place")
  void mixesChanges() {
    assumeTrue(traits().maxBatch() >= 5, "the loader takes fewer than five changes at once");
    var loader = prepared();
    var one = insert(loader, 1);
    var two = insert(loader, 2);
    var gone = insert(loader, 3);
    write(loader, changes().delete(Key.of(3L), gone));

    var results =
        write(
            loader,
            changes()
                .insert(Key.of(4L), 4L, "name-4")
                .delete(Key.of(1L), one)
                .update(Key.of(3L), gone, 3L, "missing")
                .update(Key.of(2L), two, 2L, "renamed")
                .insert(Key.of(5L), 5L, "name-5"));

    assertThat(results.get(2)).isEqualTo(new WriteResult.Gone());
    assertThat(List.of(results.get(0), results.get(1), results.get(3), results.get(4)))
        .allMatch(WriteResult.Written.class::isInstance);
    assertThat(names())
        .containsOnlyKeys(2L, 4L, 5L)
        .containsEntry(2L, "renamed")
        .containsEntry(5L, "name-5");
    write(loader, changes().delete(Key.of(5L), ref(results.get(4))));
    assertThat(names()).containsOnlyKeys(2L, 4L);
  }

  @Test
  @DisplayName("may be as large as the traits say, again and again")
  void takesTheLargestBatch() {
    var loader = prepared();
    int size = sizeAtMost(LARGEST_BATCH);
    for (int batch = 0; batch < 2; batch++) {
      var people = new ArrayList<SyncRecord>();
      for (long id = 0; id < size; id++) {
        people.add(person(batch * (long) size + id));
      }
      var results = write(loader, inserts(people));
      assertThat(results.stream().map(LoaderTests::ref).distinct()).hasSize(size);
    }

    assertThat(names()).hasSize(2 * size);
  }
}
