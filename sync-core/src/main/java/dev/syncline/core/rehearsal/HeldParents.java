package dev.syncline.core.rehearsal;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.RecordStateScan;
import dev.syncline.api.state.StateSession;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Which records their children would hold, after what a group of syncs would have done. */
final class HeldParents {
  private final RehearsedGroup group;
  private final String sync;
  private final Function<String, StateSession> sessions;

  /**
   * Of the records of this sync.
   *
   * @param sessions opens what is stored of a sync
   */
  HeldParents(RehearsedGroup group, String sync, Function<String, StateSession> sessions) {
    this.group = group;
    this.sync = sync;
    this.sessions = sessions;
  }

  /** Changes what the store says of these keys, where the group would have changed it. */
  void correct(KeyHashes keys, BitSet held) {
    List<RehearsedGroup.Member> children = group.childrenOf(sync);
    if (children.isEmpty()) {
      return;
    }
    Set<KeyHash> asked = new HashSet<>(keys.toList());
    Set<KeyHash> before = new HashSet<>();
    Set<KeyHash> now = new HashSet<>();
    for (RehearsedGroup.Member member : children) {
      if (!held.isEmpty()) {
        stored(member, asked, before, now);
      }
      member.states().forEach(child -> now.addAll(parents(member, child, asked)));
    }
    for (int i = 0; i < keys.size(); i++) {
      boolean others = held.get(i) && !before.contains(keys.get(i));
      held.set(i, others || now.contains(keys.get(i)));
    }
  }

  private void stored(
      RehearsedGroup.Member member, Set<KeyHash> asked, Set<KeyHash> before, Set<KeyHash> now) {
    try (StateSession session = sessions.apply(member.sync());
        RecordStateScan scan = session.scan(ordinal -> true)) {
      for (List<RecordState> page = scan.next(); !page.isEmpty(); page = scan.next()) {
        for (RecordState child : page) {
          Set<KeyHash> parents = parents(member, child, asked);
          before.addAll(parents);
          if (!member.states().knows(child.keyHash())) {
            now.addAll(parents);
          }
        }
      }
    }
  }

  private Set<KeyHash> parents(
      RehearsedGroup.Member member, RecordState child, Set<KeyHash> asked) {
    Set<KeyHash> parents = new HashSet<>();
    int known = Math.min(child.parents().size(), member.holding().size());
    for (int i = 0; i < known; i++) {
      KeyHash parent = child.parents().get(i);
      boolean ours = member.holding().get(i).filter(sync::equals).isPresent();
      boolean itself = member.sync().equals(sync) && parent.equals(child.keyHash());
      if (ours && !itself && asked.contains(parent)) {
        parents.add(parent);
      }
    }
    return parents;
  }
}
