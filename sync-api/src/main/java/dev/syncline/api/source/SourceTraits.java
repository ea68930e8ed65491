package dev.syncline.api.source;

/**
 * What a source promises. The engine relies on it, so a promise that is not kept loses rows: leave
 * out what is not certain.
 *
 * @param ordered an extraction since a cursor yields records in the order of the cursor, so that
 *     the cursor may move before the end
 * @param resumable a full scan can go on from a {@link dev.syncline.api.record.ResumePosition} in a
 *     later process
 * @param snapshot one extraction sees one state of the source: a key appears once
 * @param tombstones deletes arrive as records with {@link dev.syncline.api.record.Op#DELETE}
 * @param unbounded the extraction never ends by itself
 */
public record SourceTraits(
    boolean ordered, boolean resumable, boolean snapshot, boolean tombstones, boolean unbounded) {

  /** A source that promises nothing. */
  public static final SourceTraits NONE = new SourceTraits(false, false, false, false, false);

  /** Also promises the order of the cursor. */
  public SourceTraits withOrder() {
    return new SourceTraits(true, resumable, snapshot, tombstones, unbounded);
  }

  /** Also promises that scans can be resumed. */
  public SourceTraits withResume() {
    return new SourceTraits(ordered, true, snapshot, tombstones, unbounded);
  }

  /** Also promises that a scan sees one state. */
  public SourceTraits withSnapshot() {
    return new SourceTraits(ordered, resumable, true, tombstones, unbounded);
  }

  /** Also promises tombstones. */
  public SourceTraits withTombstones() {
    return new SourceTraits(ordered, resumable, snapshot, true, unbounded);
  }

  /** Says that extractions never end. */
  public SourceTraits endless() {
    return new SourceTraits(ordered, resumable, snapshot, tombstones, true);
  }
}
