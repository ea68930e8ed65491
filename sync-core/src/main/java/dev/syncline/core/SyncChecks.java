package dev.syncline.core;

import dev.syncline.api.Check;
import java.util.Objects;

/**
 * Whether a sync could run now.
 *
 * @param source whether its source can be read
 * @param destination whether its destination can be written
 * @param stateStore whether its state can be kept
 */
public record SyncChecks(Check source, Check destination, Check stateStore) {

  /** Refuses missing parts. */
  public SyncChecks {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(destination, "destination");
    Objects.requireNonNull(stateStore, "stateStore");
  }

  /** Whether all of them passed. */
  public boolean ok() {
    return source.ok() && destination.ok() && stateStore.ok();
  }
}
