package dev.syncline.testkit.simulation;

import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.SyncListener;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.UnitOfWork;
import dev.syncline.api.transform.Transformer;
import dev.syncline.core.SyncEngine;
import dev.syncline.testkit.simulation.TableExtractor.ReadingKind;
import dev.syncline.testkit.simulation.Trouble.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One process: an engine, and the way from it to everything outside, on which things happen to it.
 */
final class Life implements AutoCloseable {
  /** A run has to succeed in spite of these. */
  private static final Set<Kind> HARMLESS =
      EnumSet.of(Kind.SLOW, Kind.RIVAL, Kind.DRIFT, Kind.INCOMPLETE);

  private final World world;
  private final SyncEngine engine;
  private final Map<Which, TableExtractor> extractors = new EnumMap<>(Which.class);
  private final Map<Which, Set<Long>> disturbed = new EnumMap<>(Which.class);
  private final Set<Which> incomplete = new HashSet<>();
  private final Set<Which> leases = new HashSet<>();
  private final Set<Kind> happened = new HashSet<>();
  private List<Armed> armed = List.of();
  private @Nullable Trouble writeTrouble;
  private @Nullable TableTransaction transaction;
  private int rivals;
  private boolean dead;

  Life(World world, StateStore store) {
    this.world = world;
    this.engine =
        SyncEngine.builder()
            .stateStore(
                Tap.on(
                    StateStore.class,
                    store,
                    (call, args, effect) -> pass(null, call, args, effect)))
            .listener(
                Tap.on(
                    SyncListener.class,
                    event -> {},
                    (call, args, effect) -> pass(null, call, args, effect)))
            .clock(world.clock())
            .waiting(world.clock()::advance)
            .random(new SplittableRandom(0))
            .sameThread()
            .build();
  }

  SyncEngine engine() {
    return engine;
  }

  boolean dead() {
    return dead;
  }

  /** What will happen to the next run. */
  void expect(List<Trouble> troubles) {
    armed = new ArrayList<>(troubles.stream().map(Armed::new).toList());
    happened.clear();
    incomplete.clear();
    disturbed.clear();
    extractors.clear();
  }

  /** Whether something happened that a run need not survive. */
  boolean troubled() {
    return happened.stream().anyMatch(kind -> !HARMLESS.contains(kind));
  }

  ReadingKind reading(Which which) {
    TableExtractor extractor = extractors.get(which);
    return extractor == null ? ReadingKind.NONE : extractor.reading();
  }

  boolean incomplete(Which which) {
    return incomplete.contains(which);
  }

  /** The keys whose writes something happened to. */
  Set<Long> disturbed(Which which) {
    return disturbed.getOrDefault(which, Set.of());
  }

  /** The syncs that this process has the lease of, as far as it knows. */
  Set<Which> leases() {
    return Set.copyOf(leases);
  }

  /** What has not happened by now does not happen any more. */
  void disarm() {
    armed = List.of();
    rivals = 0;
    writeTrouble = null;
  }

  void forgetLeases() {
    leases.clear();
  }

  SourceSpec source(Which which) {
    var spec =
        SourceSpec.local(
            () -> {
              TableExtractor extractor = world.extractor(which);
              extractors.put(which, extractor);
              return Tap.on(
                  Extractor.class,
                  extractor,
                  (call, args, effect) -> pass(which, call, args, effect));
            },
            "id");
    return world.setup().byCursor()
        ? new SourceSpec(spec.type(), spec.config().with("cursor", "updated"), spec.local())
        : spec;
  }

  Loader loader(Which which) {
    return Tap.on(
        Loader.class,
        world.loader(which, (table, batch) -> writeTrouble(which, table, batch)),
        (call, args, effect) -> pass(which, call, args, effect));
  }

  Transformer transformer(Which which, Transformer transformer) {
    return Tap.on(
        Transformer.class, transformer, (call, args, effect) -> pass(which, call, args, effect));
  }

  private @Nullable Object pass(
      @Nullable Which which, Call call, @Nullable Object[] args, Trap.Effect effect)
      throws Throwable {
    if (dead) {
      if (call.releases()) {
        return effect.take();
      }
      throw new Killed(call);
    }
    if (rivals > 0 && !lapsed() && which != null && call.name().equals("Extraction.next")) {
      rivals--;
      world.clock().advance(Duration.ofSeconds(2));
      world.requireHeld(leases);
    }
    List<Trouble> due = due(call);
    noteDisturbed(which, args, due);
    boolean suspended = false;
    for (Trouble trouble : due) {
      if (!trouble.afterwards()) {
        suspended |= trouble.kind() == Kind.SUSPEND;
        happen(trouble, which, call);
      }
    }
    if (suspended
        && call.name().equals("Loader.write")
        && !call.type().equals("JoinsTransaction")) {
      throw new RetryableException("the request's deadline has passed", null);
    }
    Object result = effect.take();
    if (result instanceof UnitOfWork unit && which != null) {
      result = joined(which, unit);
    } else if (result instanceof StateSession session && args[0] instanceof Lease lease) {
      Which of = which(lease.sync());
      result = Tap.on(StateSession.class, session, (c, a, e) -> pass(of, c, a, e));
    }
    noteLease(call, args, result);
    try {
      for (Trouble trouble : due) {
        if (trouble.afterwards()) {
          happen(trouble, which, call);
        }
      }
    } catch (RuntimeException | Error e) {
      if (result instanceof UnitOfWork unit) {
        // Nobody got it who could close it, and it may have locks.
        unit.close();
      }
      throw e;
    }
    if (which != null && due.stream().anyMatch(trouble -> trouble.kind() == Kind.INCOMPLETE)) {
      incomplete.add(which);
      return new Poll.End(false, Optional.empty(), List.of("something was left out"));
    }
    return result;
  }

  private UnitOfWork joined(Which which, UnitOfWork unit) {
    if (world.setup().destination() != DestinationKind.JOINED_TRANSACTION) {
      return unit;
    }
    transaction = new TableTransaction(unit, world.target(which));
    return transaction;
  }

  private List<Trouble> due(Call call) {
    if (armed.isEmpty()) {
      return List.of();
    }
    var due = new ArrayList<Trouble>(1);
    for (var each = armed.iterator(); each.hasNext(); ) {
      Armed next = each.next();
      if (next.meets(call)) {
        each.remove();
        due.add(next.trouble);
      }
    }
    return due;
  }

  private void noteDisturbed(@Nullable Which which, @Nullable Object[] args, List<Trouble> due) {
    if (which == null || due.isEmpty() || args.length == 0) {
      return;
    }
    Set<Long> keys = disturbed.computeIfAbsent(which, any -> new HashSet<>());
    if (args[0] instanceof ChangeBatch batch) {
      IntStream.range(0, batch.size()).forEach(i -> keys.add(TargetTable.keyOf(batch.key(i))));
    } else if (args[0] instanceof List<?> some) {
      some.forEach(
          each -> {
            if (each instanceof Key key) {
              keys.add(TargetTable.keyOf(key));
            }
          });
    }
  }

  private void noteLease(Call call, @Nullable Object[] args, @Nullable Object result) {
    if (result instanceof LeaseAnswer.Granted && args[0] instanceof LeaseRequest request) {
      leases.add(which(request.sync()));
    } else if (call.method().equals("release") && args[0] instanceof Lease lease) {
      leases.remove(which(lease.sync()));
    }
  }

  /** Whether a lease may be anybody's: a run that failed, or stands still, keeps none. */
  private boolean lapsed() {
    boolean joined = world.setup().destination() == DestinationKind.JOINED_TRANSACTION;
    return happened.stream()
        .anyMatch(kind -> !HARMLESS.contains(kind) && (joined || kind != Kind.CANCEL));
  }

  private static Which which(String sync) {
    return Which.valueOf(sync.toUpperCase(Locale.ROOT));
  }

  private void happen(Trouble trouble, @Nullable Which which, Call call) {
    happened.add(trouble.kind());
    world.coverage().add(trouble.kind().name(), call.stage());
    switch (trouble.kind()) {
      case CRASH -> {
        dead = true;
        throw new Killed(call);
      }
      case SUSPEND -> {
        TableTransaction open = transaction;
        if (open == null || !open.open()) {
          world.overtake(this);
        } else {
          // Others would wait for the locks of this transaction.
          world.clock().advance(Setup.LEASE.plusSeconds(1));
        }
      }
      case STALL -> world.clock().advance(Setup.LEASE.plusSeconds(1));
      case SLOW -> world.clock().advance(Duration.ofSeconds(4));
      case RIVAL -> {
        rivals = 7;
        world.clock().advance(Duration.ofSeconds(2));
      }
      case CANCEL -> {
        for (Which each : Which.values()) {
          engine.cancel(each.sync());
        }
      }
      case RETRYABLE -> throw new RetryableException("try again", null);
      case UNKNOWN_ERROR -> throw new IllegalStateException("nobody foresaw this");
      case PARTIAL_WRITE, PUT_OFF, IN_DOUBT, LATE -> writeTrouble = trouble;
      case DRIFT -> world.drift(which, trouble.id());
      case INCOMPLETE -> {}
    }
  }

  private Optional<List<WriteResult>> writeTrouble(
      Which which, TargetTable table, ChangeBatch batch) {
    Trouble trouble = writeTrouble;
    writeTrouble = null;
    if (trouble == null) {
      return Optional.empty();
    }
    // Not always the call that it was meant for: that one may have failed on its way here.
    noteDisturbed(which, new Object[] {batch}, List.of(trouble));
    if (trouble.kind() == Kind.PARTIAL_WRITE) {
      for (int row = 0; row < (batch.size() + 1) / 2; row++) {
        table.apply(SentChange.of(batch, row));
      }
      throw trouble.after()
          ? new RetryableException("the connection was cut", null)
          : new IllegalStateException("the connection was cut");
    }
    if (trouble.kind() == Kind.LATE) {
      if (!world.setup().orderedWrites()) {
        // Before its deadline, from which on nothing can take effect any more.
        Duration delay = TableLoader.DEADLINE.multipliedBy(trouble.id()).dividedBy(10);
        for (int row = 0; row < batch.size(); row++) {
          var sent = SentChange.of(batch, row);
          world.clock().in(delay, () -> table.apply(sent));
        }
      }
      throw new RetryableException("no answer", null);
    }
    var results = new ArrayList<WriteResult>(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      // In a transaction nothing is in doubt.
      if (trouble.kind() == Kind.PUT_OFF
          || world.setup().destination() == DestinationKind.JOINED_TRANSACTION) {
        results.add(new WriteResult.Retry("later", Optional.empty()));
      } else {
        if (row % 2 == 0) {
          table.apply(SentChange.of(batch, row));
        }
        results.add(new WriteResult.InDoubt("no answer"));
      }
    }
    return Optional.of(results);
  }

  @Override
  public void close() {
    TableTransaction open = transaction;
    if (open != null && open.open()) {
      open.close();
    }
    engine.close();
  }

  /** A trouble that waits for its call. */
  private static final class Armed {
    private final Trouble trouble;
    private int met;

    Armed(Trouble trouble) {
      this.trouble = trouble;
    }

    boolean meets(Call call) {
      boolean here = trouble.call().isEmpty() || trouble.call().equals(call.name());
      return here && allowed(call) && ++met == trouble.nth();
    }

    /** An exception of a transformer rejects a record, one of a listener is only logged. */
    private boolean allowed(Call call) {
      return switch (trouble.kind()) {
        case RETRYABLE, UNKNOWN_ERROR ->
            !call.type().equals("Transformer")
                && !call.type().equals("SyncListener")
                && !call.method().equals("close");
        case SUSPEND ->
            !call.type().equals("UnitOfWork")
                && !(trouble.after() && call.method().equals("renew"));
        default -> true;
      };
    }
  }
}
