package dev.syncline.benchmarks.profile;

import dev.syncline.benchmarks.results.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Records what this JVM does until it is closed. */
public final class Recording implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(10);

  private final jdk.jfr.Recording recording = new jdk.jfr.Recording();
  private final Path file;

  /**
   * Starts.
   *
   * @param file where it is to be written
   */
  public Recording(Path file) {
    this.file = file;
    recording.enable(Sample.AT_WORK).withPeriod(PERIOD);
    recording.enable(Sample.OUTSIDE).withPeriod(PERIOD);
    for (String wait : Sample.WAITS) {
      recording.enable(wait).withoutThreshold();
    }
    recording.enable(Sample.PAUSE).withoutThreshold();
    recording.start();
  }

  /** Stops and writes the file. */
  public void write() throws IOException {
    recording.stop();
    recording.dump(file);
  }

  /** What a file says. */
  public static Profile profile(Path file) throws IOException {
    return ProfileReader.read(file);
  }

  @Override
  public void close() {
    recording.close();
  }
}
