package dev.syncline.core.rehearsal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rehearsals of several syncs, one after the other, know of each other: what each would
 * have written. They are rehearsed in turn, as they would be run.
 */
public final class RehearsedGroup implements AutoCloseable {
  private final Map<String, Member> members = new LinkedHashMap<>();

  /**
   * A sync of the group.
   *
   * @param sync its name
   * @param holding the syncs of its parents, in the order of its definition; empty for one that is
   *     not held by its children
   * @param states what it would have written
   */
  record Member(String sync, List<Optional<String>> holding, ScratchStates states) {}

  /**
   * Takes up a sync.
   *
   * @param holding the syncs of its parents, in the order of its definition; empty for one that is
   *     not held by its children
   */
  public synchronized void join(String sync, List<Optional<String>> holding) {
    members.put(sync, new Member(sync, List.copyOf(holding), new ScratchStates()));
  }

  synchronized Optional<ScratchStates> states(String sync) {
    return Optional.ofNullable(members.get(sync)).map(Member::states);
  }

  /** The syncs whose records hold those of this one. */
  synchronized List<Member> childrenOf(String parent) {
    return members.values().stream()
        .filter(member -> member.holding().contains(Optional.of(parent)))
        .toList();
  }

  @Override
  public synchronized void close() {
    members.values().forEach(member -> member.states().close());
  }
}
