package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.StoreTraits;
import dev.syncline.api.state.StoreTraits.Durability;
import dev.syncline.core.memory.InMemoryStateStore;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The in-memory state store")
class InMemoryStateStoreTest extends StateStoreContract {

  private final TestClock clock = TestClock.create();
  private final StateStore store = InMemoryStateStore.create(clock);

  @Override
  protected StateStore open() {
    return store;
  }

  @Override
  protected boolean durable() {
    // Not beyond the process, but its content outlives close: engines can follow each other on it.
    return true;
  }

  @Override
  protected void advance(Duration by) {
    clock.advance(by);
  }

  @Test
  void claimsNeitherDurabilityNorSharing() {
    assertThat(store.traits()).isEqualTo(new StoreTraits(Durability.MEMORY, false));
  }
}
