package dev.syncline.core.pipeline;

import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Commits checkpoints: alone, or in one transaction with what the loader wrote since the last one.
 * Belongs to the loading thread.
 */
final class SharedTransaction {
  private final StateSession session;
  private @Nullable UnitOfWork unit;

  SharedTransaction(StateSession session) {
    this.session = session;
  }

  /** The transaction that the next checkpoint ends; begins it. */
  UnitOfWork unit() {
    UnitOfWork open = unit;
    if (open == null) {
      open = session.begin();
      unit = open;
    }
    return open;
  }

  /** Whether something was written that no checkpoint has committed yet. */
  boolean open() {
    return unit != null;
  }

  void commit(Checkpoint checkpoint) {
    UnitOfWork open = unit;
    if (open == null) {
      session.commit(checkpoint);
      return;
    }
    // If this fails, it stays open: what was written with it has to be taken back.
    open.commit(checkpoint);
    unit = null;
    open.close();
  }

  /** Takes back what was written since the last checkpoint. */
  void rollBack() {
    UnitOfWork open = unit;
    unit = null;
    if (open != null) {
      open.close();
    }
  }
}
