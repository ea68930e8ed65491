package dev.syncline.core.pipeline;

import dev.syncline.api.destination.Target;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.lookup.LookupTables;
import java.util.Optional;

/** What a run will write, as far as that is known without one. */
public final class TargetShape {
  private TargetShape() {}

  /**
   * The target of a run over records with this schema; empty if normalization, transformers or
   * lookups have a say in it.
   */
  public static Optional<Target> of(SyncDefinition sync, Schema source) {
    boolean plain =
        sync.normalization().rules().isEmpty()
            && sync.transforms().isEmpty()
            && sync.mapping().lookups().isEmpty();
    if (!plain) {
      return Optional.empty();
    }
    Schema mapped =
        MapStage.compile(
                sync.mapping(),
                sync.parents(),
                sync.deletes().mark(),
                LookupTables.NONE,
                sync.writes().namespace(),
                source)
            .output();
    return Optional.of(new Target(mapped, DestinationShape.keyFields(sync), true));
  }
}
