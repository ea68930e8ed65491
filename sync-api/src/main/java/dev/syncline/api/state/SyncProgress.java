package dev.syncline.api.state;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.WithheldDeletes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a sync has come. Every checkpoint replaces it as a whole.
 *
 * @param cursor where the next incremental run starts
 * @param cursorHistory earlier cursors with the time at which they were taken, oldest first
 * @param openScan a scan that was begun and not finished
 * @param completeScan the last scan that was proved complete
 * @param nextScan the number of the next scan
 * @param nextOrdinal the ordinal of the next new record state
 * @param commits how many checkpoints of this sync changed a record state
 * @param renewals how often a record that other records may be linked to got another reference or
 *     went
 * @param hashVersions how the hashes in the record states were made, by number; the last is the
 *     current one
 * @param parents the syncs that this one's records have parents in, one for each parent field, in
 *     the order of {@link RecordState#parents}
 * @param withheld deletes that wait for approval
 * @param source the source's fields as the last run that did not fail left them agreed
 */
public record SyncProgress(
    Optional<Cursor> cursor,
    List<CursorMark> cursorHistory,
    Optional<OpenScan> openScan,
    Optional<CompleteScan> completeScan,
    long nextScan,
    long nextOrdinal,
    long commits,
    long renewals,
    List<HashVersion> hashVersions,
    List<ParentSync> parents,
    Optional<WithheldDeletes> withheld,
    Optional<KnownSource> source) {

  /** A sync that never ran. */
  public static final SyncProgress NEW =
      new SyncProgress(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          1,
          0,
          0,
          0,
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  /** Copies the lists. */
  public SyncProgress {
    Objects.requireNonNull(cursor, "cursor");
    Objects.requireNonNull(openScan, "openScan");
    Objects.requireNonNull(completeScan, "completeScan");
    Objects.requireNonNull(withheld, "withheld");
    Objects.requireNonNull(source, "source");
    cursorHistory = List.copyOf(cursorHistory);
    hashVersions = List.copyOf(hashVersions);
    parents = List.copyOf(parents);
  }

  /** The same with another memory of the source's fields. */
  public SyncProgress withSource(Optional<KnownSource> known) {
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
        known);
  }

  /**
   * The fields of a source that a sync has agreed to.
   *
   * @param scope a fingerprint of what the source was asked for; another question has other fields
   * @param schema the fields
   */
  public record KnownSource(String scope, Schema schema) {}

  /**
   * A cursor and when it was taken.
   *
   * @param takenAt the engine's time just before the source was asked
   * @param cursor the cursor
   */
  public record CursorMark(Instant takenAt, Cursor cursor) {}

  /**
   * A scan that was begun and not finished.
   *
   * @param scan its number
   * @param scope a fingerprint of the query, the key and the filter it reads by
   * @param position from where it can go on; empty if it must start again
   * @param seen the ordinals seen so far, as {@link java.util.BitSet#toByteArray()} gives them
   */
  public record OpenScan(long scan, String scope, Optional<ResumePosition> position, byte[] seen) {}

  /**
   * A scan that saw everything.
   *
   * @param scan its number
   * @param scope a fingerprint of the query, the key and the filter it read by
   * @param finishedAt when it ended
   * @param missed the ordinals it did not see, as {@link java.util.BitSet#toByteArray()} gives
   *     them, where deletes wait for the next scan; else empty
   */
  public record CompleteScan(long scan, String scope, Instant finishedAt, byte[] missed) {}

  /**
   * A sync that records of this one have parents in.
   *
   * @param sync its name
   * @param holds whether a parent stays as long as it has children
   * @param renewals its {@link SyncProgress#renewals} that the links of this sync are true to
   */
  public record ParentSync(String sync, boolean holds, long renewals) {}

  /**
   * How hashes were made.
   *
   * @param number the number that record states refer to
   * @param form the version of the canonical form
   * @param algorithm the hash algorithm
   * @param mapping a fingerprint of the mapping
   * @param destination a fingerprint of the destination that the records were written to; another
   *     one holds none of them
   */
  public record HashVersion(
      int number, int form, String algorithm, String mapping, String destination) {}
}
