package dev.syncline.testkit.simulation;

import dev.syncline.api.state.StateStore;
import dev.syncline.core.memory.InMemoryStateStore;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A state store that outlives the processes that open it.
 *
 * <p>A history runs in one thread; nothing here is called by two.
 */
@FunctionalInterface
public interface StateStores extends AutoCloseable {

  /**
   * Opens the store for one process, which closes it at its end; also while another process has it
   * open. What was committed before is there.
   *
   * @param clock the time by which leases expire
   */
  StateStore open(Clock clock);

  /** Takes the store away, with all that it holds. */
  @Override
  default void close() {}

  /** An empty store in memory. */
  static StateStores inMemory() {
    return inMemory(InMemoryStateStore::create);
  }

  /** An empty store that is made once and whose content stays after a close. */
  static StateStores inMemory(Function<Clock, StateStore> maker) {
    return new StateStores() {
      private @Nullable StateStore store;

      @Override
      public StateStore open(Clock clock) {
        StateStore made = store == null ? maker.apply(clock) : store;
        store = made;
        return made;
      }
    };
  }
}
