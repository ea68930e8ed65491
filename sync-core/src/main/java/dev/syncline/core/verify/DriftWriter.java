package dev.syncline.core.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Writes down and counts what is found, as it is found. Used by one thread. */
public final class DriftWriter implements AutoCloseable {
  private final Path file;
  private final BufferedWriter out;
  private final Map<DriftKind, Long> counts = new EnumMap<>(DriftKind.class);
  private long waiting;

  /** Writes to this file; one that is there already is replaced. */
  public DriftWriter(Path file) {
    this.file = file;
    try {
      this.out = Files.newBufferedWriter(file, UTF_8);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes down one. */
  public void write(Drift drift) {
    counts.merge(drift.kind(), 1L, Long::sum);
    waiting += drift.waiting() ? 1 : 0;
    try {
      out.write(DriftLines.write(drift));
      out.newLine();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** How many there are of each kind so far. */
  public Map<DriftKind, Long> counts() {
    return Map.copyOf(counts);
  }

  /** How many the next run deals with by itself. */
  public long waiting() {
    return waiting;
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("what was found cannot be written to " + file, e);
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
