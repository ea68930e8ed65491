package dev.syncline.core;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.ReadsBack;
import dev.syncline.api.destination.Target;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.comparison.ContentHash;
import dev.syncline.core.comparison.DestinationReader;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.pipeline.RepairWatch;
import dev.syncline.core.pipeline.RunControl;
import dev.syncline.core.pipeline.RunParts;
import dev.syncline.core.pipeline.SyncRun;
import dev.syncline.core.verify.Drift;
import dev.syncline.core.verify.DriftFile;
import dev.syncline.core.verify.DriftKind;
import dev.syncline.core.verify.Repair;
import dev.syncline.core.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One repair. The record states of what drifted forget their hashes; from then on any run would
 * send these records again, so that a crash does no harm. The run that follows sends them and holds
 * back everything else.
 */
final class Repairing {
  private static final int PAGE = 200;

  private final RunStarter starter;
  private final StateStore store;
  private final SyncDefinition sync;
  private final Verification found;
  private final Target target;
  private final DriftFile file;
  private final RepairWatch watch = new RepairWatch();
  private final List<Drift> skipped = new ArrayList<>();
  private final List<Drift> left = new ArrayList<>();
  private long skippedCount;
  private long leftCount;
  private long sent;
  private boolean anything;
  private boolean deletes;

  Repairing(RunStarter starter, StateStore store, SyncDefinition sync, Verification found) {
    if (!found.definition().name().equals(sync.name())) {
      throw new PermanentException(
          "a verification of sync '"
              + found.definition().name()
              + "' says nothing of sync '"
              + sync.name()
              + "'");
    }
    this.starter = starter;
    this.store = store;
    this.sync = sync;
    this.found = found;
    this.file = new DriftFile(found.file());
    this.target =
        found
            .target()
            .orElseThrow(
                () ->
                    new PermanentException(
                        "nothing of sync '" + sync.name() + "' was compared: verify it again"));
  }

  Repair run(RunControl control) {
    forgetHashes(control);
    Optional<RunReport> report = anything ? Optional.of(send(control)) : Optional.empty();
    report.ifPresent(done -> file.read(Long.MAX_VALUE, drift -> sort(drift, done)));
    return new Repair(report, sent, skipped, skippedCount, left, leftCount);
  }

  // ---- before the run
  // ----------------------------------------------------------------------------

  private void forgetHashes(RunControl control) {
    try (DestinationReader back = starter.reader(sync, control)) {
      back.prepare(target);
      Duration ttl = RunParts.leaseTtl(sync.settings().leaseTtl(), back.traits().requestDeadline());
      Lease lease = starter.lease(sync.name(), ttl);
      try (StateSession session = store.open(lease)) {
        var held = new ContentHash(target.schema());
        file.readPages(
            PAGE,
            page -> {
              forget(session, standing(page, back, held));
              session.renew(ttl);
            });
        if (anything && readsEverything()) {
          session.commit(Checkpoint.builder(session.load().progress().everythingAgain()).build());
        }
      } finally {
        store.release(lease);
      }
    }
  }

  /** Those that may be repaired and that the destination still shows as they were found. */
  private List<Drift> standing(List<Drift> page, ReadsBack back, ContentHash held) {
    Set<DestinationRef> refs = new HashSet<>();
    page.forEach(drift -> refs.addAll(drift.refs()));
    Map<DestinationRef, String> now = new HashMap<>();
    for (HeldRow row : refs.isEmpty() ? List.<HeldRow>of() : back.read(List.copyOf(refs))) {
      now.put(row.ref(), held.of(row.values()));
    }
    var standing = new ArrayList<Drift>();
    for (Drift drift : page) {
      Optional<String> reason = untouched(drift);
      if (reason.isPresent()) {
        leave(drift, reason.get());
      } else if (!drift.refs().isEmpty()
          && !now.getOrDefault(drift.refs().get(0), "").equals(drift.heldHash())) {
        skip(drift);
      } else {
        watch.allow(drift);
        anything = true;
        deletes |= !drift.atSource();
        standing.add(drift);
      }
    }
    return standing;
  }

  private Optional<String> untouched(Drift drift) {
    if (drift.kind() == DriftKind.DOUBLED) {
      return Optional.of("nobody knows which row others refer to: remove the wrong one by hand");
    }
    if (!drift.atSource() && !drift.waiting()) {
      return Optional.of(
          sync.deletes().mode() == Deletes.Mode.NONE
              ? "this sync deletes nothing"
              : "this sync deletes only what its source flags");
    }
    return Optional.empty();
  }

  private void forget(StateSession session, List<Drift> standing) {
    List<KeyHash> keys =
        standing.stream().filter(Drift::atSource).map(Drift::keyHash).distinct().toList();
    if (keys.isEmpty()) {
      return;
    }
    KeyStates known = session.find(KeyHashes.of(keys));
    List<RecordState> forgotten =
        keys.stream().map(known::state).flatMap(Optional::stream).map(Repairing::unknown).toList();
    if (!forgotten.isEmpty()) {
      session.commit(Checkpoint.builder(session.load().progress()).written(forgotten).build());
    }
  }

  /** Nobody knows what the destination holds of it. */
  private static RecordState unknown(RecordState state) {
    return new RecordState(
        state.keyHash(),
        state.ordinal(),
        state.key(),
        state.ref(),
        DataHash.UNKNOWN,
        state.linkHash(),
        state.parents(),
        state.hashVersion(),
        state.adopted(),
        Optional.empty());
  }

  // ---- the run
  // -----------------------------------------------------------------------------------

  /** Only a complete scan proves that something is gone. */
  private boolean readsEverything() {
    return deletes || !starter.readsByKey(sync);
  }

  private RunReport send(RunControl control) {
    SyncRun run = starter.start(sync, control, () -> {}, watch);
    if (readsEverything()) {
      run.readAndWrite();
      run.delete();
    } else {
      run.repair(file);
    }
    return run.finish();
  }

  // ---- after the run
  // -----------------------------------------------------------------------------

  private void sort(Drift drift, RunReport report) {
    if (drift.kind() == DriftKind.DOUBLED || !watch.allowed(drift)) {
      return;
    }
    if (watch.met(drift)) {
      sent++;
    } else if (!report.status().success()) {
      leave(drift, "the run did not come to it");
    } else if (!drift.atSource() && report.withheld().isPresent()) {
      leave(drift, "the delete guard withholds it: " + report.withheld().get().reason());
    } else if (!drift.atSource()) {
      leave(
          drift, "the run did not delete it: it is there again, has children, or waits for a scan");
    } else {
      skip(drift);
    }
  }

  private void skip(Drift drift) {
    skippedCount++;
    if (skipped.size() < Repair.LISTED) {
      skipped.add(drift);
    }
  }

  private void leave(Drift drift, String reason) {
    leftCount++;
    if (left.size() < Repair.LISTED) {
      left.add(drift.noted(reason));
    }
  }
}
