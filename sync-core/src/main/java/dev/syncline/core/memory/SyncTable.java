package dev.syncline.core.memory;

import dev.syncline.api.Change;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.Intent;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.LetterStatus;
import dev.syncline.api.state.ParentRefs;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.api.state.SyncProgress.ParentSync;
import dev.syncline.api.state.SyncState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** Everything that is known of one sync. To be called under the store's lock only. */
final class SyncTable {

  /** So that a sync which runs every minute for years does not fill the memory with history. */
  private static final int KEPT_RUNS = 1_000;

  private final String sync;
  private final Map<KeyHash, RecordState> states = new HashMap<>();
  private final Map<KeyHash, String> writers = new HashMap<>();
  private final OrdinalIndex ordinals = new OrdinalIndex();
  private final Map<Link, Integer> children = new HashMap<>();
  private final TreeMap<KeyHash, PendingChild> pending = new TreeMap<>();
  private final Map<KeyHash, TreeSet<KeyHash>> waiting = new HashMap<>();
  private final TreeMap<KeyHash, DeadLetter> deadLetters = new TreeMap<>();
  private final Map<KeyHash, Intent> intents = new LinkedHashMap<>();
  private final LinkedHashMap<String, RunReport> runs = new LinkedHashMap<>();
  private SyncProgress progress = SyncProgress.NEW;
  private OptionalLong approvedScan = OptionalLong.empty();

  private int mostLinks;

  SyncTable(String sync) {
    this.sync = sync;
  }

  String sync() {
    return sync;
  }

  SyncState state() {
    return new SyncState(
        progress,
        states.size(),
        pending.size(),
        deadLetters.size(),
        deadLetters.values().stream().filter(SyncTable::decided).count(),
        unfinished(),
        approvedScan);
  }

  private static boolean decided(DeadLetter letter) {
    return !(letter.status() instanceof LetterStatus.Open);
  }

  private Optional<RunReport> unfinished() {
    return runs(runs.size()).stream().filter(run -> !run.status().finished()).findFirst();
  }

  KeyStates find(KeyHashes keys) {
    var foundStates = new HashMap<KeyHash, RecordState>();
    var foundPending = new HashMap<KeyHash, PendingChild>();
    var foundLetters = new HashMap<KeyHash, DeadLetter>();
    for (int i = 0; i < keys.size(); i++) {
      KeyHash key = keys.get(i);
      copy(states, key, foundStates);
      copy(pending, key, foundPending);
      copy(deadLetters, key, foundLetters);
    }
    return KeyStates.of(foundStates, foundPending, foundLetters);
  }

  private static <V> void copy(Map<KeyHash, V> from, KeyHash key, Map<KeyHash, V> to) {
    V value = from.get(key);
    if (value != null) {
      to.put(key, value);
    }
  }

  List<RecordState> scan(long first, LongPredicate wanted, int max) {
    return ordinals.from(first, wanted, max);
  }

  /** Every so manieth of all. */
  List<RecordState> sample(int max) {
    List<RecordState> all = scan(0, ordinal -> true, Integer.MAX_VALUE);
    var some = new LinkedHashSet<RecordState>();
    for (int i = 0; i < max && !all.isEmpty(); i++) {
      some.add(all.get((int) ((long) (all.size() - 1) * i / Math.max(1, max - 1))));
    }
    return List.copyOf(some);
  }

  ParentRefs refs(KeyHashes keys) {
    var refs = new HashMap<KeyHash, String>();
    for (int i = 0; i < keys.size(); i++) {
      RecordState state = states.get(keys.get(i));
      Intent intent = intents.get(keys.get(i));
      boolean perhapsDeleted = intent != null && intent.change() == Change.DELETE;
      if (state != null && !perhapsDeleted) {
        refs.put(state.keyHash(), state.ref());
      }
    }
    return new ParentRefs(refs, progress.commits(), progress.renewals());
  }

  /**
   * Sets the bits of those keys of {@code parentSync} that are parents of records held here.
   *
   * @param holdingOnly whether only children count that hold their parents
   */
  void markParents(String parentSync, KeyHashes keys, boolean holdingOnly, BitSet found) {
    boolean doubtful = !parentSync.equals(sync) && inDoubt();
    for (int link = 0; link < Math.max(mostLinks, progress.parents().size()); link++) {
      if (counts(link, parentSync, holdingOnly)) {
        for (int i = 0; i < keys.size(); i++) {
          if (doubtful || hasOtherChild(new Link(link, keys.get(i)), parentSync.equals(sync))) {
            found.set(i);
          }
        }
      }
    }
  }

  /** What has more links than the definition was written under another one, or is in doubt. */
  private boolean counts(int link, String parentSync, boolean holdingOnly) {
    List<ParentSync> order = progress.parents();
    List<ParentSync> candidates = link < order.size() ? List.of(order.get(link)) : order;
    return candidates.stream()
        .anyMatch(parent -> parent.sync().equals(parentSync) && (parent.holds() || !holdingOnly));
  }

  /** Nobody knows yet whose children the writes in doubt are. */
  private boolean inDoubt() {
    return intents.values().stream().anyMatch(intent -> intent.change() != Change.DELETE);
  }

  private boolean hasOtherChild(Link link, boolean ownSync) {
    int count = children.getOrDefault(link, 0);
    RecordState itself = ownSync ? states.get(link.parent()) : null;
    boolean ownParent =
        itself != null
            && link.number() < itself.parents().size()
            && itself.parents().get(link.number()).equals(link.parent());
    return count > (ownParent ? 1 : 0);
  }

  List<PendingChild> waiting(KeyHashes parents, Optional<KeyHash> after, int max) {
    var found = new TreeMap<KeyHash, PendingChild>();
    for (KeyHash parent : parents.toList()) {
      for (KeyHash child : waiting.getOrDefault(parent, new TreeSet<>())) {
        if (after.isEmpty() || child.compareTo(after.get()) > 0) {
          copy(pending, child, found);
        }
      }
    }
    return found.values().stream().limit(max).toList();
  }

  List<PendingChild> pending(Optional<KeyHash> after, int max) {
    return page(pending, after, max);
  }

  List<DeadLetter> deadLetters(LetterSelection selection, Optional<KeyHash> after, int max) {
    return behind(deadLetters, after).filter(selection::includes).limit(max).toList();
  }

  List<LetterGroup> letterGroups(int max) {
    return LetterGroups.of(deadLetters.values(), max);
  }

  private static <V> List<V> page(NavigableMap<KeyHash, V> all, Optional<KeyHash> after, int max) {
    return behind(all, after).limit(max).toList();
  }

  private static <V> Stream<V> behind(NavigableMap<KeyHash, V> all, Optional<KeyHash> after) {
    return after.map(key -> all.tailMap(key, false)).orElse(all).values().stream();
  }

  List<Intent> intents() {
    return List.copyOf(intents.values());
  }

  List<RunReport> runs(int max) {
    var newestFirst = new ArrayList<RunReport>();
    var all = new ArrayList<>(runs.values());
    for (int i = all.size() - 1; i >= 0 && newestFirst.size() < max; i--) {
      newestFirst.add(all.get(i));
    }
    return newestFirst;
  }

  Optional<RunReport> lastWriter(KeyHash key) {
    return Optional.ofNullable(writers.get(key)).map(runs::get);
  }

  boolean approveDeletes(long scan) {
    boolean withheld = progress.withheld().filter(deletes -> deletes.scan() == scan).isPresent();
    if (withheld) {
      approvedScan = OptionalLong.of(scan);
    }
    return withheld;
  }

  void journal(List<Intent> journalled) {
    for (Intent intent : journalled) {
      // Out and in again: the newest attempt counts, and stands last.
      intents.remove(intent.keyHash());
      intents.put(intent.keyHash(), intent);
    }
  }

  /** All that can fail comes first, so that a checkpoint is applied as a whole or not at all. */
  void commit(Checkpoint checkpoint) {
    requireOwnOrdinals(checkpoint.written());
    checkpoint.removed().forEach(this::remove);
    checkpoint.written().forEach(this::put);
    checkpoint.runs().stream()
        .findFirst()
        .ifPresent(run -> checkpoint.written().forEach(s -> writers.put(s.keyHash(), run.runId())));
    checkpoint.unparked().forEach(this::unpark);
    checkpoint.parked().forEach(this::park);
    checkpoint.closed().forEach(deadLetters::remove);
    checkpoint.rejected().forEach(letter -> deadLetters.put(letter.id(), letter));
    checkpoint.resolved().forEach(intents::remove);
    checkpoint.finishedScan().ifPresent(this::dropUnseen);
    if (checkpoint.consumesApproval()) {
      approvedScan = OptionalLong.empty();
    }
    progress = checkpoint.progress();
    checkpoint.runs().forEach(this::put);
  }

  private void requireOwnOrdinals(List<RecordState> written) {
    var owners = new HashMap<Long, RecordState>();
    for (RecordState state : written) {
      RecordState owner =
          owners.computeIfAbsent(state.ordinal(), ordinal -> ordinals.get(ordinal).orElse(state));
      if (!owner.keyHash().equals(state.keyHash())) {
        throw new PermanentException(
            "sync '"
                + sync
                + "': the records with the keys "
                + owner.keyHash()
                + " and "
                + state.keyHash()
                + " cannot both have the ordinal "
                + state.ordinal()
                + "; nothing was committed");
      }
    }
  }

  private void put(RecordState state) {
    remove(state.keyHash());
    states.put(state.keyHash(), state);
    ordinals.put(state);
    mostLinks = Math.max(mostLinks, state.parents().size());
    for (int i = 0; i < state.parents().size(); i++) {
      children.merge(new Link(i, state.parents().get(i)), 1, Integer::sum);
    }
  }

  private void remove(KeyHash key) {
    RecordState state = states.remove(key);
    if (state == null) {
      return;
    }
    writers.remove(key);
    ordinals.remove(state.ordinal());
    for (int i = 0; i < state.parents().size(); i++) {
      children.computeIfPresent(
          new Link(i, state.parents().get(i)), (link, count) -> count == 1 ? null : count - 1);
    }
  }

  private void park(PendingChild child) {
    unpark(child.keyHash());
    pending.put(child.keyHash(), child);
    waiting
        .computeIfAbsent(child.missing().get(0).keyHash(), parent -> new TreeSet<>())
        .add(child.keyHash());
  }

  private void unpark(KeyHash key) {
    PendingChild child = pending.remove(key);
    if (child != null) {
      waiting.computeIfPresent(
          child.missing().get(0).keyHash(),
          (parent, children) -> children.remove(key) && children.isEmpty() ? null : children);
    }
  }

  private void put(RunReport run) {
    runs.put(run.runId(), run);
    if (runs.size() > KEPT_RUNS) {
      runs.remove(runs.keySet().iterator().next());
    }
  }

  private void dropUnseen(long finishedScan) {
    pending.values().stream()
        .filter(child -> isBefore(child.lastScan(), finishedScan))
        .map(PendingChild::keyHash)
        .toList()
        .forEach(this::unpark);
    deadLetters.values().removeIf(letter -> isBefore(letter.lastScan(), finishedScan));
  }

  private static boolean isBefore(OptionalLong scan, long finishedScan) {
    return scan.isPresent() && scan.getAsLong() < finishedScan;
  }

  /** A parent, and which of its children's parent fields holds it. */
  private record Link(int number, KeyHash parent) {}
}
