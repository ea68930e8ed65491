package dev.syncline.core.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.api.Ledger;
import dev.syncline.api.Outcome;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.run.RunFailure;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.WithheldDeletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.lines.LineFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a run of a sync would do: made by reading the source and the state for real, and writing
 * nothing to either, nor to the destination.
 *
 * <p>The changes are lines of JSON in a file, one for each, so that ten million of them take no
 * memory; this object is a handle with the counts. Each line has a check: a hash over the change,
 * the data hash of the source's record and the hashes of the stored record state. A change is
 * carried out later only if it is still the same.
 *
 * <p>The destination is asked at most for earlier values: that it was emptied, or that it would
 * refuse a record, only the run finds out.
 *
 * <p>Safe for use by several threads. {@link #close} deletes the file if nobody named it.
 */
public final class Plan implements AutoCloseable {
  private static final int SHOWN = 20;

  private final SyncDefinition definition;
  private final LineFile file;
  private final RunReport report;
  private final List<Refused> refused;
  private final long remapped;
  private final long rehashed;

  /**
   * A handle.
   *
   * @param definition the sync
   * @param file where the changes are
   * @param report the report that the run would have had
   * @param refused the rejections by fingerprint, the most first
   * @param remapped see {@link #remapped()}
   * @param rehashed see {@link #rehashed()}
   */
  public Plan(
      SyncDefinition definition,
      LineFile file,
      RunReport report,
      List<Refused> refused,
      long remapped,
      long rehashed) {
    this.definition = definition;
    this.file = file;
    this.report = report;
    this.refused = List.copyOf(refused);
    this.remapped = remapped;
    this.rehashed = rehashed;
  }

  /** The sync. */
  public SyncDefinition definition() {
    return definition;
  }

  /** Where the changes are, one line of JSON each. */
  public Path file() {
    return file.path();
  }

  /** When the plan was begun. */
  public Instant madeAt() {
    return report.startedAt();
  }

  /** The counts: the books that the run would have. */
  public Ledger counts() {
    return report.ledger();
  }

  /** Why the run would fail; the plan ends there. */
  public Optional<RunFailure> failure() {
    return report.failure();
  }

  /** Whether the plan holds all that the run would do: nothing failed or stopped it. */
  public boolean complete() {
    return report.status().success() && report.pause().isEmpty();
  }

  /**
   * The changes, if they are all that the run would do.
   *
   * @throws PermanentException if the plan is not complete
   */
  public PlanFile whole() {
    if (!complete()) {
      throw new PermanentException(
          "the plan of sync '"
              + definition.name()
              + "' is not complete and cannot be carried out: "
              + failure()
                  .map(RunFailure::message)
                  .or(() -> report.pause().map(pause -> pause.reason()))
                  .orElse("it was cancelled"));
    }
    return new PlanFile(file.path());
  }

  /** The deletes that the guard would withhold, with its reason. */
  public Optional<WithheldDeletes> withheld() {
    return report.withheld();
  }

  /** How the source's schema differs from the remembered one, and what a run does about it. */
  public List<SchemaChange> drift() {
    return report.drift();
  }

  /** What a person should know. */
  public List<String> notices() {
    return report.notices();
  }

  /** Why records would be rejected, by fingerprint, the most first. */
  public List<Refused> refused() {
    return refused;
  }

  /** How many of the updates are of records that were written under another mapping. */
  public long remapped() {
    return remapped;
  }

  /** How many unchanged records would only get a new hash: nothing is sent for them. */
  public long rehashed() {
    return rehashed;
  }

  /** The first changes, in the order in which the run would make them. */
  public List<PlannedChange> changes(int limit) {
    var changes = new ArrayList<PlannedChange>();
    new PlanFile(file.path()).read(limit, changes::add);
    return List.copyOf(changes);
  }

  /** Shows all changes, in the order in which the run would make them, without keeping them. */
  public void forEach(Consumer<PlannedChange> action) {
    new PlanFile(file.path()).read(Long.MAX_VALUE, action);
  }

  /** The counts and the first changes, like a diff. */
  @Override
  public String toString() {
    return toText(SHOWN);
  }

  /** The counts and that many changes, like a diff. */
  public String toText(int changes) {
    var text = new StringBuilder(definition.name()).append(": ");
    text.append(counts().fetched()).append(" records read; a run would");
    String separator = " ";
    for (var outcome : counts().byOutcome().entrySet()) {
      text.append(separator).append(PlanWords.of(outcome.getKey(), outcome.getValue()));
      separator = ", ";
    }
    if (counts().byOutcome().isEmpty()) {
      text.append(" do nothing");
    }
    failure()
        .ifPresent(
            f ->
                text.append("\n  it would fail in ")
                    .append(f.stage())
                    .append(": ")
                    .append(f.message()));
    withheld()
        .ifPresent(
            w ->
                text.append("\n  ")
                    .append(w.count())
                    .append(" deletes would be withheld: ")
                    .append(w.reason()));
    drift().forEach(change -> text.append("\n  schema: ").append(change));
    notices().forEach(notice -> text.append("\n  note: ").append(notice));
    refused.forEach(
        one -> text.append("\n  ! ").append(one.count()).append(" × ").append(one.sample()));
    changes(changes).forEach(change -> text.append("\n  ").append(change));
    long left = counts().written() - Math.min(counts().written(), changes);
    if (left > 0) {
      text.append("\n  … and ").append(left).append(" more");
    }
    return text.toString();
  }

  /**
   * The same for a terminal that knows ANSI colours: inserts green, updates yellow, deletes red,
   * rejections magenta.
   */
  public String toColouredText(int changes) {
    return toText(changes).lines().map(PlanWords::coloured).collect(Collectors.joining("\n"));
  }

  /** The counts, rejections and notices as JSON, and where the changes are. */
  public String toJson() {
    ObjectNode json = PlanLines.JSON.createObjectNode();
    json.put("sync", definition.name());
    json.put("madeAt", madeAt().toString());
    json.put("complete", complete());
    ObjectNode counts = json.putObject("counts").put("fetched", counts().fetched());
    counts.put("carried", counts().carried()).put("absent", counts().absent());
    for (var outcome : Outcome.values()) {
      counts.put(outcome.name().toLowerCase(Locale.ROOT), counts().count(outcome));
    }
    json.put("remapped", remapped).put("rehashed", rehashed);
    failure().ifPresent(f -> json.put("failure", f.stage() + ": " + f.message()));
    withheld()
        .ifPresent(
            w ->
                json.putObject("withheld")
                    .put("scan", w.scan())
                    .put("count", w.count())
                    .put("reason", w.reason()));
    var changes = json.putArray("drift");
    for (SchemaChange change : drift()) {
      changes
          .addObject()
          .put("field", change.field())
          .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
          .put("before", change.before())
          .put("now", change.now())
          .put("answer", change.answer().name().toLowerCase(Locale.ROOT));
    }
    var rejections = json.putArray("refused");
    for (Refused one : refused) {
      rejections
          .addObject()
          .put("fingerprint", one.fingerprint())
          .put("count", one.count())
          .put("sample", one.sample());
    }
    var notes = json.putArray("notices");
    notices().forEach(notes::add);
    return json.put("changes", file.path().toString()).toString();
  }

  @Override
  public void close() {
    file.close();
  }
}
