package dev.syncline.core.pipeline;

import dev.syncline.api.record.KeyHash;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys whose change was decided on and is not committed yet. What the state store says of such
 * a key is out of date, so a second version of it waits until the first is through: all changes of
 * one key happen in source order.
 */
final class InFlight {
  private final Set<KeyHash> keys = ConcurrentHashMap.newKeySet();

  boolean anyOf(List<Row> rows) {
    if (keys.isEmpty()) {
      return false;
    }
    for (Row row : rows) {
      if (keys.contains(row.id)) {
        return true;
      }
    }
    return false;
  }

  boolean contains(KeyHash key) {
    return keys.contains(key);
  }

  void add(KeyHash key) {
    keys.add(key);
  }

  void clear(List<KeyHash> committed) {
    committed.forEach(keys::remove);
  }
}
