package dev.syncline.benchmarks.profile;

import dev.syncline.benchmarks.results.Profile;
import dev.syncline.benchmarks.results.Profile.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Takes a recording apart. The recorder looks every ten milliseconds at all threads that run Java
 * code, but at one only of those in native code, in turn: such a look counts for as many threads as
 * were seen there around that time.
 */
final class ProfileReader {
  private static final int FRAMES = 12;
  private static final int NEAR = 20;
  private static final Duration AROUND = Duration.ofMillis(25);

  private final List<Sample> samples = new ArrayList<>();
  private final Map<Long, ThreadLine> threads = new TreeMap<>();
  private double pauses;

  private ProfileReader() {}

  static Profile read(Path file) throws IOException {
    var reader = new ProfileReader();
    try (var recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        reader.add(recording.readEvent());
      }
    }
    return reader.profile();
  }

  private void add(RecordedEvent event) {
    String type = event.getEventType().getName();
    switch (type) {
      case Sample.AT_WORK, Sample.OUTSIDE -> {
        RecordedThread thread = event.getThread("sampledThread");
        RecordedStackTrace stack = event.getStackTrace();
        if (thread != null && stack != null) {
          samples.add(
              new Sample(
                  thread.getId(),
                  event.getStartTime(),
                  type.equals(Sample.OUTSIDE),
                  frames(stack)));
          line(thread.getId()).seen(event.getStartTime(), event.getStartTime());
        }
      }
      case Sample.PAUSE -> pauses += seconds(event.getDuration());
      default -> {
        RecordedThread thread = event.getThread();
        if (thread != null && Sample.WAITS.contains(type)) {
          line(thread.getId()).waited(event.getStartTime(), event.getEndTime());
        }
      }
    }
  }

  private ThreadLine line(long thread) {
    return threads.computeIfAbsent(thread, unused -> new ThreadLine());
  }

  private static List<String> frames(RecordedStackTrace stack) {
    return stack.getFrames().stream()
        .map(frame -> frame.getMethod())
        .map(method -> method.getType().getName() + "." + method.getName())
        .toList();
  }

  private Profile profile() {
    samples.sort(Comparator.comparing(Sample::at));
    weigh();
    List<ThreadLine> busy =
        threads.values().stream()
            .filter(ThreadLine::partOfTheRun)
            .sorted(ThreadLine.ORDER)
            .toList();
    Instant from =
        busy.stream().map(ThreadLine::from).min(Instant::compareTo).orElse(Instant.EPOCH);
    Instant to = busy.stream().map(ThreadLine::to).max(Instant::compareTo).orElse(Instant.EPOCH);
    double whole = seconds(Duration.between(from, to));
    return new Profile(
        rounded(whole),
        rounded(pauses),
        busy.stream().map(line -> line.time(whole, pauses)).toList(),
        frames(busy));
  }

  private void weigh() {
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      line(sample.thread()).add(sample, sample.outside() ? (double) outsideAround(i) : 1);
    }
  }

  /** How many threads were outside at about that time. */
  private long outsideAround(int index) {
    Sample sample = samples.get(index);
    return samples
        .subList(Math.max(0, index - NEAR), Math.min(samples.size(), index + NEAR))
        .stream()
        .filter(Sample::outside)
        .filter(other -> Duration.between(other.at(), sample.at()).abs().compareTo(AROUND) <= 0)
        .map(Sample::thread)
        .distinct()
        .count();
  }

  private static List<Frame> frames(List<ThreadLine> lines) {
    var weights = new HashMap<Frame, Double>();
    double sum = 0;
    for (ThreadLine line : lines) {
      for (Map.Entry<Frame, Double> top : line.tops().entrySet()) {
        weights.merge(top.getKey(), top.getValue(), Double::sum);
        sum += top.getValue();
      }
    }
    double all = sum;
    return weights.entrySet().stream()
        .sorted(
            Map.Entry.<Frame, Double>comparingByValue()
                .reversed()
                .thenComparing(top -> top.getKey().method()))
        .limit(FRAMES)
        .map(
            top ->
                new Frame(
                    top.getKey().method(), top.getKey().work(), rounded(top.getValue() / all)))
        .toList();
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
