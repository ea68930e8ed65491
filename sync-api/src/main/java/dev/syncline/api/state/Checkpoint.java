package dev.syncline.api.state;

import dev.syncline.api.record.KeyHash;
import dev.syncline.api.run.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One atomic commit to the state store. Immutable; build it with {@link #builder}.
 *
 * @param written record states that are new or replace the one of their key
 * @param removed keys whose record state goes
 * @param parked pending children that are new or replace the one of their key
 * @param unparked keys whose pending child goes
 * @param rejected dead letters that are new or replace the one of their id
 * @param closed ids whose dead letter goes
 * @param resolved keys whose intents are resolved
 * @param finishedScan the number of a scan that has ended complete: pending children and dead
 *     letters that an earlier scan read and this one did not go
 * @param consumesApproval whether an approval of deletes has been used up
 * @param progress how far the sync has come
 * @param runs the report of the current run first, then those of runs that are closed by it; empty
 *     if the state is changed by something else than a run
 */
public record Checkpoint(
    List<RecordState> written,
    List<KeyHash> removed,
    List<PendingChild> parked,
    List<KeyHash> unparked,
    List<DeadLetter> rejected,
    List<KeyHash> closed,
    List<KeyHash> resolved,
    OptionalLong finishedScan,
    boolean consumesApproval,
    SyncProgress progress,
    List<RunReport> runs) {

  /** Copies the lists. */
  public Checkpoint {
    written = List.copyOf(written);
    removed = List.copyOf(removed);
    parked = List.copyOf(parked);
    unparked = List.copyOf(unparked);
    rejected = List.copyOf(rejected);
    closed = List.copyOf(closed);
    resolved = List.copyOf(resolved);
    runs = List.copyOf(runs);
  }

  /** A builder for a checkpoint that says how far the sync has come. */
  public static Builder builder(SyncProgress progress) {
    return new Builder(progress);
  }

  /** Collects a checkpoint. Not safe for use by several threads. */
  public static final class Builder {
    private final List<RecordState> written = new ArrayList<>();
    private final List<KeyHash> removed = new ArrayList<>();
    private final List<PendingChild> parked = new ArrayList<>();
    private final List<KeyHash> unparked = new ArrayList<>();
    private final List<DeadLetter> rejected = new ArrayList<>();
    private final List<KeyHash> closed = new ArrayList<>();
    private final List<KeyHash> resolved = new ArrayList<>();
    private final List<RunReport> runs = new ArrayList<>();
    private final SyncProgress progress;
    private OptionalLong finishedScan = OptionalLong.empty();
    private boolean consumesApproval;

    private Builder(SyncProgress progress) {
      this.progress = progress;
    }

    /** Record states that are new or replace the one of their key. */
    public Builder written(List<RecordState> states) {
      written.addAll(states);
      return this;
    }

    /** Keys whose record state goes. */
    public Builder removed(List<KeyHash> keys) {
      removed.addAll(keys);
      return this;
    }

    /** Pending children that are new or replace the one of their key. */
    public Builder parked(List<PendingChild> children) {
      parked.addAll(children);
      return this;
    }

    /** Keys whose pending child goes. */
    public Builder unparked(List<KeyHash> keys) {
      unparked.addAll(keys);
      return this;
    }

    /** Dead letters that are new or replace the one of their id. */
    public Builder rejected(List<DeadLetter> letters) {
      rejected.addAll(letters);
      return this;
    }

    /** Ids whose dead letter goes. */
    public Builder closed(List<KeyHash> ids) {
      closed.addAll(ids);
      return this;
    }

    /** Keys whose intents are resolved. */
    public Builder resolved(List<KeyHash> keys) {
      resolved.addAll(keys);
      return this;
    }

    /** The number of a scan that has ended complete. */
    public Builder finishedScan(long scan) {
      finishedScan = OptionalLong.of(scan);
      return this;
    }

    /** An approval of deletes has been used up. */
    public Builder consumesApproval() {
      consumesApproval = true;
      return this;
    }

    /** The report of the current run, or of a run that is closed by it. */
    public Builder run(RunReport report) {
      runs.add(report);
      return this;
    }

    /** The checkpoint. */
    public Checkpoint build() {
      return new Checkpoint(
          written,
          removed,
          parked,
          unparked,
          rejected,
          closed,
          resolved,
          finishedScan,
          consumesApproval,
          progress,
          runs);
    }
  }
}
