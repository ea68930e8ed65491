package dev.syncline.api.state;

import java.util.Optional;

/**
 * A transaction of the state store that a loader may join, so that data and state commit as one.
 *
 * <p><b>Lifecycle.</b> Committed once, or rolled back by {@link #close}. Used by one thread.
 */
public interface UnitOfWork extends AutoCloseable {

  /**
   * What a loader needs to join, such as a {@code java.sql.Connection}; empty if this store has no
   * such thing. The unit owns it: the loader neither commits nor closes it.
   */
  <T> Optional<T> resource(Class<T> type);

  /** Commits the checkpoint together with all that was written through the resource. */
  void commit(Checkpoint checkpoint);

  /** Rolls back unless committed. */
  @Override
  void close();
}
