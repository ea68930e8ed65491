package dev.syncline.api.state;

import dev.syncline.api.record.KeyHash;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the destination calls some records of a parent sync.
 *
 * @param refs the references of those that it holds
 * @param commits {@link SyncProgress#commits} of the parent sync; a pending child's attempt counts
 *     only if this has grown
 * @param renewals {@link SyncProgress#renewals} of the parent sync; links have to be looked at
 *     again only if this has grown
 */
public record ParentRefs(Map<KeyHash, String> refs, long commits, long renewals) {

  /** Copies the map. */
  public ParentRefs {
    Objects.requireNonNull(refs, "refs");
    refs = Map.copyOf(refs);
  }

  /** The reference of one parent, if the destination holds it. */
  public Optional<String> ref(KeyHash key) {
    return Optional.ofNullable(refs.get(key));
  }
}
