package dev.syncline.core.pipeline;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.StateSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The references of records that were written and are not committed yet: within one sync, a child
 * need not wait for the checkpoint of its parent. Filled by the loading thread, read by both.
 */
final class FreshRefs {
  private final Map<KeyHash, String> refs = new ConcurrentHashMap<>();

  void put(KeyHash key, String ref) {
    refs.put(key, ref);
  }

  void remove(KeyHash key) {
    refs.remove(key);
  }

  void clear() {
    refs.clear();
  }

  /**
   * What the destination calls some records of this very sync. First what is fresh, then what is
   * committed: a commit in between is seen by the second look.
   */
  ParentRefs parents(StateSession session, String sync, KeyHashes keys) {
    var found = new HashMap<KeyHash, String>();
    for (KeyHash key : keys.toList()) {
      String ref = refs.get(key);
      if (ref != null) {
        found.put(key, ref);
      }
    }
    List<KeyHash> others = keys.toList().stream().filter(key -> !found.containsKey(key)).toList();
    ParentRefs committed = session.parents(sync, KeyHashes.of(others));
    found.putAll(committed.refs());
    return new ParentRefs(found, committed.commits(), committed.renewals());
  }
}
