package dev.syncline.core.verify;

import dev.syncline.core.lines.LineWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Writes down and counts what is found, as it is found. Used by one thread. */
public final class DriftWriter implements AutoCloseable {
  private final LineWriter out;
  private final Map<DriftKind, Long> counts = new EnumMap<>(DriftKind.class);
  private long waiting;

  /** Writes to this file; one that is there already is replaced. */
  public DriftWriter(Path file) {
    this.out = new LineWriter(file);
  }

  /** Writes down one. */
  public void write(Drift drift) {
    counts.merge(drift.kind(), 1L, Long::sum);
    waiting += drift.waiting() ? 1 : 0;
    out.write(DriftLines.write(drift));
  }

  /** How many there are of each kind so far. */
  public Map<DriftKind, Long> counts() {
    return Map.copyOf(counts);
  }

  /** How many the next run deals with by itself. */
  public long waiting() {
    return waiting;
  }

  @Override
  public void close() {
    out.close();
  }
}
