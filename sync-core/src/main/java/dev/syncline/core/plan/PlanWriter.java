package dev.syncline.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the changes of a plan as they come, one line of JSON each. Used by one thread. */
public final class PlanWriter implements AutoCloseable {
  private final Path file;
  private final BufferedWriter out;

  /** Writes to this file; one that is there already is replaced. */
  public PlanWriter(Path file) {
    this.file = file;
    try {
      this.out = Files.newBufferedWriter(file, UTF_8);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes a change. */
  public void write(PlannedChange change) {
    try {
      out.write(PlanLines.write(change));
      out.newLine();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("the plan cannot be written to " + file, e);
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
