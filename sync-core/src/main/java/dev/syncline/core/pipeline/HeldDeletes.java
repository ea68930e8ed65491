package dev.syncline.core.pipeline;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.RecordState;
import dev.syncline.core.identity.RecordText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The records that the source flags as deleted. They are held until everything is read: only then
 * is it known how many they are, and whether the guard lets them go. Filled by the transforming
 * thread, read by the loading thread after it.
 */
final class HeldDeletes {
  private static final int SAMPLE = 10;

  private final Set<KeyHash> keys = new LinkedHashSet<>();
  private final List<String> sample = new ArrayList<>();
  private final long most;
  private long tooMany;

  /**
   * @param most how many the guard can ever let go; what is beyond is only counted
   */
  HeldDeletes(long most) {
    this.most = most;
  }

  void hold(RecordState state) {
    if (keys.size() >= most) {
      tooMany++;
    } else if (keys.add(state.keyHash()) && sample.size() < SAMPLE) {
      sample.add(RecordText.key(state.key()).toString());
    }
  }

  /** A later version of the record is not flagged any more. */
  void release(KeyHash key) {
    keys.remove(key);
  }

  boolean any() {
    return !keys.isEmpty() || tooMany > 0;
  }

  AbsenceSweep.Candidates candidates() {
    return new AbsenceSweep.Candidates(keys.size() + tooMany, sample, 0, new BitSet());
  }

  Set<KeyHash> keys() {
    return Set.copyOf(keys);
  }
}
