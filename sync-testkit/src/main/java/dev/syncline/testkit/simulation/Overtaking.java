package dev.syncline.testkit.simulation;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.StateStore;
import dev.syncline.api.state.SyncState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a second process left, while a first one stood still and lost its leases: the first one may
 * not change it any more.
 *
 * @param syncs those whose lease was lost
 * @param left what the second process left of each
 */
record Overtaking(Set<Which> syncs, Map<Which, Left> left) {

  /** The state and the destination of a sync, as far as they can be compared. */
  record Left(String progress, List<RunReport> runs, String content) {}

  static Overtaking of(World world, Set<Which> syncs) {
    var left = new EnumMap<Which, Left>(Which.class);
    syncs.forEach(which -> left.put(which, left(world, which)));
    return new Overtaking(syncs, left);
  }

  private static Left left(World world, Which which) {
    StateStore store = world.stores().open(world.clock());
    try {
      return new Left(
          told(store.queries().state(which.sync())),
          store.queries().runs(which.sync(), 1000),
          world.target(which).content().toString());
    } finally {
      store.close();
    }
  }

  /** Without the bits of an open scan, which compare by identity. */
  private static String told(SyncState state) {
    var progress = state.progress();
    return progress.cursor()
        + " "
        + progress.completeScan().map(scan -> scan.scan() + " " + scan.finishedAt())
        + " next scan "
        + progress.nextScan()
        + " next ordinal "
        + progress.nextOrdinal()
        + " commits "
        + progress.commits()
        + " records "
        + state.records()
        + " pending "
        + state.pending()
        + " letters "
        + state.deadLetters()
        + " withheld "
        + progress.withheld();
  }

  void check(World world, Which which) {
    Left now = left(world, which);
    Left then = left.get(which);
    if (!now.equals(then)) {
      throw new Violation(
          which
              + ": a process that had lost its lease changed what its successor left\n  from "
              + then
              + "\n  to   "
              + now);
    }
  }
}
