package dev.syncline.core.memory;

import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Dead letters, counted by fingerprint. */
final class LetterGroups {
  private static final Comparator<LetterGroup> MOST_FIRST =
      Comparator.comparingLong(LetterGroup::letters)
          .reversed()
          .thenComparing(LetterGroup::fingerprint);

  private LetterGroups() {}

  static List<LetterGroup> of(Collection<DeadLetter> letters, int max) {
    Map<String, LetterGroup> groups = new HashMap<>();
    for (DeadLetter letter : letters) {
      groups.merge(letter.fingerprint(), alone(letter), LetterGroups::together);
    }
    return groups.values().stream().sorted(MOST_FIRST).limit(Math.max(0, max)).toList();
  }

  private static LetterGroup alone(DeadLetter letter) {
    return new LetterGroup(
        letter.fingerprint(),
        letter.stage(),
        letter.errorType(),
        letter.message(),
        1,
        letter.status() instanceof LetterStatus.Open ? 1 : 0,
        letter.firstSeen(),
        letter.lastSeen());
  }

  private static LetterGroup together(LetterGroup a, LetterGroup b) {
    return new LetterGroup(
        a.fingerprint(),
        a.stage(),
        a.errorType(),
        a.sample().compareTo(b.sample()) <= 0 ? a.sample() : b.sample(),
        a.letters() + b.letters(),
        a.open() + b.open(),
        earlier(a.firstSeen(), b.firstSeen()),
        later(a.lastSeen(), b.lastSeen()));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
