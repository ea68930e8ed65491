package dev.syncline.core.rehearsal;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.PendingChild;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The children and dead letters that a rehearsed run would have parked and rejected, as far as the
 * run itself asks for them again: children that may find their parent in the same run, and letters
 * without a key, which the delete guard counts.
 *
 * <p>Safe for use by several threads.
 */
final class RehearsedWaiting {
  private final boolean keepsParked;
  private final boolean carries;
  private final NavigableMap<KeyHash, PendingChild> parked = new TreeMap<>();
  private final NavigableMap<KeyHash, DeadLetter> letters = new TreeMap<>();
  private final Set<KeyHash> unparked = new HashSet<>();

  RehearsedWaiting(boolean keepsParked, boolean carries) {
    this.keepsParked = keepsParked;
    this.carries = carries;
  }

  boolean carries() {
    return carries;
  }

  synchronized void add(Checkpoint checkpoint) {
    for (PendingChild child : checkpoint.parked()) {
      unparked.remove(child.keyHash());
      if (keepsParked) {
        parked.put(child.keyHash(), child);
      }
    }
    for (KeyHash key : checkpoint.unparked()) {
      parked.remove(key);
      unparked.add(key);
    }
    for (DeadLetter letter : checkpoint.rejected()) {
      if (letter.key().isEmpty()) {
        letters.put(letter.id(), letter);
      }
    }
  }

  /** What is parked of a key, given what the store says. */
  synchronized Optional<PendingChild> of(KeyHash key, Optional<PendingChild> stored) {
    PendingChild child = parked.get(key);
    return child != null
        ? Optional.of(child)
        : stored.filter(before -> !unparked.contains(before.keyHash()));
  }

  /**
   * A page of children.
   *
   * @param stored a page of those in the store, behind a key
   * @param wanted which of the others belong to it
   */
  synchronized List<PendingChild> page(
      Function<Optional<KeyHash>, List<PendingChild>> stored,
      Predicate<PendingChild> wanted,
      Optional<KeyHash> after,
      int max) {
    var found = new TreeMap<KeyHash, PendingChild>();
    Optional<KeyHash> from = after;
    for (boolean more = carries; more && found.size() < max; ) {
      List<PendingChild> page = stored.apply(from);
      for (PendingChild child : page) {
        if (!unparked.contains(child.keyHash())) {
          found.put(child.keyHash(), child);
        }
      }
      more = page.size() == max;
      from = page.isEmpty() ? from : Optional.of(page.get(page.size() - 1).keyHash());
    }
    behind(parked, after).values().stream()
        .filter(wanted)
        .limit(max)
        .forEach(child -> found.put(child.keyHash(), child));
    return found.values().stream().limit(max).toList();
  }

  /** A page of letters, those of the run in the place of those in the store. */
  synchronized List<DeadLetter> letters(List<DeadLetter> stored, Optional<KeyHash> after, int max) {
    var page = new TreeMap<KeyHash, DeadLetter>();
    stored.forEach(letter -> page.put(letter.id(), letter));
    behind(letters, after).entrySet().stream()
        .limit(max)
        .forEach(letter -> page.put(letter.getKey(), letter.getValue()));
    return List.copyOf(new ArrayList<>(page.values()).subList(0, Math.min(max, page.size())));
  }

  private static <T> NavigableMap<KeyHash, T> behind(
      NavigableMap<KeyHash, T> map, Optional<KeyHash> after) {
    return after.isPresent() ? map.tailMap(after.get(), false) : map;
  }
}
