package dev.syncline.benchmarks.ratios;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is measured, from system properties named {@code ratios.…}.
 *
 * @param rows how many records the source holds ({@code ratios.rows})
 * @param rounds how often each job of ours and each limit is measured ({@code ratios.rounds})
 * @param peerRounds how often peers are measured; 0 leaves them out ({@code ratios.peerRounds})
 * @param sites the pairs of databases ({@code ratios.databases})
 * @param output where {@code ratios.json} goes ({@code ratios.output})
 * @param heap the heap of each process, as {@code -Xmx} takes it ({@code ratios.heap})
 * @param jvmArgs further arguments of our own process ({@code ratios.jvmArgs})
 */
record Options(
    List<Long> rows,
    int rounds,
    int peerRounds,
    List<String> sites,
    Path output,
    String heap,
    List<String> jvmArgs) {

  /** The sizes, where all are measured. */
  private static final String FULL_ROWS = "100000,1000000,10000000";

  static Options read() {
    boolean full = full();
    return new Options(
        list("ratios.rows", full ? FULL_ROWS : "1000000").stream().map(Long::valueOf).toList(),
        Integer.parseInt(text("ratios.rounds", "5")),
        Integer.parseInt(text("ratios.peerRounds", "3")),
        list("ratios.databases", "pg,sqlite"),
        Path.of(text("ratios.output", "target")),
        text("ratios.heap", "256m"),
        list("ratios.jvmArgs", ""));
  }

  /** Whether all sizes are measured, and the page is written ({@code ratios.full}). */
  static boolean full() {
    String value = System.getProperty("ratios.full");
    return value != null && !value.equals("false");
  }

  /** How a size stands in the names of figures. */
  static String label(long rows) {
    if (rows % 1_000_000 == 0) {
      return rows / 1_000_000 + "m";
    }
    return rows % 1_000 == 0 ? rows / 1_000 + "k" : Long.toString(rows);
  }

  private static String text(String name, String otherwise) {
    String value = System.getProperty(name);
    return value == null || value.isBlank() ? otherwise : value;
  }

  private static List<String> list(String name, String otherwise) {
    return Arrays.stream(text(name, otherwise).split("[, ]+")).filter(s -> !s.isEmpty()).toList();
  }
}
