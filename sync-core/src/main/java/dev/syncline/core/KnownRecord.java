package dev.syncline.core;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.Key;
import java.util.Objects;

/**
 * A record that the destination holds already, because another system wrote it there.
 *
 * @param key its business key; a text stands for any value that prints so, as the key field's type
 *     at the source has it
 * @param ref what the destination calls it
 */
public record KnownRecord(Key key, DestinationRef ref) {

  /** Refuses missing parts. */
  public KnownRecord {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(ref, "ref");
  }
}
