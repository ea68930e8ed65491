package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.record.KeyHash;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.rehearsal.ScratchIndex;
import dev.syncline.core.verify.Drift;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a run write what a verification found to be wrong, as long as the source says of it what it
 * said then. Everything else is deferred: the next run meets it again.
 */
public final class RepairWatch extends ChangeWatch {
  private static final String GONE = "";
  private static final long WANTED = 1;
  private static final long MET = 2;

  private final Identity identity = new Identity();
  private final ScratchIndex wanted = new ScratchIndex();
  private boolean heldBack;

  /** Lets a finding through. */
  public void allow(Drift drift) {
    wanted.put(check(drift.keyHash(), drift.sourceHash()), WANTED);
  }

  /** Whether a finding was let through. */
  public boolean allowed(Drift drift) {
    return wanted.get(check(drift.keyHash(), drift.sourceHash())) != ScratchIndex.NONE;
  }

  /** Whether the run met a finding, and the source had not changed. */
  public boolean met(Drift drift) {
    return wanted.get(check(drift.keyHash(), drift.sourceHash())) == MET;
  }

  private KeyHash check(KeyHash key, String sourceHash) {
    return identity.key(List.of(key.toString(), sourceHash));
  }

  @Override
  boolean needsStates() {
    return true;
  }

  @Override
  void beforeWrite(WorkBatch batch) {
    super.beforeWrite(batch);
    for (Row row : batch.rows()) {
      if (row.open()) {
        String source = row.change == Change.DELETE ? GONE : String.valueOf(row.dataHash);
        KeyHash check = check(row.id, source);
        if (wanted.get(check) == ScratchIndex.NONE) {
          heldBack = true;
          row.settle(Outcome.DEFERRED);
        } else {
          wanted.put(check, MET);
        }
      }
    }
  }

  @Override
  boolean confirmed() {
    return true;
  }

  @Override
  boolean heldBack() {
    return heldBack;
  }

  @Override
  List<String> notices() {
    var notices = new ArrayList<>(super.notices());
    notices.add("this run repairs what a verification found and does nothing else");
    return notices;
  }
}
