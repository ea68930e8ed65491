package dev.syncline.core.pipeline;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.run.WithheldDeletes;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.api.state.SyncProgress.CompleteScan;
import dev.syncline.api.state.SyncProgress.CursorMark;
import dev.syncline.api.state.SyncProgress.HashVersion;
import dev.syncline.api.state.SyncProgress.KnownSource;
import dev.syncline.api.state.SyncProgress.OpenScan;
import dev.syncline.api.state.SyncProgress.ParentSync;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.CanonicalWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far the sync has come, kept up to date while the run goes on. Belongs to the loading thread.
 */
final class ProgressBook {
  /** Settings of a destination that say how it is written, not which one it is. */
  private static final List<String> HOW_NOT_WHERE = List.of("batchSize", "create", "timeout");

  private List<ParentSync> parents;
  private List<HashVersion> hashVersions;
  private final List<HashVersion> before;
  private final boolean destinationChanged;
  private final boolean mappingChanged;
  private final Duration overlap;
  private final Optional<CompleteScan> earlierScan;
  private Optional<Cursor> cursor;
  private List<CursorMark> cursorHistory;
  private Optional<OpenScan> openScan;
  private Optional<CompleteScan> completeScan;
  private Optional<WithheldDeletes> withheld;
  private Optional<KnownSource> source;
  private long nextScan;
  private long nextOrdinal;
  private long commits;
  private long renewals;
  private volatile long scanStart = Long.MAX_VALUE;
  private @Nullable ScanPlan scanning;
  private boolean boundIsOld;
  private Supplier<Instant> boundTakenAt = () -> Instant.EPOCH;

  ProgressBook(SyncDefinition definition, SyncProgress stored) {
    this.parents = parents(definition.parents(), stored.parents());
    this.hashVersions = versions(definition, stored.hashVersions());
    this.overlap = definition.delta().overlap();
    this.earlierScan = stored.completeScan();
    this.cursor = stored.cursor();
    this.cursorHistory = stored.cursorHistory();
    this.openScan = stored.openScan();
    this.completeScan = stored.completeScan();
    this.withheld = stored.withheld();
    this.source = stored.source();
    this.nextScan = stored.nextScan();
    this.nextOrdinal = stored.nextOrdinal();
    this.before = stored.hashVersions();
    this.destinationChanged =
        !before.isEmpty()
            && !before.get(before.size() - 1).destination().equals(currentVersion().destination());
    this.mappingChanged =
        !before.isEmpty()
            && !before.get(before.size() - 1).mapping().equals(currentVersion().mapping());
    this.commits = stored.commits();
    this.renewals = stored.renewals();
  }

  private static List<ParentSync> parents(List<ParentLink> links, List<ParentSync> stored) {
    var parents = new ArrayList<ParentSync>(links.size());
    for (int i = 0; i < links.size(); i++) {
      String sync = links.get(i).sync();
      boolean known = i < stored.size() && stored.get(i).sync().equals(sync);
      parents.add(
          new ParentSync(sync, !links.get(i).deferred(), known ? stored.get(i).renewals() : 0));
    }
    return List.copyOf(parents);
  }

  private static List<HashVersion> versions(SyncDefinition definition, List<HashVersion> stored) {
    String mapping =
        Fingerprint.of(
            definition.normalization(),
            definition.mapping(),
            definition.transforms(),
            definition.parents());
    String destination = destination(definition);
    if (stored.isEmpty()) {
      return List.of(version(definition, 1, mapping, destination));
    }
    HashVersion newest = stored.get(stored.size() - 1);
    // A destination that was emptied once bears a mark behind its fingerprint, and keeps it.
    String known =
        newest.destination().startsWith(destination) ? newest.destination() : destination;
    HashVersion current = version(definition, newest.number(), mapping, known);
    return newest.equals(current)
        ? stored
        : appended(stored, version(definition, newest.number() + 1, mapping, known));
  }

  private static HashVersion version(
      SyncDefinition definition, int number, String mapping, String destination) {
    String algorithm = HashRecipe.of(definition.delta()).text();
    return new HashVersion(number, CanonicalWriter.FORM, algorithm, mapping, destination);
  }

  private static List<HashVersion> appended(List<HashVersion> versions, HashVersion version) {
    var longer = new ArrayList<>(versions);
    longer.add(version);
    return List.copyOf(longer);
  }

  /** Syncs with the same fingerprint write records of the same keys into the same place. */
  static String destination(SyncDefinition definition) {
    ComponentConfig config = definition.destination().config();
    for (String setting : HOW_NOT_WHERE) {
      config = config.without(setting);
    }
    var namespace = definition.writes().namespace();
    return namespace.isEmpty()
        ? Fingerprint.of(definition.destination().type(), config.values())
        : Fingerprint.of(definition.destination().type(), config.values(), namespace);
  }

  /** Whether a record state with this version is about another destination than today's. */
  boolean elsewhere(int version) {
    String today = currentVersion().destination();
    for (HashVersion known : hashVersions) {
      if (known.number() == version) {
        return !known.destination().equals(today);
      }
    }
    return true;
  }

  /** How the hashes of these record states were made, if this is known. */
  Optional<HashVersion> version(int number) {
    return hashVersions.stream().filter(version -> version.number() == number).findFirst();
  }

  /** Whether the destination is another one than the last run wrote to. */
  boolean destinationChanged() {
    return destinationChanged;
  }

  /** Whether the mapping is another one than that of the last run. */
  boolean mappingChanged() {
    return mappingChanged;
  }

  /** This run does nothing under its mapping: that of the last run stays the current one. */
  void keepMapping() {
    hashVersions = before;
  }

  /** Whether record states with this version were written under another mapping than today's. */
  boolean mappedOtherwise(int version) {
    return version(version)
        .map(known -> !known.mapping().equals(currentVersion().mapping()))
        .orElse(true);
  }

  /** The destination holds nothing of what was written: it counts as another one from now on. */
  void renewDestination(String runId) {
    HashVersion newest = currentVersion();
    String bare = newest.destination().split(" ", 2)[0];
    hashVersions =
        appended(
            hashVersions,
            new HashVersion(
                newest.number() + 1,
                newest.form(),
                newest.algorithm(),
                newest.mapping(),
                bare + " emptied before " + runId));
    everythingAgain();
  }

  /** Marks that a full scan is due, until one has ended: also the next run has to know. */
  void everythingAgain() {
    openScan = Optional.of(new OpenScan(nextScan, "", Optional.empty(), new byte[0]));
  }

  private HashVersion currentVersion() {
    return hashVersions.get(hashVersions.size() - 1);
  }

  SyncProgress current() {
    return new SyncProgress(
        cursor,
        cursorHistory,
        openScan,
        completeScan,
        nextScan,
        nextOrdinal,
        commits,
        renewals,
        hashVersions,
        parents,
        withheld,
        source);
  }

  /** How far the sync had come, when what came after it was rolled back. */
  void takeBack(SyncProgress earlier) {
    cursor = earlier.cursor();
    cursorHistory = earlier.cursorHistory();
    openScan = earlier.openScan();
    completeScan = earlier.completeScan();
    withheld = earlier.withheld();
    commits = earlier.commits();
    parents = earlier.parents();
    // The renewals stay counted: perhaps only the answer of the commit was lost. One too many costs
    // a look at the links of the children, one too few would leave them wrong.
  }

  /** The last complete scan before this run. */
  Optional<CompleteScan> earlierScan() {
    return earlierScan;
  }

  int hashVersion() {
    return currentVersion().number();
  }

  long takeOrdinal() {
    return nextOrdinal++;
  }

  /** Records with this ordinal and later ones are written by the scan that begins now. */
  void startScan() {
    scanStart = nextOrdinal;
  }

  long scanStart() {
    return scanStart;
  }

  void countCommit() {
    commits++;
  }

  /** A record that others may be linked to got another reference, or goes. */
  void countRenewal() {
    renewals++;
  }

  List<ParentSync> parents() {
    return parents;
  }

  /** All links were looked at since the parents' syncs had come so far. */
  void linksTrueTo(List<Long> renewalsOfParents) {
    var looked = new ArrayList<ParentSync>(parents.size());
    for (int i = 0; i < parents.size(); i++) {
      ParentSync parent = parents.get(i);
      looked.add(new ParentSync(parent.sync(), parent.holds(), renewalsOfParents.get(i)));
    }
    parents = List.copyOf(looked);
  }

  /**
   * A reading begins.
   *
   * @param askedAt when the source was asked, before it took its upper bound
   */
  void begin(ScanPlan plan, Supplier<Instant> askedAt) {
    boundTakenAt = askedAt;
    boundIsOld = plan.resumes();
    // What another reading writes, an interrupted scan has not seen: it cannot be gone on with.
    openScan = openScan.filter(open -> plan.full() && open.scan() == plan.scan());
    if (plan.full()) {
      scanning = plan;
      nextScan = Math.max(nextScan, plan.scan() + 1);
    }
  }

  /** Nothing is read, but records are written that an interrupted scan has not seen. */
  void beginReplay() {
    openScan = openScan.filter(open -> open.position().isEmpty());
  }

  void moveCursor(Cursor position) {
    cursor = Optional.of(position);
    // The bound of a scan that is gone on with is the one of its first part: nobody knows any more
    // when that was taken, so that no later run may start from it.
    cursorHistory =
        boundIsOld
            ? List.of()
            : ScanPlan.remember(
                cursorHistory, new CursorMark(boundTakenAt.get(), position), overlap);
  }

  /** A scan that can be resumed remembers its position together with what it has seen. */
  void moveScan(ResumePosition position, BitSet seen) {
    if (scanning != null) {
      openScan =
          Optional.of(
              new OpenScan(
                  scanning.scan(), scanning.scope(), Optional.of(position), seen.toByteArray()));
    }
  }

  /** What was written before a scan is gone on with was seen by it, wherever it goes on. */
  void alsoSeen(BitSet seen) {
    openScan =
        openScan.map(
            open -> {
              if (open.position().isEmpty() || seen.isEmpty()) {
                return open;
              }
              BitSet all = BitSet.valueOf(open.seen());
              all.or(seen);
              return new OpenScan(open.scan(), open.scope(), open.position(), all.toByteArray());
            });
  }

  /** Whether an earlier run stopped in the middle of a scan, which may be gone on with. */
  boolean scanStopped() {
    return openScan.flatMap(OpenScan::position).isPresent();
  }

  /** The scan is over. */
  void endScan() {
    scanning = null;
    openScan = Optional.empty();
  }

  /** The scan is over, and later ones are compared with it. */
  void completeScan(CompleteScan scan) {
    endScan();
    completeScan = Optional.of(scan);
  }

  /** The fields that the source was agreed to have. */
  Optional<KnownSource> source() {
    return source;
  }

  /** From the next commit on, these are the fields that the source was agreed to have. */
  void remember(KnownSource known) {
    source = Optional.of(known);
  }

  void withhold(Optional<WithheldDeletes> deletes) {
    withheld = deletes;
  }
}
