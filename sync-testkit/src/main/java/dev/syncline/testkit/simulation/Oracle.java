package dev.syncline.testkit.simulation;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.WithheldDeletes;
import dev.syncline.testkit.simulation.TableExtractor.ReadingKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the destination of one sync must hold: the rules, told a second time and without an engine.
 *
 * <p>After a run that succeeded, every key has exactly one content that is right. After any other
 * run, every key is either as it was or as a successful run would have left it.
 */
final class Oracle {
  private final World world;
  private final Which which;
  private final Becomes becomes;
  private final Invariants invariants;

  /** What a write whose answer nobody heard, or a parked child, may still become. */
  private final Map<Long, Set<Optional<Map<String, @Nullable Object>>>> possible = new HashMap<>();

  /** Children that wait for their parent; they may be written before the source is read again. */
  private final Map<Long, Set<SourceRow>> parked = new HashMap<>();

  /** Keys that the destination lost in a run that did not end well. */
  private final Set<Long> ghosts = new HashSet<>();

  /** Rows whose write something happened to: a cursor may have passed them. */
  private final Map<Long, SourceRow> excused = new HashMap<>();

  private final Set<SourceRow> knownKeyless = new HashSet<>();
  private Map<Long, List<Map<String, @Nullable Object>>> before = Map.of();
  private Optional<WithheldDeletes> approval = Optional.empty();

  /** Whether the approval is certainly not used up. */
  private boolean approvalSure;

  private long mark;
  private long deletesBefore;
  private boolean clean = true;

  Oracle(World world, Which which) {
    this.world = world;
    this.which = which;
    this.becomes = new Becomes(world, which);
    this.invariants = new Invariants(world, which);
  }

  /** Whether the last run succeeded, and nothing happened to its writes. */
  boolean clean() {
    return clean;
  }

  boolean approved(WithheldDeletes withheld) {
    approval = Optional.of(withheld);
    approvalSure = true;
    return true;
  }

  /** A run begins. */
  void begin() {
    before = world.target(which).content();
    mark = world.source(which).changes();
    deletesBefore = deletes();
  }

  private long deletes() {
    return world.target(which).deletes();
  }

  /** A run is over: whether it went well has to be known of all before one is checked. */
  void note(Life life, Optional<RunReport> report) {
    clean = report.map(Oracle::succeeded).orElse(false) && life.disturbed(which).isEmpty();
  }

  /** A run is over. */
  void check(Life life, Optional<RunReport> report) {
    boolean success = report.map(Oracle::succeeded).orElse(false);
    if (!success && !life.dead() && !life.troubled()) {
      throw new Violation(which + ": a run to which nothing happened did not succeed: " + report);
    }
    report.ifPresent(invariants::requireBalance);
    var after = world.target(which).content();
    var content = new Content(before, after);
    invariants.requireNoDuplicates(after);
    Absence absence = absence(life, report, success);
    absence.requireBound(deletes() - deletesBefore);
    var keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.addAll(world.source(which).ids());
    // What went while it was read may have been parked.
    keys.addAll(world.source(which).changedKeysSince(mark));
    for (long key : keys) {
      requireAllowed(key, life, success, absence, content);
    }
    invariants.requireParents();
    if (success
        && which == Which.CHILDREN
        && life.reading(which) == ReadingKind.FULL
        && life.disturbed(which).isEmpty()
        && !life.incomplete(which)) {
      invariants.requireWaiting(mark);
    }
    remember(keys, life, success, absence, content);
  }

  static boolean succeeded(RunReport report) {
    return report.status() == RunStatus.SUCCEEDED
        || report.status() == RunStatus.SUCCEEDED_WITH_REJECTS;
  }

  /**
   * Whether a scan that is gone on with cannot know of a key: it changed since the scan began, or
   * it was in doubt, and nobody knows whether the first part has read it. The next scan decides.
   */
  private boolean behindScan(long key) {
    return world.source(which).changedSinceScan(key) || possible.containsKey(key);
  }

  private Absence absence(Life life, Optional<RunReport> report, boolean success) {
    SourceTable source = world.source(which);
    ReadingKind reading = life.reading(which);
    var sure = new HashSet<Long>();
    var maybe = new HashSet<Long>();
    var keys = new HashSet<>(before.keySet());
    keys.addAll(ghosts);
    keys.addAll(possible.keySet());
    keys.addAll(parked.keySet());
    for (long key : keys) {
      boolean loose =
          source.changedSince(key, mark) || (reading == ReadingKind.RESUMED && behindScan(key));
      if (key >= 1000 || (source.row(key).isPresent() && !loose)) {
        continue;
      }
      // Also a row that moved while it was read can be missed.
      maybe.add(key);
      // What was in doubt and is put off once more is not known to be there.
      boolean unknown = possible.containsKey(key) && life.disturbed(which).contains(key);
      if (before.containsKey(key) && !loose && !unknown) {
        sure.add(key);
      }
    }
    // A record that waits for an earlier version of itself holds the end of the scan open.
    boolean putOff =
        !life.disturbed(which).isEmpty()
            && report.map(r -> r.ledger().deferred() > 0).orElse(false);
    boolean newKeyless = source.keyless().stream().anyMatch(row -> !knownKeyless.contains(row));
    return new Absence(
        which,
        success
            && (reading == ReadingKind.FULL || reading == ReadingKind.RESUMED)
            && !life.incomplete(which),
        putOff,
        sure,
        maybe,
        world.setup().mostDeletes(),
        approval,
        approvalSure,
        reading == ReadingKind.FULL && source.isEmpty() && source.changes() == mark,
        source.isEmpty() || source.changes() != mark,
        newKeyless && source.changes() == mark && reading == ReadingKind.FULL,
        !source.keyless().isEmpty() || reading == ReadingKind.RESUMED,
        report.flatMap(RunReport::withheld));
  }

  private void requireAllowed(
      long key, Life life, boolean success, Absence absence, Content content) {
    Optional<Map<String, @Nullable Object>> now = content.after(key);
    Set<Optional<Map<String, @Nullable Object>>> allowed =
        allowed(key, life, success, absence, content);
    if (!allowed.contains(now)) {
      throw new Violation(
          which
              + ": key "
              + key
              + " is "
              + Content.told(now)
              + "\n  but may only be "
              + allowed.stream().map(Content::told).toList()
              + "\n  before the run it was "
              + Content.told(content.before(key))
              + "\n  the source holds "
              + world.source(which).row(key).map(SourceRow::toString).orElse("nothing")
              + ", the run "
              + (success ? "succeeded, reading " : "did not succeed, reading ")
              + life.reading(which));
    }
  }

  private Set<Optional<Map<String, @Nullable Object>>> allowed(
      long key, Life life, boolean success, Absence absence, Content content) {
    SourceTable source = world.source(which);
    Optional<Map<String, @Nullable Object>> earlier = content.before(key);
    Optional<SourceRow> row = source.row(key);
    boolean drifted = source.changedSince(key, mark);
    boolean stale = life.reading(which) == ReadingKind.RESUMED && behindScan(key);
    boolean excusedNow =
        life.reading(which) != ReadingKind.FULL
            && row.isPresent()
            && row.get().equals(excused.get(key));
    boolean loose =
        !success
            || drifted
            || stale
            || excusedNow
            || life.incomplete(which)
            || life.disturbed(which).contains(key);
    var allowed = new HashSet<Optional<Map<String, @Nullable Object>>>();
    if (key >= 1000) {
      return Set.of(earlier);
    }
    if (row.isEmpty()) {
      if (absence.mustGo() && !loose && !hasChildren(key)) {
        return Set.of(Optional.empty());
      }
      allowed.add(earlier);
      if (absence.mayGo() || !success) {
        allowed.add(Optional.empty());
      }
      allowed.addAll(possibleOf(key));
    } else {
      Optional<Map<String, @Nullable Object>> target = becomes.of(row.get());
      if (target.isPresent()) {
        allowed.add(target);
      }
      if (target.isEmpty() || loose) {
        allowed.add(earlier);
        allowed.addAll(possibleOf(key));
      }
      if (which == Which.CHILDREN && !world.oracle(Which.PARENTS).clean()) {
        // Its parent may be there and not be known yet; meanwhile an earlier version may come.
        allowed.add(earlier);
        allowed.addAll(possibleOf(key));
      }
    }
    SourceRow replaced = source.earlier(key);
    if (drifted && replaced != null) {
      allowed.add(becomes.of(replaced).isPresent() ? becomes.of(replaced) : earlier);
    }
    return allowed;
  }

  private Set<Optional<Map<String, @Nullable Object>>> possibleOf(long key) {
    var all = new HashSet<>(possible.getOrDefault(key, Set.of()));
    for (SourceRow row : parked.getOrDefault(key, Set.of())) {
      becomes.of(row).map(Optional::of).ifPresent(all::add);
    }
    return all;
  }

  private boolean hasChildren(long parent) {
    if (which == Which.CHILDREN || !world.has(Which.CHILDREN)) {
      return false;
    }
    if (!world.oracle(Which.CHILDREN).clean()) {
      return true;
    }
    List<Long> ids = world.target(Which.PARENTS).ids(parent);
    return world.target(Which.CHILDREN).rows().values().stream()
        .anyMatch(entry -> ids.contains(entry.values().get("parent")));
  }

  private void remember(
      Set<Long> keys, Life life, boolean success, Absence absence, Content content) {
    SourceTable source = world.source(which);
    if (success) {
      // What was refused because its answer was lost stays in doubt.
      possible.keySet().retainAll(life.disturbed(which));
    }
    for (long key : life.disturbed(which)) {
      // What was parked was sent, and its answer lost.
      if (parked.containsKey(key)) {
        Set<Optional<Map<String, @Nullable Object>>> versions = possibleOf(key);
        possible.computeIfAbsent(key, any -> new HashSet<>()).addAll(versions);
      }
    }
    if (absence.mustGo() && life.reading(which) == ReadingKind.FULL && !source.isEmpty()) {
      parked.clear();
    }
    if (absence.closed() && life.reading(which) == ReadingKind.FULL) {
      excused.clear();
    }
    for (long key : keys) {
      Optional<SourceRow> row = source.row(key);
      Optional<Map<String, @Nullable Object>> target = row.flatMap(becomes::of);
      Optional<Map<String, @Nullable Object>> now = content.after(key);
      if (!success || life.disturbed(which).contains(key)) {
        Set<Optional<Map<String, @Nullable Object>>> versions =
            possible.computeIfAbsent(key, any -> new HashSet<>());
        if (row.isEmpty() || target.isPresent()) {
          versions.add(target);
        }
        SourceRow read = source.earlier(key);
        if (source.changedSince(key, mark) && read != null && becomes.of(read).isPresent()) {
          // It was read before it changed or went.
          versions.add(becomes.of(read));
        }
        if (now.isEmpty() && content.before(key).isPresent()) {
          ghosts.add(key);
        }
      }
      SourceRow replaced = source.earlier(key);
      if (which == Which.CHILDREN && source.changedSince(key, mark) && replaced != null) {
        // It changed while it was read: what is parked may be what it was before.
        parked.computeIfAbsent(key, any -> new HashSet<>()).add(replaced);
      }
      if (row.isPresent()
          && row.get().writable()
          && (target.isEmpty() || (which == Which.CHILDREN && !now.equals(target)))) {
        parked.computeIfAbsent(key, any -> new HashSet<>()).add(row.get());
      }
      if (target.isPresent() && !now.equals(target) && life.disturbed(which).contains(key)) {
        excused.put(key, row.orElseThrow());
      } else if (now.equals(target)) {
        excused.remove(key);
      }
    }
    if (absence.closed()) {
      knownKeyless.clear();
      if (which == Which.CHILDREN || !world.setup().children() || absence.maybe().isEmpty()) {
        approval = Optional.empty();
      }
      if (!absence.withheld()) {
        // A delete whose answer was lost is due again.
        ghosts.retainAll(life.disturbed(which));
      }
    }
    // Parents that their children held back keep their approval; and a process may die after it has
    // used one up.
    boolean perhapsUsed = !success && (life.dead() || deletes() > deletesBefore);
    approvalSure &= !absence.complete() && !perhapsUsed;
    // Also a run that died may have come to the end of its scan.
    knownKeyless.addAll(source.keyless());
  }
}
