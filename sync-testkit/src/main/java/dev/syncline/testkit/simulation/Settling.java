package dev.syncline.testkit.simulation;

import static dev.syncline.testkit.simulation.TableExtractor.ReadingKind.RESUMED;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.SyncEngine;
import java.time.Duration;
import java.util.List;

/** The end of a history: nothing happens any more. */
final class Settling {
  private final World world;

  Settling(World world) {
    this.world = world;
  }

  /**
   * First as in any other hour: by its cursor alone, a sync has to bring what is due, or to have a
   * dead letter of it. Then a complete scan, and then nothing is left to do.
   */
  void settle() {
    bringWhatIsDue();
    compareAll();
    requireNothingMore();
    world.syncs().forEach(this::requireClosed);
  }

  private void bringWhatIsDue() {
    world.end();
    world.clock().advance(Setup.LEASE.plus(TableLoader.DEADLINE.multipliedBy(2)));
    world.run(world.syncs(), List.of());
    for (Which which : world.syncs()) {
      Life life = world.life();
      SyncEngine engine = life.engine();
      life.expect(List.of());
      engine.deadLetters(which.sync()).replay(world.definition(life, which), LetterSelection.all());
    }
    world.run(world.syncs(), List.of());
    world.syncs().forEach(which -> new Invariants(world, which).requireBrought());
  }

  private void compareAll() {
    world.end();
    world.clock().advance(Duration.ofDays(2));
    for (int i = 0; i < 4; i++) {
      world.run(world.syncs(), List.of());
      // What changed behind a scan that was gone on with is seen by the next run.
      boolean again =
          world.syncs().stream().anyMatch(which -> world.life().reading(which) == RESUMED);
      for (Which which : world.syncs()) {
        again |= world.approve(which);
      }
      if (!again) {
        break;
      }
      world.clock().advance(Duration.ofDays(2));
    }
  }

  private void requireNothingMore() {
    long before = writes();
    world.run(world.syncs(), List.of());
    long after = writes();
    if (after != before) {
      throw new Violation(
          "a run over unchanged data wrote " + (after - before) + " records: not idempotent");
    }
    world.end();
  }

  private long writes() {
    return world.syncs().stream().mapToLong(which -> world.target(which).writes()).sum();
  }

  private void requireClosed(Which which) {
    StateStore store = world.stores().open(world.clock());
    try {
      for (RunReport run : store.queries().runs(which.sync(), 1000)) {
        if (run.status() == RunStatus.RUNNING) {
          throw new Violation(which + ": run " + run + " was never closed");
        }
      }
      // A parent that is gone stays a candidate as long as it has children.
      boolean childless = which == Which.CHILDREN || !world.setup().children();
      if (childless && store.queries().state(which.sync()).progress().withheld().isPresent()) {
        throw new Violation(which + ": deletes are withheld although everything was approved");
      }
      LeaseAnswer answer =
          store.acquire(LeaseRequest.of(which.sync(), "the simulation", Duration.ofDays(1)));
      if (!(answer instanceof LeaseAnswer.Granted granted)) {
        throw new Violation(which + ": a run that ended kept its lease: " + answer);
      }
      try (StateSession session = store.open(granted.lease())) {
        if (!session.intents().isEmpty()) {
          throw new Violation(which + ": intents are open: " + session.intents());
        }
      }
      store.release(granted.lease());
    } finally {
      store.close();
    }
  }
}
