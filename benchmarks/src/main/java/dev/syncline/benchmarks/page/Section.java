package dev.syncline.benchmarks.page;

import dev.syncline.benchmarks.results.Figures;
import dev.syncline.benchmarks.results.Measurement;
import dev.syncline.benchmarks.results.Profile;
import dev.syncline.benchmarks.results.Profile.Frame;
import dev.syncline.benchmarks.results.Profile.Share;
import dev.syncline.benchmarks.results.Profile.ThreadTime;
import dev.syncline.benchmarks.results.Samples;
import dev.syncline.benchmarks.results.WorkNames;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the page says about one pair of databases at one size. */
final class Section {
  private final Measurement measurement;
  private final Samples samples;
  private final String label;

  Section(Measurement measurement) {
    this.measurement = measurement;
    this.samples = measurement.measured();
    this.label = measurement.site() + "-" + Figures.label(measurement.rows());
  }

  String timeChart() {
    return "performance/" + label + "-seconds.svg";
  }

  String profileChart() {
    return "performance/" + label + "-threads.svg";
  }

  String text() {
    return "\n## " + Names.of(measurement) + "\n\n" + setting() + jobs() + peers() + profiles();
  }

  private String setting() {
    return String.format(
        Locale.ROOT,
        "%s, commit %s; %s; heap %s%s. %s.\n\n![Seconds](%s)\n\n",
        measurement.date(),
        measurement.commit(),
        measurement.machine(),
        measurement.heap(),
        measurement.jvmArgs().isEmpty()
            ? ""
            : " (ours with " + String.join(" ", measurement.jvmArgs()) + ")",
        measurement.versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", ")),
        timeChart());
  }

  private String jobs() {
    return "| job | rounds | seconds | least to most | limit, seconds | times the limit |\n"
        + "|---|---:|---:|---:|---:|---:|\n"
        + job("A", "copy")
        + job("B", "read")
        + job("C", "read")
        + job("D", "read")
        + (samples.has("E") ? job("E", "read") : "");
  }

  private String job(String job, String limit) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %s | %.2f | %.2f |\n",
        job,
        samples.count(job),
        samples.median(job),
        range(job),
        samples.median(limit),
        samples.median(job) / samples.median(limit));
  }

  private String range(String name) {
    return String.format(Locale.ROOT, "%.2f to %.2f", samples.lowest(name), samples.highest(name));
  }

  private String peers() {
    List<String> present = Figures.PEERS.stream().filter(peer -> samples.has(peer + "_A")).toList();
    if (present.isEmpty()) {
      return "";
    }
    return "\n| peer | rounds | A, seconds | times ours | B, seconds | B distinct, seconds | the better of them, times"
        + " ours |\n|---|---:|---:|---:|---:|---:|---:|\n"
        + present.stream().map(this::peer).collect(Collectors.joining());
  }

  private String peer(String peer) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.2f |\n",
        Names.peer(peer),
        samples.count(peer + "_A"),
        samples.median(peer + "_A"),
        samples.median(peer + "_A") / samples.median("A"),
        samples.median(peer + "_B"),
        samples.median(peer + "_distinct_B"),
        samples.median(Figures.bestB(samples, peer)) / samples.median("B"));
  }

  // ---- what bounds it --------------------------------------------------------------------------

  private String profiles() {
    if (measurement.profiles().isEmpty()) {
      return "";
    }
    return "\n### What bounds it\n\n"
        + "One more round, recorded by the JVM's flight recorder: what each thread does for how much of the job's time. The"
        + " one that waits least for the others sets the pace.\n\n![What each thread does]("
        + profileChart()
        + ")\n"
        + measurement.profiles().entrySet().stream()
            .map(Section::profile)
            .collect(Collectors.joining());
  }

  private static String profile(Map.Entry<String, Profile> job) {
    Profile profile = job.getValue();
    return String.format(
            Locale.ROOT,
            "\n**%s**: %.2f s recorded, %.2f s of them garbage collection. %s\n\n",
            job.getKey(),
            profile.seconds(),
            profile.collecting(),
            pace(profile))
        + "| most often at work | for | share |\n|---|---|---:|\n"
        + profile.frames().stream().map(Section::frame).collect(Collectors.joining());
  }

  /** The thread that is busy longest, and with what. */
  private static String pace(Profile profile) {
    return profile.threads().stream()
        .min(Comparator.comparing(Section::waiting))
        .map(
            thread ->
                "The thread that "
                    + thread.name()
                    + " sets the pace: "
                    + thread.shares().stream()
                        .sorted(Comparator.comparing(Share::share).reversed())
                        .map(
                            share ->
                                String.format(
                                    Locale.ROOT, "%s %.0f %%", share.work(), 100 * share.share()))
                        .collect(Collectors.joining(", "))
                    + ".")
        .orElse("");
  }

  private static double waiting(ThreadTime thread) {
    return thread.shares().stream()
        .filter(share -> share.work().equals(WorkNames.WAITING))
        .mapToDouble(Share::share)
        .sum();
  }

  private static String frame(Frame frame) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %.1f %% |\n",
        frame.method(),
        frame.work(),
        100 * frame.share());
  }
}
