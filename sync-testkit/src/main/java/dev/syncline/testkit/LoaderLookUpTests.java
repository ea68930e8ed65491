package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the destination holds of a business key. */
abstract class LoaderLookUpTests extends LoaderTests {

  LoaderLookUpTests(LoaderContract contract) {
    super(contract);
  }

  private Loader preparedLookingUp() {
    var loader = prepared();
    assumeTrue(loader instanceof LooksUp, "the loader cannot look up");
    return loader;
  }

  private List<List<DestinationRef>> lookup(Loader loader, Long... ids) {
    var lookingUp = (LooksUp) loader;
    if (!lookingUp.settle().isZero()) {
      contract.settle(lookingUp.settle());
    }
    return lookingUp.lookup(Arrays.stream(ids).map(Key::of).toList());
  }

  @Test
  @DisplayName("goes by the fields of the business key, and says so once it is prepared")
  void saysByWhichFields() {
    var loader = preparedLookingUp();

    assertThat(((LooksUp) loader).lookupFields()).containsExactly("id");
  }

  @Test
  @DisplayName("answers in the order of the keys, nothing for a key that is not there")
  void answersInOrder() {
    assumeTrue(traits().maxBatch() >= 4, "the loader takes fewer than four keys at once");
    var loader = preparedLookingUp();
    var one = insert(loader, 1);
    var two = insert(loader, 2);

    assertThat(lookup(loader, 2L, 99L, 1L, -5L))
        .containsExactly(List.of(two), List.of(), List.of(one), List.of());
  }

  @Test
  @DisplayName("finds what another loader wrote, and does not find what was deleted")
  void findsWhatAnotherWrote() {
    var writer = preparedLookingUp();
    var one = insert(writer, 1);

    assertThat(lookup(prepared(), 1L)).containsExactly(List.of(one));
    write(writer, changes().delete(Key.of(1L), one));
    assertThat(lookup(prepared(), 1L)).containsExactly(List.of());
  }

  @Test
  @DisplayName("answers references that can be written to")
  void answersGoodReferences() {
    var loader = preparedLookingUp();
    insert(loader, 1);
    var found = lookup(loader, 1L).get(0).get(0);

    write(loader, changes().update(Key.of(1L), found, 1L, "renamed"));

    assertThat(names()).containsEntry(1L, "renamed").hasSize(1);
  }

  @Test
  @DisplayName("tells every row of a key that is there more than once")
  void tellsAmbiguousKeys() {
    var loader = preparedLookingUp();
    var written = new ArrayList<DestinationRef>();
    for (String name : List.of("first", "second")) {
      var result = write(loader, changes().insert(Key.of(1L), 1L, name)).get(0);
      if (result instanceof WriteResult.Written row && !written.contains(row.ref())) {
        written.add(row.ref());
      }
    }

    assertThat(lookup(loader, 1L).get(0)).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  @DisplayName("takes as many keys as a batch takes changes")
  void takesManyKeys() {
    var loader = preparedLookingUp();
    insert(loader, 1);
    int size = Math.min(1_000, traits().maxBatch());

    var found = lookup(loader, LongStream.rangeClosed(1, size).boxed().toArray(Long[]::new));

    assertThat(found).hasSize(size);
    assertThat(found.get(0)).hasSize(1);
    assertThat(found.subList(1, size)).allMatch(List::isEmpty);
  }
}
