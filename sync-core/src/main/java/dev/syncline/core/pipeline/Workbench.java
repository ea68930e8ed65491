package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.run.RunMetrics;
import dev.syncline.api.source.ReadMetrics;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.SyncProgress.HashVersion;
import dev.syncline.api.state.SyncState;
import dev.syncline.api.transform.TransformContext;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that a run works with, put together. */
final class Workbench {
  final RunParts parts;
  final SyncDefinition definition;
  final StateSession session;
  final SyncState stored;
  final ReportDraft draft;
  final ProgressBook progress;
  final CheckpointBook book;
  final InFlight inFlight = new InFlight();
  final HeldDeletes heldDeletes;
  final FetchStage fetch;
  final SourceReader reader;

  /** For single records of the source, read in the loading thread. */
  final Optional<ReadsByKey> byKey;

  final Retries sending;
  final RowStages rowStages;
  final SchemaContract contract;
  final LossGuard guard;
  final DestinationShape destination;
  final IngestStage ingest;
  final Admission admission;
  final Pulse pulse;
  final Conveyor conveyor;

  Workbench(RunParts parts, Instant start) {
    this.parts = parts;
    this.definition = parts.definition();
    definition.settings().deadline().ifPresent(time -> parts.control().endAt(start.plus(time)));
    this.draft = new ReportDraft(definition.name(), parts.runId(), start, parts.listener());
    this.session = parts.store().open(parts.lease());
    this.stored = load(session);
    this.progress = new ProgressBook(definition, stored.progress());
    this.heldDeletes = new HeldDeletes(ScanConclusion.mostFlagged(definition, stored));
    var transaction = new SharedTransaction(session);
    this.book =
        new CheckpointBook(
            session,
            transaction,
            progress,
            draft,
            inFlight,
            definition.parents().stream().anyMatch(link -> link.sync().equals(definition.name())));
    this.pulse =
        new Pulse(
            parts,
            transaction,
            new LeaseKeeper(
                session,
                parts.clock(),
                parts.leaseTtl(),
                parts.loader().traits().requestDeadline()),
            new CheckpointPace(definition.settings(), definition.errorBudget(), parts.clock()),
            book);
    this.fetch = new FetchStage(definition, new Identity());
    // A reading thread of its own waits while the loading thread keeps the lease.
    Retries reading =
        Retries.fromSource(parts, parts.executor().isPresent() ? () -> {} : pulse::keepLeases);
    this.reader =
        new SourceReader(
            parts.extractor(),
            fetch,
            reading,
            parts.control(),
            parts.clock(),
            definition.delta().fullScanFallback());
    this.byKey = RetriedReads.of(parts.extractor(), Retries.fromSource(parts, pulse::keepLeases));
    this.rowStages =
        RowStages.of(
            definition,
            parts.transformers(),
            parts.validators(),
            parts.lookups().readBy(Retries.ofLookups(parts)::run),
            new TransformContext(definition.name(), parts.runId(), start));
    this.contract =
        new SchemaContract(definition, stored.progress().source(), rowStages::mapped, draft);
    this.guard = new LossGuard(definition);
    this.sending = Retries.toDestination(parts, pulse::keepLeases);
    this.destination =
        new DestinationShape(
            definition,
            parts.loader(),
            guard,
            sending,
            new WriteProtocols(
                parts, session, transaction, sending, progress.earlierScan().isEmpty()),
            draft);
    this.ingest =
        new IngestStage(
            definition.name(),
            parts.runId(),
            parts.loader(),
            sending,
            parts.control(),
            new SoftDeletes(definition.deletes().mark()),
            new Secrets(definition.secretFields(), definition.mapping()),
            raw -> rowStages.mapped(contract.shape(raw)),
            destination::prepare,
            guard,
            pulse::beforeSend,
            definition.writes().insertNew());
    this.admission =
        new Admission(
            definition.writes(), this::others, session, destination::lookUp, parts.watch().real());
    this.conveyor =
        parts.executor().isPresent()
            ? new ThreadedConveyor(
                parts.executor().get(),
                definition.settings().queueCapacity(),
                new Gathering(
                    parts.loader().traits().maxBatch(), definition.settings(), parts.clock()))
            : new SingleThreadConveyor();
    draft.measuredBy(this::metrics);
    draft.pausedBy(parts.control()::pause);
    if (parts.watch().real()) {
      book.acknowledgeWith(reader::acknowledge);
    }
  }

  /** The other syncs of the store whose records this one could overwrite. */
  private List<String> others() {
    // Of a destination made in code, nobody knows which one it is.
    if (!definition.writes().insertNew()
        || definition.destination().local().isPresent()
        || definition.accepted().contains(Risk.SHARED_ROWS)) {
      return List.of();
    }
    String destination = ProgressBook.destination(definition);
    return parts.store().queries().syncs().stream()
        .filter(other -> !other.equals(definition.name()))
        .filter(other -> writesTo(other, destination))
        .toList();
  }

  private boolean writesTo(String other, String destination) {
    List<HashVersion> versions = parts.store().queries().state(other).progress().hashVersions();
    return !versions.isEmpty()
        && versions.get(versions.size() - 1).destination().startsWith(destination);
  }

  private static SyncState load(StateSession session) {
    try {
      return session.load();
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private RunMetrics metrics() {
    ReadMetrics read = reader.metrics();
    return new RunMetrics(
        ingest.repeated(), read.bytesRead(), read.requests() + ingest.batches(), conveyor.peak());
  }

  boolean stopped() {
    return parts.control().stopped();
  }

  /** Commits what was booked; the run goes on. */
  void commit() {
    StageFailure.in(Stage.TRACK, book::commit);
  }
}
