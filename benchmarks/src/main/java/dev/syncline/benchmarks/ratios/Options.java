package dev.syncline.benchmarks.ratios;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is measured, from system properties named {@code ratios.…}.
 *
 * @param rows how many records the source holds ({@code ratios.rows})
 * @param rounds how often each job of ours and each limit is measured ({@code ratios.rounds})
 * @param peers who else does jobs A and B, of {@link Peers#ALL} ({@code ratios.peers})
 * @param peerRounds how often peers are measured; 0 leaves them out ({@code ratios.peerRounds})
 * @param sites the pairs of databases ({@code ratios.databases})
 * @param output where {@code ratios.json} goes ({@code ratios.output})
 * @param docs the folder whose page on performance is written anew, after each job was recorded
 *     once more; empty if {@code ratios.full} is not set ({@code ratios.docs})
 * @param heap the heap of each process, as {@code -Xmx} takes it ({@code ratios.heap})
 * @param jvmArgs further arguments of our own process ({@code ratios.jvmArgs})
 */
record Options(
    List<Long> rows,
    int rounds,
    List<String> peers,
    int peerRounds,
    List<String> sites,
    Path output,
    Optional<Path> docs,
    String heap,
    List<String> jvmArgs) {

  static Options read() {
    boolean full = Boolean.parseBoolean(text("ratios.full", "false"));
    int peerRounds = Integer.parseInt(text("ratios.peerRounds", "3"));
    return new Options(
        list("ratios.rows", "1000000").stream().map(Long::valueOf).toList(),
        Integer.parseInt(text("ratios.rounds", "5")),
        peerRounds == 0
            ? List.of()
            : list("ratios.peers", full ? String.join(",", Peers.ALL) : Peers.ALL.get(0)),
        peerRounds,
        list("ratios.databases", full ? "pg,sqlite,mariadb" : "pg,sqlite"),
        Path.of(text("ratios.output", "target")),
        full ? Optional.of(Path.of(text("ratios.docs", "../docs"))) : Optional.empty(),
        text("ratios.heap", "256m"),
        list("ratios.jvmArgs", ""));
  }

  private static String text(String name, String otherwise) {
    String value = System.getProperty(name);
    return value == null || value.isBlank() ? otherwise : value;
  }

  private static List<String> list(String name, String otherwise) {
    return Arrays.stream(text(name, otherwise).split("[, ]+")).filter(s -> !s.isEmpty()).toList();
  }
}
