package dev.syncline.testkit.simulation;

import dev.syncline.api.Stage;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a simulation tried, and what it found.
 *
 * @param histories how many histories ran
 * @param steps how many steps they had in all
 * @param coverage how often which fault met which stage
 * @param failure the first history that failed, for a person; empty if none did
 * @param took how long it took
 */
public record SimulationReport(
    long histories,
    long steps,
    Map<String, Map<Stage, Long>> coverage,
    Optional<String> failure,
    Duration took) {

  /** The mean length of a history, in steps. */
  public double meanSteps() {
    return histories == 0 ? 0 : (double) steps / histories;
  }

  /** The counts, for programs. */
  public String toJson() {
    String faults =
        coverage.entrySet().stream()
            .map(fault -> "\"" + fault.getKey() + "\": " + counts(fault.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    return String.format(
        Locale.ROOT,
        "{\"histories\": %d, \"meanSteps\": %.1f, \"seconds\": %.1f, \"failed\": %b,"
            + " \"coverage\": %s}%n",
        histories,
        meanSteps(),
        took.toMillis() / 1000.0,
        failure.isPresent(),
        faults);
  }

  private static String counts(Map<Stage, Long> stages) {
    return stages.entrySet().stream()
        .map(stage -> "\"" + stage.getKey() + "\": " + stage.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** The counts and the table of faults, for a person. */
  @Override
  public String toString() {
    var text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%,d histories, %.1f steps on average, in %.1f s%n",
                histories,
                meanSteps(),
                took.toMillis() / 1000.0));
    text.append(String.format(Locale.ROOT, "%-20s", "fault"));
    for (Stage stage : Stage.values()) {
      text.append(String.format(Locale.ROOT, "%10s", stage));
    }
    coverage.forEach(
        (fault, stages) -> {
          text.append(String.format(Locale.ROOT, "%n%-20s", fault));
          for (Stage stage : Stage.values()) {
            Long count = stages.get(stage);
            text.append(String.format(Locale.ROOT, "%10s", count == null ? "" : count));
          }
        });
    failure.ifPresent(what -> text.append(System.lineSeparator()).append(what));
    return text.toString();
  }
}
