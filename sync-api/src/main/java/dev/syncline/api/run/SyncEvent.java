package dev.syncline.api.run;

import dev.syncline.api.Ledger;
import java.util.List;

/** What a {@link SyncListener} is told. */
public sealed interface SyncEvent {

  /** The name of the sync. */
  String sync();

  /** The run. */
  String runId();

  /**
   * A run has its lease and starts to read.
   *
   * @param sync the sync
   * @param runId the run
   * @param fullScan whether everything is read, not only what changed
   * @param known how many records the state store knows of this sync
   */
  record RunStarted(String sync, String runId, boolean fullScan, long known) implements SyncEvent {}

  /**
   * A batch was dealt with; nothing is committed yet.
   *
   * @param sync the sync
   * @param runId the run
   * @param soFar the books of the run up to here
   */
  record Progressed(String sync, String runId, Ledger soFar) implements SyncEvent {}

  /**
   * A checkpoint was committed.
   *
   * @param sync the sync
   * @param runId the run
   * @param committed the books of the run up to this checkpoint
   */
  record Checkpointed(String sync, String runId, Ledger committed) implements SyncEvent {}

  /**
   * A person should know.
   *
   * @param sync the sync
   * @param runId the run
   * @param message one sentence, without secrets
   */
  record Noticed(String sync, String runId, String message) implements SyncEvent {}

  /**
   * The source's schema is another one than the remembered one. Nothing that shows the change has
   * been written.
   *
   * @param sync the sync
   * @param runId the run
   * @param changes what changed, and what the contract of the sync does about it
   */
  record SchemaDrifted(String sync, String runId, List<SchemaChange> changes) implements SyncEvent {

    /** Copies the changes. */
    public SchemaDrifted {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The run is over, and its report is stored.
   *
   * @param sync the sync
   * @param runId the run
   * @param report the report
   */
  record RunFinished(String sync, String runId, RunReport report) implements SyncEvent {}
}
