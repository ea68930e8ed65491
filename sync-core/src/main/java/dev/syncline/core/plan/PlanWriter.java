package dev.syncline.core.plan;

import dev.syncline.core.lines.LineWriter;
import java.nio.file.Path;

/** Writes the changes of a plan as they come, one line of JSON each. Used by one thread. */
public final class PlanWriter implements AutoCloseable {
  private final LineWriter out;

  /** Writes to this file; one that is there already is replaced. */
  public PlanWriter(Path file) {
    this.out = new LineWriter(file);
  }

  /** Writes a change. */
  public void write(PlannedChange change) {
    out.write(PlanLines.write(change));
  }

  @Override
  public void close() {
    out.close();
  }
}
