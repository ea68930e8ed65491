package dev.syncline.core.pipeline;

import dev.syncline.api.destination.AltersDestination;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.Target;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.Intent;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.RecordText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the loader ready for the shape of the mapped records, and again when the shape changes. */
final class DestinationShape {
  private static final int SAMPLE = 20;

  private final Loader loader;
  private final List<String> keyFields;
  private final LossGuard guard;
  private final Retries retries;
  private final WriteProtocols protocols;
  private final ReportDraft draft;
  private @Nullable Schema prepared;
  private @Nullable WriteProtocol protocol;

  /**
   * @param guard is told how the destination stores what it is given
   * @param draft is told what was changed for it
   */
  DestinationShape(
      SyncDefinition definition,
      Loader loader,
      LossGuard guard,
      Retries retries,
      WriteProtocols protocols,
      ReportDraft draft) {
    this.loader = loader;
    this.guard = guard;
    this.retries = retries;
    this.keyFields = keyFields(definition);
    this.protocols = protocols;
    this.draft = draft;
  }

  /** Before anything is read, so that a missing table is found at once. */
  void prepareEarly(Schema source, UnaryOperator<Schema> mapped) {
    if (source.size() > 0) {
      prepare(mapped.apply(source));
    }
  }

  /** What was written to another destination, or to one that was emptied since, is due again. */
  void lookForEarlierRecords(StateSession session, ProgressBook progress, ReportDraft draft) {
    List<RecordState> written = session.sample(SAMPLE);
    if (written.isEmpty()) {
      return;
    }
    if (progress.destinationChanged()) {
      draft.notice("the destination is another one than before: everything is written to it");
      progress.everythingAgain();
      return;
    }
    List<DestinationRef> refs =
        written.stream()
            .filter(state -> !progress.elsewhere(state.hashVersion()))
            .map(state -> RecordText.ref(state.ref()))
            .toList();
    if (!holdsAnyOf(refs)) {
      draft.notice(
          "the destination holds none of "
              + refs.size()
              + " records that were looked for, so it was emptied or replaced: everything is"
              + " written again");
      progress.renewDestination(draft.runId());
    }
  }

  private boolean holdsAnyOf(List<DestinationRef> refs) {
    return prepared == null
        || refs.isEmpty()
        || !(loader instanceof HoldsRecords holder)
        || !retries.ask(() -> holder.holds(refs)).isEmpty();
  }

  /** Makes the loader ready; does nothing the second time. Says how it is written to. */
  WriteProtocol prepare(Schema mapped) {
    WriteProtocol chosen = protocol;
    if (chosen == null || !mapped.equals(prepared)) {
      var target = new Target(mapped, keyFields, true);
      var altered = alterations(target);
      guard.expect(mapped, retries.ask(() -> loader.prepare(target)));
      altered.forEach(statement -> draft.notice("the destination was changed: " + statement));
      chosen = protocols.choose(mapped);
      prepared = mapped;
      protocol = chosen;
    }
    return chosen;
  }

  private List<String> alterations(Target target) {
    return loader instanceof AltersDestination alters
        ? retries.ask(() -> alters.alterations(target))
        : List.of();
  }

  /** How to ask for records of this shape what the destination holds. */
  Optional<LookUp> lookUp(Schema mapped) {
    prepare(mapped);
    return protocols.lookUp(mapped);
  }

  /** Makes the loader ready to find out about these, where no schema was known early. */
  WriteProtocol prepareFor(List<Intent> intents) {
    if (protocol != null) {
      return protocol;
    }
    Schema some =
        intents.stream()
            .flatMap(intent -> intent.values().stream())
            .findFirst()
            .map(values -> RecordText.record(values).schema())
            .orElseGet(() -> Schema.of(List.of()));
    return prepare(some);
  }

  /** The mapped fields that hold the business key; a key field may also have become a parent. */
  static List<String> keyFields(SyncDefinition definition) {
    var targets = new ArrayList<String>();
    for (String field : definition.source().key()) {
      definition.parents().stream()
          .filter(link -> link.key().equals(List.of(field)))
          .map(ParentLink::field)
          .findFirst()
          .or(() -> definition.mapping().targetsOf(field).stream().findFirst())
          .ifPresent(targets::add);
    }
    if (targets.size() < definition.source().key().size()) {
      return List.of();
    }
    targets.addAll(definition.writes().namespace().keySet());
    return targets;
  }
}
