package dev.syncline.api.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody meant, by Levenshtein distance. */
public final class Nearest {
  private Nearest() {}

  /** The candidate nearest to {@code word}, if one is near enough to be meant. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    int tolerance = Math.max(2, word.length() / 3);
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= tolerance)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean 'x'?"}, or the list of candidates, or nothing without candidates. */
  public static String hint(String word, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return "";
    }
    return to(word, candidates)
        .map(near -> "; did you mean '" + near + "'?")
        .orElseGet(() -> "; known: " + String.join(", ", candidates.stream().sorted().toList()));
  }

  private static int distance(String a, String b) {
    String from = normal(a);
    String to = normal(b);
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j < previous.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
