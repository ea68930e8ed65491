package dev.syncline.core;

import dev.syncline.api.record.Schema;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.pipeline.AgreedSchema;
import java.time.Duration;
import java.util.List;

/** Takes the schema that a source has now for the one that was agreed to. */
final class SchemaAcceptance {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final StateStore store;
  private final RunStarter starter;

  SchemaAcceptance(StateStore store, RunStarter starter) {
    this.store = store;
    this.starter = starter;
  }

  List<SchemaChange> accept(SyncDefinition sync) {
    Schema now = starter.describe(sync);
    Lease lease = starter.lease(sync.name(), LEASE);
    try (StateSession session = store.open(lease)) {
      SyncProgress progress = session.load().progress();
      List<SchemaChange> changes = AgreedSchema.changes(sync, progress.source(), now);
      var accepted = progress.withSource(AgreedSchema.of(sync, now));
      session.commit(Checkpoint.builder(accepted).build());
      return changes;
    } finally {
      store.release(lease);
    }
  }
}
