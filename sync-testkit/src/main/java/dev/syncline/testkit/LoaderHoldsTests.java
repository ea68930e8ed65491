package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.record.Key;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether the destination still holds what was written. */
abstract class LoaderHoldsTests extends LoaderTests {

  LoaderHoldsTests(LoaderContract contract) {
    super(contract);
  }

  private Loader preparedHolder() {
    var loader = prepared();
    assumeTrue(loader instanceof HoldsRecords, "the loader cannot tell what is still there");
    return loader;
  }

  private BitSet held(List<DestinationRef> refs) {
    return ((HoldsRecords) prepared()).holds(refs);
  }

  private static BitSet bits(int... set) {
    var bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }

  @Test
  @DisplayName("tells for each reference, in order, whether its row is there")
  void tellsEachInOrder() {
    var loader = preparedHolder();
    var one = insert(loader, 1);
    var two = insert(loader, 2);
    var three = insert(loader, 3);
    write(loader, changes().delete(Key.of(2L), two));

    assertThat(held(List.of(one, two, three))).isEqualTo(bits(0, 2));
    assertThat(held(List.of(two, three))).isEqualTo(bits(1));
    assertThat(held(List.of(two))).isEqualTo(bits());
    assertThat(held(List.of())).isEqualTo(bits());
  }

  @Test
  @DisplayName("finds none of them at a destination that was emptied or replaced")
  void anEmptiedDestination() {
    var loader = preparedHolder();
    var refs = List.of(insert(loader, 1), insert(loader, 2));

    contract.create(contract.schema(), List.of("id"));

    assertThat(held(refs)).isEqualTo(bits());
  }

  @Test
  @DisplayName("takes a few dozen references")
  void takesDozens() {
    var loader = preparedHolder();
    var refs = new ArrayList<DestinationRef>();
    for (long id = 1; id <= 48; id++) {
      refs.add(insert(loader, id));
    }

    assertThat(held(refs).cardinality()).isEqualTo(48);
  }
}
