package dev.syncline.benchmarks.profile;

import dev.syncline.benchmarks.results.Profile.Frame;
import dev.syncline.benchmarks.results.Profile.Share;
import dev.syncline.benchmarks.results.Profile.ThreadTime;
import dev.syncline.benchmarks.results.WorkNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one thread did from the first to the last time that it was seen. */
final class ThreadLine {
  private static final String RUN = "dev.syncline.core.pipeline.SyncRun.";
  private static final String CALLER = "dev.syncline.core.SyncEngine.run";
  private static final List<String> PARTS = List.of("fetch", "transform", "load");
  private static final List<String> NAMES = List.of("reads", "transforms", "loads");

  /** As the data go. */
  static final Comparator<ThreadLine> ORDER = Comparator.comparing(ThreadLine::part);

  private final Map<String, Double> works = new HashMap<>();
  private final Map<Frame, Double> tops = new HashMap<>();
  private final int[] parts = new int[NAMES.size()];
  private double waited;
  private Instant from = Instant.MAX;
  private Instant to = Instant.MIN;

  void seen(Instant start, Instant end) {
    from = start.isBefore(from) ? start : from;
    to = end.isAfter(to) ? end : to;
  }

  void waited(Instant start, Instant end) {
    seen(start, end);
    waited += ProfileReader.seconds(Duration.between(start, end));
  }

  void add(Sample sample, double weight) {
    works.merge(sample.work(), weight, Double::sum);
    tops.merge(new Frame(sample.frames().get(0), sample.work(), 0), weight, Double::sum);
    sample.frames().stream()
        .mapToInt(ThreadLine::part)
        .filter(part -> part >= 0)
        .findFirst()
        .ifPresent(part -> parts[part]++);
  }

  private static int part(String frame) {
    // Who calls the engine loads, and opens and ends the run.
    return frame.startsWith(RUN)
        ? PARTS.indexOf(frame.substring(RUN.length()))
        : frame.equals(CALLER) ? PARTS.indexOf("load") : -1;
  }

  /** Whether it was seen within a run at all: the JVM has other threads. */
  boolean partOfTheRun() {
    return works.keySet().stream().anyMatch(work -> !work.equals(WorkNames.OTHER));
  }

  private int part() {
    int most = 0;
    for (int i = 1; i < parts.length; i++) {
      most = parts[i] > parts[most] ? i : most;
    }
    return parts[most] == 0 ? NAMES.size() : most;
  }

  Instant from() {
    return from;
  }

  Instant to() {
    return to;
  }

  Map<Frame, Double> tops() {
    return tops;
  }

  /**
   * The thread's time as shares.
   *
   * @param whole how long the run took, in seconds
   * @param pauses for how much of it everything stood still
   */
  ThreadTime time(double whole, double pauses) {
    double there = ProfileReader.seconds(Duration.between(from, to));
    double busy = Math.max(0, there - waited);
    double collecting = there == 0 ? 0 : Math.min(busy, pauses * busy / there);
    double weights = works.values().stream().mapToDouble(Double::doubleValue).sum();
    var shares = new ArrayList<Share>();
    for (String work : WorkNames.ALL) {
      double seconds =
          switch (work) {
            case WorkNames.WAITING -> whole - busy;
            case WorkNames.COLLECTING -> collecting;
            default -> (busy - collecting) * works.getOrDefault(work, 0.0) / weights;
          };
      if (seconds / whole >= 0.001) {
        shares.add(new Share(work, ProfileReader.rounded(seconds / whole)));
      }
    }
    return new ThreadTime(part() < NAMES.size() ? NAMES.get(part()) : "helps", shares);
  }
}
