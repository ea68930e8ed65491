package dev.syncline.benchmarks.ratios;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A process for everybody who takes part. */
final class Crew implements AutoCloseable {
  private static final String US = "syncline";
  private static final String LIMITS = "limits";

  private final List<String> peers;
  private final Map<String, Forked> processes = new LinkedHashMap<>();

  Crew(Options options) throws IOException {
    this.peers = options.peers();
    var names = new ArrayList<>(List.of(US, LIMITS));
    names.addAll(peers);
    for (String name : names) {
      processes.put(name, new Forked(name, options));
    }
  }

  Forked us() {
    return of(US);
  }

  Forked limits() {
    return of(LIMITS);
  }

  List<String> peers() {
    return peers;
  }

  Forked of(String name) {
    Forked process = processes.get(name);
    if (process == null) {
      throw new IllegalArgumentException("nobody is called " + name);
    }
    return process;
  }

  @Override
  public void close() {
    processes.values().forEach(Forked::close);
  }
}
