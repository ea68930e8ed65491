package dev.syncline.core;

import dev.syncline.api.destination.Loader;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.SyncListener;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.transform.Transformer;
import dev.syncline.api.validate.Validator;
import dev.syncline.core.comparison.DestinationReader;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.lookup.LookupTables;
import dev.syncline.core.pipeline.ChangeWatch;
import dev.syncline.core.pipeline.DestinationPatience;
import dev.syncline.core.pipeline.Rehearsal;
import dev.syncline.core.pipeline.RunControl;
import dev.syncline.core.pipeline.RunParts;
import dev.syncline.core.pipeline.SyncRun;
import dev.syncline.core.rehearsal.RehearsedStore;
import dev.syncline.core.wiring.Components;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes the components of a run and gets its lease. */
final class RunStarter {
  private final Components components;
  private final StateStore store;
  private final Clock clock;
  private final Optional<Executor> executor;
  private final SyncListener listener;
  private final EnginePacing pacing;
  private final ProcessIdentity process = new ProcessIdentity();
  private final String engine = UUID.randomUUID().toString();

  RunStarter(
      Components components,
      StateStore store,
      Clock clock,
      Optional<Executor> executor,
      SyncListener listener,
      EnginePacing pacing) {
    this.components = components;
    this.store = store;
    this.clock = clock;
    this.executor = executor;
    this.listener = listener;
    this.pacing = pacing;
  }

  SyncRun start(SyncDefinition sync, RunControl control, Runnable heartbeat) {
    return start(sync, control, heartbeat, ChangeWatch.ordinary());
  }

  SyncRun start(SyncDefinition sync, RunControl control, Runnable heartbeat, ChangeWatch watch) {
    return make(
        sync,
        (made, ttl) -> {
          Lease lease = lease(sync.name(), ttl);
          made.add(() -> store.release(lease));
          return lease;
        },
        control,
        heartbeat,
        watch,
        SyncRun::new);
  }

  /** Without a lease: it writes nothing. */
  Rehearsal rehearse(
      SyncDefinition sync,
      RunControl control,
      ChangeWatch watch,
      Function<RunParts, Rehearsal> how) {
    return make(
        sync, (made, ttl) -> RehearsedStore.lease(sync.name()), control, () -> {}, watch, how);
  }

  /**
   * A loader of its own for whoever reads the destination; to be closed. It asks again as a run
   * does.
   *
   * @throws PermanentException if the destination cannot be read back
   */
  DestinationReader reader(SyncDefinition sync, RunControl control) {
    Loader loader = components.loader(sync.name(), sync.destination());
    Duration deadline = loader.traits().requestDeadline();
    return DestinationReader.of(
        sync.name(),
        loader,
        DestinationPatience.of(sync, control, clock, pacing.of(sync), deadline));
  }

  /** Whether the source of a sync can be asked for single records. */
  boolean readsByKey(SyncDefinition sync) {
    try (Extractor extractor = components.extractor(sync.name(), sync.source())) {
      return extractor instanceof ReadsByKey;
    }
  }

  private <T> T make(
      SyncDefinition sync,
      BiFunction<List<AutoCloseable>, Duration, Lease> right,
      RunControl control,
      Runnable heartbeat,
      ChangeWatch watch,
      Function<RunParts, T> use) {
    List<AutoCloseable> made = new ArrayList<>();
    try {
      Extractor extractor = components.extractor(sync.name(), sync.source());
      made.add(extractor);
      Loader loader = components.loader(sync.name(), sync.destination());
      made.add(loader);
      List<Transformer> transformers =
          sync.transforms().stream()
              .map(spec -> components.transformer(sync.name(), spec))
              .toList();
      List<Validator> validators =
          sync.validation().custom().stream()
              .map(custom -> components.validator(sync.name(), custom))
              .toList();
      Duration ttl =
          RunParts.leaseTtl(sync.settings().leaseTtl(), loader.traits().requestDeadline());
      Lease lease = right.apply(made, ttl);
      return use.apply(
          new RunParts(
              sync,
              UUID.randomUUID().toString(),
              extractor,
              loader,
              transformers,
              validators,
              LookupTables.of(
                  sync.mapping().lookups(),
                  source -> components.extractor(sync.name(), source),
                  store.queries()),
              store,
              lease,
              ttl,
              clock,
              executor,
              listener,
              control,
              heartbeat,
              pacing.of(sync),
              watch));
    } catch (RuntimeException e) {
      giveBack(made, e);
      throw e;
    }
  }

  private static void giveBack(List<AutoCloseable> made, RuntimeException cause) {
    for (AutoCloseable resource : made) {
      try {
        resource.close();
      } catch (Exception e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** The fields of a sync's source as it tells them now; none if it knows them only by reading. */
  Schema describe(SyncDefinition sync) {
    try (Extractor extractor = components.extractor(sync.name(), sync.source())) {
      return extractor.describe();
    }
  }

  /**
   * The lease of a sync.
   *
   * @throws StateConflictException if somebody else runs it
   */
  Lease lease(String sync, Duration ttl) {
    LeaseRequest request = LeaseRequest.of(sync, process.owner(engine), ttl);
    LeaseAnswer answer = store.acquire(request);
    if (answer instanceof LeaseAnswer.Held held && process.provedDead(held.current().owner())) {
      answer = store.acquire(request.replacing(held.current().token()));
    }
    if (answer instanceof LeaseAnswer.Granted granted) {
      return granted.lease();
    }
    Lease current = ((LeaseAnswer.Held) answer).current();
    throw new StateConflictException(
        "sync '"
            + sync
            + "' is being run by "
            + current.owner()
            + "; its lease ends at "
            + current.expiresAt()
            + " unless renewed");
  }
}
