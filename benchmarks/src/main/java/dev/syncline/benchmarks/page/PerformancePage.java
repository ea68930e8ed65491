package dev.syncline.benchmarks.page;
import java.nio.file.Path;
import java.io.IOException;
/** Page. */
public final class PerformancePage {
  private PerformancePage() {}
  /** Write. */
  public static void write(Path docs) throws IOException {}
}
