package dev.syncline.core;

import dev.syncline.api.config.Connection;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.run.SyncListener;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.StateQueries;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.catalog.Discovery;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.discovery.Discoverer;
import dev.syncline.core.pipeline.Explainer;
import dev.syncline.core.pipeline.RunControl;
import dev.syncline.core.plan.AppliedPlan;
import dev.syncline.core.plan.Explanation;
import dev.syncline.core.plan.Plan;
import dev.syncline.core.plan.PlanFile;
import dev.syncline.core.plan.PlanOptions;
import dev.syncline.core.verify.Repair;
import dev.syncline.core.verify.Verification;
import dev.syncline.core.wiring.Components;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs syncs.
 *
 * <p><b>Lifecycle.</b> Built once by {@link #builder()}, used for many runs, closed at the end. It
 * owns its connections and its state store and closes them.
 *
 * <p><b>Threading.</b> Safe for use by several threads; different syncs may run at the same time.
 *
 * <p><b>Errors.</b> A definition that cannot run is refused with a {@link ConfigurationException};
 * a sync that somebody else runs with a {@link dev.syncline.api.error.StateConflictException}. What
 * goes wrong during a run is in its report: {@link #run} does not throw it.
 *
 * <p><b>Delivery.</b> See the guarantees in the README. A run that was interrupted in any way is
 * gone on with by the next run of the same sync.
 */
public final class SyncEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);
  private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

  private final Components components;
  private final StateStore store;
  private final RunStarter starter;
  private final Clock clock;
  private final ExecutorService threads;
  private final ActiveRuns active;
  private final Runs runs;
  private final Plans plans;
  private final Verifications verifications;
  private final Discoveries discoveries;
  private final Optional<ShutdownStop> shutdownStop;

  SyncEngine(SyncEngineBuilder builder) {
    this.active = new ActiveRuns(builder.clock);
    this.components = new Components(builder.connections, builder.clock);
    this.store = builder.openStateStore(components);
    this.clock = builder.clock;
    this.threads = Executors.newCachedThreadPool(SyncEngine::daemon);
    this.shutdownStop =
        builder.stopOnShutdown ? Optional.of(new ShutdownStop(this::close)) : Optional.empty();
    this.starter =
        new RunStarter(
            components,
            store,
            builder.clock,
            builder.sameThread ? Optional.empty() : Optional.of(threads),
            event -> tell(builder.listeners, event),
            new EnginePacing(
                builder.connections,
                builder.clock,
                builder.random,
                Optional.ofNullable(builder.waiting)));
    this.runs = new Runs(starter, active);
    this.plans = new Plans(starter, store, active);
    this.verifications = new Verifications(starter, store, active);
    this.discoveries =
        new Discoveries(
            new Discoverer(components, clock, this::acceptSchema),
            builder.sameThread ? Optional.empty() : Optional.of(threads));
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "syncline-" + THREAD_NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  private static void tell(List<SyncListener> listeners, SyncEvent event) {
    for (SyncListener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException e) {
        LOG.warn("a listener failed on {}", event, e);
      }
    }
  }

  /** A builder; only the state store has no default. */
  public static SyncEngineBuilder builder() {
    return new SyncEngineBuilder();
  }

  /**
   * Runs a sync in this thread and waits for its end.
   *
   * @throws ConfigurationException if the definition cannot run as it stands
   * @throws dev.syncline.api.error.StateConflictException if somebody else runs this sync
   */
  public RunReport run(SyncDefinition sync) {
    return runs.run(sync);
  }

  /**
   * Shows what a run would do, in this thread. The source is read and told nothing; the state store
   * is read, without the lease, so that no run is disturbed; neither they nor the destination are
   * written to, and the destination is not even asked, unless its definition lets tables be
   * changed: then the plan says how. What goes wrong is in the plan.
   *
   * @return the plan, in a scratch file that goes when it is closed
   * @throws ConfigurationException if the definition cannot run as it stands
   */
  public Plan plan(SyncDefinition sync) {
    return plans.make(sync, PlanOptions.DEFAULT);
  }

  /**
   * Shows what {@link #runAll} of these syncs would do: as {@link #plan(SyncDefinition)} does, and
   * each sees what those before it would have written, so that children find the parents that are
   * only planned.
   *
   * @return the plans in the order of the runs, each to be closed
   * @throws ConfigurationException if parents and children form a circle, or if a definition cannot
   *     run as it stands
   */
  public List<Plan> planAll(Collection<SyncDefinition> syncs) {
    return plans.makeAll(RunOrder.parentsFirst(syncs));
  }

  /**
   * Shows what a run would do, as {@link #plan(SyncDefinition)} does; the changes in a file that
   * stays, or with their earlier values as the destination has them.
   */
  public Plan plan(SyncDefinition sync, PlanOptions options) {
    return plans.make(sync, options);
  }

  /**
   * Carries out a plan and nothing else, in a run like any other. Each change is compared with what
   * source and state say now; one that is not the same any more is skipped and listed, and one that
   * the plan does not hold waits for the next run. The source is read again for that.
   *
   * @throws dev.syncline.api.error.PermanentException if the plan is not complete
   * @throws dev.syncline.api.error.StateConflictException if somebody else runs this sync
   */
  public AppliedPlan apply(Plan plan) {
    return plans.apply(plan.definition(), plan.whole(), false);
  }

  /**
   * Carries out a plan if source and state are what it saw; else nothing is written at all. The
   * source is read twice for that; what changes between the two is skipped and listed.
   *
   * @throws dev.syncline.api.error.PermanentException if the plan is not complete
   * @throws dev.syncline.api.error.StateConflictException if a change is another now or is new, or
   *     if somebody else runs this sync
   */
  public AppliedPlan applyStrictly(Plan plan) {
    return plans.apply(plan.definition(), plan.whole(), true);
  }

  /** Carries out the plan in a file, which may be of another process, as {@link #apply(Plan)}. */
  public AppliedPlan apply(SyncDefinition sync, Path file) {
    return plans.apply(sync, new PlanFile(file), false);
  }

  /**
   * Takes one record through all stages, as a run would now, and says what each does and why.
   * Writes nothing, like {@link #plan(SyncDefinition)}.
   *
   * @param key the business key as the source gives it: {@code Key.of(7L)} for an integer
   * @throws ConfigurationException if the definition cannot run as it stands
   */
  public Explanation explain(SyncDefinition sync, Key key) {
    return plans.explain(sync, new Explainer(sync, key));
  }

  /**
   * The same for the record of a dead letter, as it was fetched: also where it has no key, or the
   * source cannot be asked for single records.
   */
  public Explanation explain(SyncDefinition sync, DeadLetter letter) {
    return plans.explain(sync, new Explainer(sync, letter));
  }

  /**
   * Accepts the source's schema as it is now, once: what changed since the last run is no drift for
   * the next one, whatever {@code schemaDrift} says. Of a source that knows its fields only by
   * reading them, what is remembered is forgotten, and the next run remembers anew.
   *
   * @return what was accepted
   * @throws ConfigurationException if the source cannot be made
   * @throws dev.syncline.api.error.StateConflictException if somebody runs this sync
   */
  public List<SchemaChange> acceptSchema(SyncDefinition sync) {
    return new SchemaAcceptance(store, starter).accept(sync);
  }

  /**
   * Asks a source that describes itself what it holds, and makes a sync of every entity. Compares
   * with what it said before, makes and changes what the records go into where the destination's
   * definition lets it, and remembers. What goes wrong at the source is in the answer, with the
   * definitions that are remembered.
   *
   * @throws ConfigurationException if a definition cannot be made as it stands
   * @throws dev.syncline.api.error.PermanentException if what is remembered cannot be read
   */
  public Discovery discover(CatalogDefinition catalog) {
    return discoveries.one().discover(catalog, false);
  }

  /**
   * Asks several at once. They do not matter to each other: also what {@link #discover} would throw
   * is in the answer of the one.
   *
   * @return the answers in the order of the catalogs
   */
  public List<Discovery> discoverAll(Collection<CatalogDefinition> catalogs) {
    return discoveries.all(catalogs);
  }

  /** Asks, and accepts once all changes that would hold an entity back. */
  public Discovery acceptCatalog(CatalogDefinition catalog) {
    return discoveries.one().discover(catalog, true);
  }

  /** What is remembered of a catalog; nobody is asked. */
  public Discovery discovered(CatalogDefinition catalog) {
    return discoveries.one().recall(catalog);
  }

  /**
   * Tells the engine what the destination holds already and which records of the source it belongs
   * to, such as the id map of the system that was in use before: the next run updates these records
   * instead of creating them. They count as adopted: deletes leave them alone unless the definition
   * says {@code ownAdopted}. Records that the engine knows stay as they are, and nothing is read or
   * written but the state store. The fields of the source are asked for.
   *
   * @param records taken in chunks, so that there may be any number
   * @throws ConfigurationException if the source cannot be made
   * @throws dev.syncline.api.error.StateConflictException if somebody runs this sync
   */
  public Adoption adopt(SyncDefinition sync, Iterator<KnownRecord> records) {
    return new Adopting(store, starter, sync).adopt(records);
  }

  /**
   * Lets the next run read everything and send every record once more: what was written is
   * forgotten, where it was written is not, so that nothing is created twice. In-doubt writes, dead
   * letters and pending children stay.
   *
   * @return how many records will be sent once more, if the source still has them
   * @throws dev.syncline.api.error.StateConflictException if somebody runs this sync
   */
  public long reset(SyncDefinition sync) {
    return new Forgetting(store, starter).forget(sync.name());
  }

  /**
   * Asks source, destination and state store whether a run could do its work now. Writes nothing
   * and does not throw what they answer.
   *
   * @throws ConfigurationException if one of them cannot be made
   */
  public SyncChecks check(SyncDefinition sync) {
    try (Extractor extractor = components.extractor(sync.name(), sync.source());
        Loader loader = components.loader(sync.name(), sync.destination())) {
      return new SyncChecks(extractor.check(), loader.check(), store.check());
    }
  }

  /**
   * A connection of this engine, for those who ask the same system beside the runs: its limits and
   * its credentials are theirs, too. Opened if it is not yet; the engine closes it.
   *
   * @throws ConfigurationException if there is none of this name, or it cannot be opened
   */
  public Connection connection(String name) {
    return components.connection(name);
  }

  /**
   * Compares source, record states and destination, in this thread. The source is read from its
   * beginning, as a run would read it, and told nothing; nothing is written anywhere.
   *
   * @return what was found, in a scratch file that goes when it is closed
   * @throws ConfigurationException if the definition cannot run as it stands
   * @throws dev.syncline.api.error.PermanentException if the destination cannot be read back
   */
  public Verification verify(SyncDefinition sync) {
    return verifications.verify(sync, Optional.empty());
  }

  /** Compares, as {@link #verify(SyncDefinition)} does, and leaves what it finds in a file. */
  public Verification verify(SyncDefinition sync, Path file) {
    return verifications.verify(sync, Optional.of(file));
  }

  /**
   * Sends what a verification found to be wrong, and nothing else, in a run like any other. What is
   * not the same any more is skipped; further rows of one record are not touched; deletes are up to
   * the delete guard.
   *
   * @throws dev.syncline.api.error.PermanentException if nothing was compared
   * @throws dev.syncline.api.error.StateConflictException if somebody else runs this sync
   */
  public Repair repair(SyncDefinition sync, Verification found) {
    return verifications.repair(sync, found);
  }

  /** Runs dead letters through the stages. */
  RunReport replay(SyncDefinition sync, LetterSelection letters) {
    return runs.replay(sync, letters);
  }

  /** Starts a run in another thread; errors at the start are those of the handle's report. */
  public RunHandle start(SyncDefinition sync) {
    RunControl control = active.begin(sync.name());
    return new RunHandle(
        control, CompletableFuture.supplyAsync(() -> runs.run(sync, control), threads));
  }

  /**
   * Runs several syncs, parents before their children; then links what was written without its
   * parent; then deletes, children before their parents.
   *
   * @return the reports in the order of the runs; without those that had not begun when the engine
   *     was closed
   * @throws ConfigurationException if parents and children form a circle, or if a definition cannot
   *     run as it stands
   */
  public List<RunReport> runAll(Collection<SyncDefinition> syncs) {
    return runs.runAll(RunOrder.parentsFirst(syncs));
  }

  /**
   * Asks the run of a sync in this engine to stop at the next safe place. Returns at once; the run
   * stops as soon as {@link #close} would have it stop.
   *
   * @return whether there is one
   */
  public boolean cancel(String sync) {
    return active.cancel(sync);
  }

  /**
   * Approves the deletes that the guard withheld in a scan of a sync. The next complete scan
   * carries them out, up to the number withheld.
   *
   * @return whether such deletes are withheld
   */
  public boolean approveDeletes(String sync, long scan) {
    return store.approveDeletes(sync, scan);
  }

  /** The dead letters of a sync: to look at, replay, edit and discard. */
  public DeadLetterBox deadLetters(String sync) {
    return new DeadLetterBox(this, store, starter, clock, sync);
  }

  /** What the state store knows: runs, dead letters, pending children; secret values are masked. */
  public StateQueries state() {
    return new MaskedQueries(store.queries());
  }

  /**
   * Asks all runs to stop at the next safe place, waits for them and releases everything. A second
   * call waits, too, and does nothing else.
   *
   * <p>A run that is to stop reads nothing more, sends what it has read, and commits. That takes no
   * longer than one poll of its source, one request deadline of its loader (what is not sent by
   * then is left to the next run) and the call of the loader that is under way then. Waits end at
   * once. A poll that blocks is cancelled after a second where the extractor can do that ({@link
   * dev.syncline.api.source.CancelsReading}); not with {@link SyncEngineBuilder#sameThread}, where
   * nobody is there to do it.
   */
  @Override
  public void close() {
    active.close();
    shutdownStop.ifPresent(ShutdownStop::remove);
    threads.shutdown();
    store.close();
    components.close();
  }
}
