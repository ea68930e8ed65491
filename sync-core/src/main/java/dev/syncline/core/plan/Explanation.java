package dev.syncline.core.plan;

import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One record's way through all stages, as a run would take it now. Nothing is written for it.
 *
 * @param sync the sync
 * @param key the business key, for people
 * @param outcome what a run would book for the record; empty if it could not be read
 * @param steps what each stage does with it, up to the one that decides
 * @param known what the state store says of the key
 * @param notices what a person should know
 */
public record Explanation(
    String sync,
    String key,
    Optional<Outcome> outcome,
    List<Step> steps,
    List<String> known,
    List<String> notices) {

  /** Copies the lists. */
  public Explanation {
    Objects.requireNonNull(sync, "sync");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(outcome, "outcome");
    steps = List.copyOf(steps);
    known = List.copyOf(known);
    notices = List.copyOf(notices);
  }

  /** What a stage does with the record; empty if the record does not come so far. */
  public Optional<Step> step(Stage stage) {
    return steps.stream().filter(step -> step.stage() == stage).findFirst();
  }

  /** A few lines that a person can read. */
  @Override
  public String toString() {
    var text = new StringBuilder(sync).append(' ').append(key).append(": ");
    text.append(outcome.map(Explanation::words).orElse("not read"));
    steps.forEach(step -> text.append("\n  ").append(step));
    known.forEach(line -> text.append("\n  stored: ").append(line));
    notices.forEach(line -> text.append("\n  note: ").append(line));
    return text.toString();
  }

  private static String words(Outcome outcome) {
    return "a run would " + PlanWords.of(outcome);
  }

  /**
   * What one stage does.
   *
   * @param stage the stage
   * @param text what it does, and why
   * @param values the record behind the stage, where it has changed; as text, secrets masked
   */
  public record Step(Stage stage, String text, Map<String, String> values) {

    /** Copies the values and keeps their order. */
    public Step {
      Objects.requireNonNull(stage, "stage");
      Objects.requireNonNull(text, "text");
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The stage, what it does, and the values behind it. */
    @Override
    public String toString() {
      var line = new StringBuilder(String.format("%-10s", stage)).append(text);
      String separator = ": ";
      for (var value : values.entrySet()) {
        line.append(separator).append(value.getKey()).append(' ').append(value.getValue());
        separator = ", ";
      }
      return line.toString();
    }
  }
}
