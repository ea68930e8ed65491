package dev.syncline.testkit.simulation;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.StateStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds of one sync and its destination whatever happened, or once nothing happened. */
final class Invariants {
  private final World world;
  private final Which which;
  private final Becomes becomes;

  Invariants(World world, Which which) {
    this.world = world;
    this.which = which;
    this.becomes = new Becomes(world, which);
  }

  void requireBalance(RunReport report) {
    if (!report.ledger().balanced()) {
      throw new Violation(which + ": the books do not balance: " + report.ledger());
    }
  }

  void requireNoDuplicates(Map<Long, List<Map<String, @Nullable Object>>> after) {
    after.forEach(
        (key, rows) -> {
          if (rows.size() > 1) {
            throw new Violation(which + ": key " + key + " is there " + rows.size() + " times");
          }
        });
  }

  /** Nothing at the destination may point to what is not there. */
  void requireParents() {
    if (!world.has(Which.CHILDREN)) {
      return;
    }
    Set<Long> parents = world.target(Which.PARENTS).rows().keySet();
    world
        .target(Which.CHILDREN)
        .rows()
        .values()
        .forEach(
            entry -> {
              Object parent = entry.values().get("parent");
              if (parent != null && !parents.contains(parent)) {
                throw new Violation(
                    "the child " + entry + " points to the parent " + parent + ", which is gone");
              }
            });
  }

  /** What cannot be written because its parent is not there is kept, unless it changed since. */
  void requireWaiting(long mark) {
    Set<String> kept = keptKeys();
    SourceTable source = world.source(which);
    for (long key : source.ids()) {
      SourceRow row = source.row(key).orElseThrow();
      Long parent = row.parent();
      boolean orphan =
          row.writable() && parent != null && world.target(Which.PARENTS).ids(parent).isEmpty();
      if (orphan && !source.changedSince(key, mark) && !kept.contains("[" + key + "]")) {
        throw new Violation(
            which + ": key " + key + " has no parent yet, and neither waits nor is a dead letter");
      }
    }
  }

  private Set<String> keptKeys() {
    var keys = new HashSet<String>();
    StateStore store = world.stores().open(world.clock());
    try {
      var queries = store.queries();
      queries.pending(which.sync(), Optional.empty(), 1000).forEach(child -> keys.add(child.key()));
      queries
          .deadLetters(which.sync(), Optional.empty(), 1000)
          .forEach(letter -> letter.key().ifPresent(keys::add));
    } finally {
      store.close();
    }
    return keys;
  }

  /** Nothing disturbed the last runs, and what was refused was replayed: no excuse counts now. */
  void requireBrought() {
    var after = new Content(Map.of(), world.target(which).content());
    SourceTable source = world.source(which);
    for (long key : source.ids()) {
      Optional<Map<String, @Nullable Object>> target = source.row(key).flatMap(becomes::of);
      if (target.isPresent() && !after.after(key).equals(target)) {
        throw new Violation(
            which
                + ": key "
                + key
                + " was never brought: it is "
                + Content.told(after.after(key))
                + ", and the source holds "
                + source.row(key).orElseThrow());
      }
    }
  }
}
