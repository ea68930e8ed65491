package dev.syncline.core.pipeline;

import dev.syncline.api.record.KeyHash;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Records of which nobody knows what an earlier write left at the destination. Belongs to the
 * loading thread of one run.
 */
final class Unresolved {
  private final Set<KeyHash> keys = new HashSet<>();
  private final Map<KeyHash, String> stuck = new HashMap<>();
  private final Set<KeyHash> ambiguous = new HashSet<>();

  /** It is found out by a later run. */
  void add(KeyHash key) {
    keys.add(key);
  }

  /** Finding out failed, and not because the destination was away: a person has to look. */
  void addStuck(KeyHash key, String why) {
    keys.add(key);
    stuck.put(key, why);
  }

  /** The destination holds it more than once. */
  void addAmbiguous(KeyHash key) {
    ambiguous.add(key);
  }

  boolean ambiguous(KeyHash key) {
    return ambiguous.contains(key);
  }

  /** Whether nothing of this record may be sent now. */
  boolean contains(KeyHash key) {
    return keys.contains(key);
  }

  /** Why finding out failed. */
  Optional<String> stuck(KeyHash key) {
    return Optional.ofNullable(stuck.get(key));
  }
}
