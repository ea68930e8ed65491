package dev.syncline.api.state;

import java.util.Objects;

/**
 * What a state store survives.
 *
 * @param durability the worst event after which every commit is still there
 * @param shared whether several processes may use it at once
 */
public record StoreTraits(Durability durability, boolean shared) {

  /** Refuses a missing part. */
  public StoreTraits {
    Objects.requireNonNull(durability, "durability");
  }

  /** The worst event after which every commit is still there. */
  public enum Durability {
    /** Gone with the process. */
    MEMORY,
    /** Survives {@code kill -9}; the machine's loss of power may take the last commits. */
    PROCESS_CRASH,
    /** Survives the loss of power. */
    POWER_LOSS
  }
}
