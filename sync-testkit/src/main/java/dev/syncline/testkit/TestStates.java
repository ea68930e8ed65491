package dev.syncline.testkit;

import dev.syncline.api.Change;
import dev.syncline.api.Ledger;
import dev.syncline.api.Stage;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.run.RunMetrics;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.Intent;
import dev.syncline.api.state.LetterStatus;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.api.state.SyncProgress.ParentSync;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Plain content for state stores, made from a number: the same number gives equal content, another
 * number another key. All methods are pure.
 */
public final class TestStates {

  /** The time at which all of this happens. */
  public static final Instant TIME = Instant.parse("2025-01-01T00:00:00.123456789Z");

  private TestStates() {}

  /** The key hash with this number; the order of the numbers is not the order of the hashes. */
  public static KeyHash key(long number) {
    return new KeyHash((number + 1) * 0x9E3779B97F4A7C15L, number);
  }

  /** The key hashes with the numbers from {@code first} to {@code last}, both included. */
  public static List<KeyHash> keys(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(TestStates::key).toList();
  }

  /** A data hash of 16 bytes. */
  public static DataHash hash(long number) {
    return DataHash.of(ByteBuffer.allocate(16).putLong(~number).putLong(number).array());
  }

  /** The record state with this number, which is also its ordinal; without parents. */
  public static RecordState record(long number) {
    return child(number, KeyHashes.EMPTY);
  }

  /** The record states with the numbers from {@code first} to {@code last}, both included. */
  public static List<RecordState> records(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(TestStates::record).toList();
  }

  /** The record state with this number, which is also its ordinal, below these parents. */
  public static RecordState child(long number, KeyHashes parents) {
    return new RecordState(
        key(number),
        number,
        "key-" + number,
        "ref-" + number,
        hash(number),
        parents.isEmpty() ? Optional.empty() : Optional.of(hash(-number)),
        parents,
        1,
        false,
        Optional.empty());
  }

  /** The same record with other content at the destination. */
  public static RecordState changed(RecordState state, long content) {
    return new RecordState(
        state.keyHash(),
        state.ordinal(),
        state.key(),
        state.ref(),
        hash(content),
        state.linkHash(),
        state.parents(),
        state.hashVersion(),
        state.adopted(),
        state.values());
  }

  /** The pending child with this number, last read by a scan, or not by one. */
  public static PendingChild pending(long number, OptionalLong lastScan) {
    return new PendingChild(
        key(number),
        "key-" + number,
        "{\"id\":" + number + "}",
        List.of(new MissingParent("parent_id", "parents", key(number + 1), "parent-" + number)),
        1,
        3,
        TIME.plusSeconds(60),
        TIME,
        lastScan,
        false);
  }

  /** A pending child with this number that waits for these parents. */
  public static PendingChild waitingFor(long number, KeyHash... parents) {
    PendingChild child = pending(number, OptionalLong.empty());
    return new PendingChild(
        child.keyHash(),
        child.key(),
        child.raw(),
        Stream.of(parents).map(key -> new MissingParent("f", "parents", key, "[1]")).toList(),
        child.attempts(),
        child.parentCommits(),
        child.nextTry(),
        child.parkedAt(),
        child.lastScan(),
        child.written());
  }

  /** The dead letter with this number, last rejected by a scan, or not by one. */
  public static DeadLetter letter(long number, OptionalLong lastScan) {
    return new DeadLetter(
        key(number),
        Optional.of("key-" + number),
        "00ff",
        Stage.VALIDATE,
        "required",
        "field 'name' is required",
        "VALIDATE/required/name",
        "{\"id\":" + number + "}",
        Optional.empty(),
        Optional.empty(),
        1,
        TIME,
        TIME,
        "run-1",
        lastScan,
        lastScan,
        false,
        LetterStatus.OPEN);
  }

  /** The intent with this number: the insert of a record. */
  public static Intent intent(long number) {
    return new Intent(
        key(number),
        "key-" + number,
        Change.INSERT,
        hash(number),
        Optional.of("{\"id\":" + number + "}"),
        KeyHashes.of(key(number + 7), RecordState.NO_PARENT),
        1,
        "run-1",
        TIME);
  }

  /** A run that started some seconds after {@link #TIME}; finished unless it is running. */
  public static RunReport run(String sync, String runId, long second, RunStatus status) {
    Instant start = TIME.plusSeconds(second);
    return new RunReport(
        sync,
        runId,
        status,
        start,
        status.finished() ? Optional.of(start.plusMillis(500)) : Optional.empty(),
        Ledger.EMPTY,
        RunMetrics.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** The progress of a sync that has given out so many ordinals in so many commits. */
  public static SyncProgress progress(long nextOrdinal, long commits) {
    var fresh = SyncProgress.NEW;
    return new SyncProgress(
        fresh.cursor(),
        fresh.cursorHistory(),
        fresh.openScan(),
        fresh.completeScan(),
        fresh.nextScan(),
        nextOrdinal,
        commits,
        fresh.renewals(),
        fresh.hashVersions(),
        fresh.parents(),
        fresh.withheld(),
        fresh.source());
  }

  /** The progress of a sync whose records have parents in other syncs, and hold them. */
  public static SyncProgress progressWithParents(String... parentSyncs) {
    return withParents(
        SyncProgress.NEW,
        Stream.of(parentSyncs)
            .map(sync -> new ParentSync(sync, true, 0))
            .toArray(ParentSync[]::new));
  }

  /** Progress with other parents. */
  public static SyncProgress withParents(SyncProgress progress, ParentSync... parents) {
    return new SyncProgress(
        progress.cursor(),
        progress.cursorHistory(),
        progress.openScan(),
        progress.completeScan(),
        progress.nextScan(),
        progress.nextOrdinal(),
        progress.commits() + 1,
        progress.renewals(),
        progress.hashVersions(),
        List.of(parents),
        progress.withheld(),
        progress.source());
  }
}
