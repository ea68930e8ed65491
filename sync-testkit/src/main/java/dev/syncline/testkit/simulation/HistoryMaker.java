package dev.syncline.testkit.simulation;

import dev.syncline.core.definition.DeltaStrategy;
import dev.syncline.testkit.simulation.Trouble.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a history from a seed: the same seed, the same history. */
final class HistoryMaker {
  private static final int KEYS = 9;

  private static final List<DeltaStrategy> DELTAS =
      List.of(
          DeltaStrategy.HASH, DeltaStrategy.FULL, DeltaStrategy.TIMESTAMP, DeltaStrategy.TIMESTAMP);

  /** Where something can go wrong; the empty one is any call. */
  private static final List<String> CALLS =
      List.of(
          "",
          "",
          "",
          "Extractor.open",
          "Extraction.next",
          "Extraction.next",
          "ReadsByKey.read",
          "Transformer.apply",
          "StateSession.find",
          "StateSession.parents",
          "StateSession.pending",
          "Loader.write",
          "Loader.write",
          "Loader.write",
          "LooksUp.lookup",
          "StateSession.journal",
          "StateSession.commit",
          "StateSession.commit",
          "UnitOfWork.commit",
          "StateSession.load",
          "StateSession.scan",
          "StateSession.renew",
          "StateStore.acquire",
          "StateStore.release",
          "SyncListener.on");

  private static final List<Kind> KINDS =
      List.of(
          Kind.CRASH,
          Kind.CRASH,
          Kind.CRASH,
          Kind.CRASH,
          Kind.SUSPEND,
          Kind.SUSPEND,
          Kind.STALL,
          Kind.SLOW,
          Kind.RIVAL,
          Kind.CANCEL,
          Kind.RETRYABLE,
          Kind.RETRYABLE,
          Kind.UNKNOWN_ERROR,
          Kind.PARTIAL_WRITE,
          Kind.LATE,
          Kind.PUT_OFF,
          Kind.IN_DOUBT,
          Kind.DRIFT,
          Kind.INCOMPLETE);

  private final SplittableRandom random;
  private final Setup setup;
  private int version;

  private HistoryMaker(SplittableRandom random, List<DestinationKind> destinations) {
    this.random = random;
    DeltaStrategy delta = one(DELTAS);
    boolean children = delta != DeltaStrategy.TIMESTAMP && random.nextInt(3) == 0;
    boolean snapshot = random.nextInt(4) > 0;
    DestinationKind destination = one(destinations);
    this.setup =
        new Setup(
            destination,
            destination == DestinationKind.JOINED_TRANSACTION || random.nextBoolean(),
            random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(2),
            delta,
            children,
            delta == DeltaStrategy.TIMESTAMP && random.nextBoolean() ? Duration.ZERO : Setup.MINUTE,
            snapshot,
            random.nextInt(3) == 0,
            delta == DeltaStrategy.TIMESTAMP && random.nextBoolean(),
            random.nextBoolean(),
            // Who sees no state of the source has to ask before it deletes.
            !snapshot || random.nextBoolean(),
            1 + random.nextInt(6),
            1 + random.nextInt(5),
            1 + random.nextInt(12),
            1 + random.nextInt(5),
            random.nextInt(3));
  }

  static History make(long seed, List<DestinationKind> destinations) {
    var maker = new HistoryMaker(new SplittableRandom(seed), destinations);
    return new History(seed, maker.setup, maker.steps());
  }

  private List<Step> steps() {
    var steps = new ArrayList<Step>();
    int length = 20 + random.nextInt(16);
    for (int i = 0; i < 3 + random.nextInt(4); i++) {
      steps.add(put());
    }
    while (steps.size() < length) {
      steps.add(random.nextInt(100) < 36 ? run() : change());
    }
    return steps;
  }

  private Step change() {
    Which table = table();
    long id = id();
    int dice = random.nextInt(100);
    if (dice < 42) {
      return put();
    } else if (dice < 50) {
      if (!setup.overlapping()) {
        return put();
      }
      return new Step.Late(table, id, ++version, id(), random.nextInt(55));
    } else if (dice < 62) {
      return new Step.Revert(table, id);
    } else if (dice < 78) {
      return new Step.Remove(table, id);
    } else if (dice < 80) {
      return new Step.RemoveAll(table);
    } else if (dice < 88) {
      return new Step.Soil(table, id, one(List.of(Dirt.values())));
    } else if (dice < 91) {
      return new Step.Keyless(table, random.nextInt(1000));
    } else if (dice < 95) {
      return new Step.Wait(random.nextInt(8) == 0 ? 100_000 : 1 + random.nextInt(90));
    }
    return new Step.Approve(table);
  }

  private Step put() {
    return new Step.Put(table(), id(), ++version, id());
  }

  private Step run() {
    List<Which> syncs =
        !setup.children()
            ? List.of(Which.PARENTS)
            : one(
                List.of(
                    List.of(Which.PARENTS, Which.CHILDREN),
                    List.of(Which.PARENTS, Which.CHILDREN),
                    List.of(Which.PARENTS),
                    List.of(Which.CHILDREN)));
    var troubles = new ArrayList<Trouble>();
    int dice = random.nextInt(10);
    for (int i = 0; i < (dice < 3 ? 0 : dice < 8 ? 1 : 2); i++) {
      troubles.add(trouble());
    }
    if (dice == 0) {
      // A stop while a batch waits for its next try.
      int nth = 1 + random.nextInt(4);
      troubles.add(new Trouble(Kind.CANCEL, "Loader.write", nth, false, 0));
      troubles.add(new Trouble(Kind.RETRYABLE, "Loader.write", nth, false, 0));
    }
    if (dice == 1) {
      // An answer is lost, and the next try is put off.
      int nth = 1 + random.nextInt(3);
      Kind kind = random.nextBoolean() ? Kind.PARTIAL_WRITE : Kind.RETRYABLE;
      troubles.add(new Trouble(kind, "Loader.write", nth, true, 0));
      troubles.add(new Trouble(Kind.PUT_OFF, "Loader.write", nth + 1, false, 0));
    }
    if (dice == 2) {
      // The journal takes long, and then an answer is lost.
      int nth = 1 + random.nextInt(3);
      troubles.add(new Trouble(Kind.SLOW, "StateSession.journal", nth, random.nextBoolean(), 0));
      troubles.add(new Trouble(Kind.PARTIAL_WRITE, "Loader.write", nth, true, 0));
    }
    return new Step.Run(syncs, troubles);
  }

  private Trouble trouble() {
    Kind kind = one(KINDS);
    String call =
        switch (kind) {
          case PARTIAL_WRITE, PUT_OFF, IN_DOUBT, LATE -> "Loader.write";
          case DRIFT, INCOMPLETE, RIVAL -> "Extraction.next";
          // The dangerous moment: written down, and not sent yet.
          case SUSPEND -> random.nextBoolean() ? "StateSession.journal" : one(CALLS);
          default -> one(CALLS);
        };
    int nth = call.isEmpty() ? 1 + random.nextInt(60) : 1 + random.nextInt(4);
    return new Trouble(kind, call, nth, random.nextBoolean(), id());
  }

  private Which table() {
    return setup.children() && random.nextBoolean() ? Which.CHILDREN : Which.PARENTS;
  }

  private long id() {
    return 1 + random.nextInt(KEYS);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
