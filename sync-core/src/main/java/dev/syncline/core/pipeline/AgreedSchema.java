package dev.syncline.core.pipeline;

import dev.syncline.api.record.Schema;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.state.SyncProgress.KnownSource;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.schema.FieldDrift;
import java.util.List;
import java.util.Optional;

/** What is remembered of the fields of a source. */
public final class AgreedSchema {
  private AgreedSchema() {}

  /** What a run would remember that agrees to all of these; nothing if the source tells none. */
  public static Optional<KnownSource> of(SyncDefinition sync, Schema told) {
    return told.size() == 0
        ? Optional.empty()
        : Optional.of(new KnownSource(scope(sync, true), told));
  }

  /** How the fields that a source tells differ from the remembered ones, all agreed to. */
  public static List<SchemaChange> changes(
      SyncDefinition sync, Optional<KnownSource> known, Schema told) {
    return told.size() == 0
        ? List.of()
        : remembered(known, scope(sync, true))
            .map(before -> FieldDrift.between(before, told))
            .orElse(List.of())
            .stream()
            .map(drift -> drift.answered(Answer.EVOLVE))
            .toList();
  }

  /** The remembered fields, if they are about the same question to the same source. */
  static Optional<Schema> remembered(Optional<KnownSource> known, String scope) {
    return known.filter(source -> source.scope().equals(scope)).map(KnownSource::schema);
  }

  /**
   * What the remembered fields belong to: a source that is asked something else has others.
   *
   * @param told whether the source tells its fields before it is read
   */
  static String scope(SyncDefinition sync, boolean told) {
    String asked = Fingerprint.of(sync.source().type(), ScanPlan.whatIsRead(sync).values());
    return (told ? "told " : "seen ") + asked;
  }
}
