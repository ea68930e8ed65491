package dev.syncline.benchmarks.profile;

import dev.syncline.benchmarks.results.WorkNames;
import java.time.Instant;
import java.util.List;

/**
 * What a thread was seen doing.
 *
 * @param thread its number
 * @param at when
 * @param outside whether it was in native code: the system's calls and SQLite
 * @param frames class and method of each frame, the innermost first
 */
record Sample(long thread, Instant at, boolean outside, List<String> frames) {
  static final String AT_WORK = "jdk.ExecutionSample";
  static final String OUTSIDE = "jdk.NativeMethodSample";
  static final String PAUSE = "jdk.GCPhasePause";

  /** The events of a thread that waits for another. */
  static final List<String> WAITS =
      List.of("jdk.ThreadPark", "jdk.JavaMonitorWait", "jdk.JavaMonitorEnter", "jdk.ThreadSleep");

  Sample {
    frames = List.copyOf(frames);
  }

  /** What it was doing, as one of a few words. */
  String work() {
    return frames.stream()
        .flatMap(frame -> Work.of(frame).stream())
        .findFirst()
        .orElse(WorkNames.OTHER);
  }
}
