package dev.syncline.testkit.simulation;

import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.UnitOfWork;
import java.util.Optional;

/** A transaction of the state store that a simulated destination takes part in. */
final class TableTransaction implements UnitOfWork {
  private final UnitOfWork state;
  private final TargetTable table;
  private final TargetTable.Memory before;
  private boolean ended;

  TableTransaction(UnitOfWork state, TargetTable table) {
    this.state = state;
    this.table = table;
    this.before = table.remember();
  }

  @Override
  public <T> Optional<T> resource(Class<T> type) {
    return type == TableTransaction.class ? Optional.of(type.cast(this)) : state.resource(type);
  }

  @Override
  public void commit(Checkpoint checkpoint) {
    state.commit(checkpoint);
    ended = true;
  }

  boolean open() {
    return !ended;
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      table.restore(before);
    }
    state.close();
  }
}
