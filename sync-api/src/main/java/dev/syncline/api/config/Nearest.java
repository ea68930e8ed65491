package dev.syncline.api.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word that somebody meant, by the number of slips: characters left out, added, replaced,
 * swapped.
 */
public final class Nearest {
  /** Nobody means a name that is longer. */
  private static final int LONGEST = 200;

  private Nearest() {}

  /** The candidate nearest to {@code word}, if one is near enough to be meant. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    int tolerance = Math.max(2, word.length() / 3);
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= tolerance)
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

  /** The optimal string alignment distance: Levenshtein's, and two swapped neighbours are one. */
  private static int distance(String a, String b) {
    String from = normal(a);
    String to = normal(b);
    int[][] slips = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          slips[i][j] = i + j;
          continue;
        }
        int replaced = slips[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        slips[i][j] = Math.min(replaced, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        if (swapped(from, i, to, j)) {
          slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
        }
      }
    }
    return slips[from.length()][to.length()];
  }

  /** Whether the two characters before {@code i} are those before {@code j} the other way round. */
  private static boolean swapped(String from, int i, String to, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
