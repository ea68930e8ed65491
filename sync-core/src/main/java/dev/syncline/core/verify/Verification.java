package dev.syncline.core.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.destination.Target;
import dev.syncline.api.run.RunFailure;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.lines.LineFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What source, record states and destination said of the same records. What was found is in a file;
 * here are the counts and a handle on it.
 *
 * <p><b>Lifecycle.</b> Closed after use: the file goes then, unless the caller has named it.
 *
 * <p><b>Threading.</b> Immutable, but for its file.
 */
public final class Verification implements AutoCloseable {
  private static final int SHOWN = 20;

  private final SyncDefinition definition;
  private final LineFile file;
  private final Instant madeAt;
  private final Optional<Target> target;
  private final Counts counts;
  private final String howCompared;
  private final Optional<RunFailure> failure;
  private final List<String> notices;

  /**
   * A handle.
   *
   * @param definition the sync
   * @param file where the findings are
   * @param madeAt when it was begun
   * @param target see {@link #target()}
   * @param counts what was met
   * @param howCompared see {@link #howCompared()}
   * @param failure see {@link #failure()}
   * @param notices what a person should know
   */
  public Verification(
      SyncDefinition definition,
      LineFile file,
      Instant madeAt,
      Optional<Target> target,
      Counts counts,
      String howCompared,
      Optional<RunFailure> failure,
      List<String> notices) {
    this.definition = definition;
    this.file = file;
    this.madeAt = madeAt;
    this.target = target;
    this.counts = counts;
    this.howCompared = howCompared;
    this.failure = failure;
    this.notices = List.copyOf(notices);
  }

  /** The sync. */
  public SyncDefinition definition() {
    return definition;
  }

  /** Where the findings are, one line of JSON each. */
  public Path file() {
    return file.path();
  }

  /** When it was begun. */
  public Instant madeAt() {
    return madeAt;
  }

  /** What was compared; empty if nothing was. */
  public Optional<Target> target() {
    return target;
  }

  /** What was met. */
  public Counts counts() {
    return counts;
  }

  /** How the destination was compared, and why so, for people. */
  public String howCompared() {
    return howCompared;
  }

  /**
   * Why nothing was compared: the source could not be read to its end, or the destination is not
   * there.
   */
  public Optional<RunFailure> failure() {
    return failure;
  }

  /** What a person should know. */
  public List<String> notices() {
    return notices;
  }

  /** Whether everything was compared, and all agree. */
  public boolean clean() {
    return failure.isEmpty() && counts.total() == 0;
  }

  /** The first findings. */
  public List<Drift> drift(int limit) {
    var found = new ArrayList<Drift>();
    new DriftFile(file.path()).read(limit, found::add);
    return List.copyOf(found);
  }

  /** Shows all findings without keeping them. */
  public void forEach(Consumer<Drift> action) {
    new DriftFile(file.path()).read(Long.MAX_VALUE, action);
  }

  /** The counts and the first findings. */
  @Override
  public String toString() {
    return toText(SHOWN);
  }

  /** The counts and that many findings. */
  public String toText(int findings) {
    var text = new StringBuilder(definition.name()).append(": ");
    failure.ifPresent(
        f ->
            text.append("nothing was compared; it failed in ")
                .append(f.stage())
                .append(": ")
                .append(f.message()));
    if (failure.isEmpty()) {
      text.append(counts.compared()).append(" records compared, ");
      text.append(counts.total() == 0 ? "all agree" : byKind());
    }
    if (counts.unjudged() > 0) {
      text.append("\n  not compared: ")
          .append(counts.unjudged())
          .append(" records that are rejected, filtered or parked");
    }
    if (counts.foreign() > 0) {
      text.append("\n  not ours: ")
          .append(counts.foreign())
          .append(counts.foreign() == 1 ? " row, left alone" : " rows, left alone");
    }
    notices.forEach(notice -> text.append("\n  note: ").append(notice));
    drift(findings).forEach(drift -> text.append("\n  ").append(drift));
    long left = counts.total() - Math.min(counts.total(), findings);
    return left > 0 ? text.append("\n  … and ").append(left).append(" more").toString() : "" + text;
  }

  private String byKind() {
    var words = new ArrayList<String>();
    for (DriftKind kind : DriftKind.values()) {
      if (counts.of(kind) > 0) {
        words.add(counts.of(kind) + " " + kind.words());
      }
    }
    return String.join(", ", words);
  }

  /** The counts and notices as JSON, and where the findings are. */
  public String toJson() {
    ObjectNode json = DriftLines.JSON.createObjectNode();
    json.put("sync", definition.name()).put("madeAt", madeAt.toString()).put("clean", clean());
    ObjectNode met = json.putObject("counts").put("compared", counts.compared());
    met.put("unjudged", counts.unjudged()).put("foreign", counts.foreign());
    met.put("rowsRead", counts.rowsRead());
    met.put("ranges", counts.ranges()).put("rangesRead", counts.rangesRead());
    for (DriftKind kind : DriftKind.values()) {
      met.put(kind.id(), counts.of(kind));
    }
    met.put("waiting", counts.waiting());
    json.put("howCompared", howCompared);
    failure.ifPresent(f -> json.put("failure", f.stage() + ": " + f.message()));
    var notes = json.putArray("notices");
    notices.forEach(notes::add);
    return json.put("drift", file.path().toString()).toString();
  }

  @Override
  public void close() {
    file.close();
  }
}
