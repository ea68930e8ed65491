package dev.syncline.benchmarks.results;

import java.util.List;

/** What the kinds of work are called that a run consists of. */
public final class WorkNames {
  /** Rows come in, and become values. */
  public static final String READING = "reading (waiting for rows, parsing)";

  /** Values are cleaned, checked and mapped. */
  public static final String SHAPING = "normalising and mapping";

  /** Records become numbers that tell them apart. */
  public static final String HASHING = "canonical form and hash";

  /** What is known of the records is looked up, and written down. */
  public static final String STATE = "record states";

  /** Changes go out. */
  public static final String WRITING = "writing to the destination";

  /** Nothing is done until it is on the disk. */
  public static final String DISK = "commit (waiting for the disk)";

  /** Everything stands still. */
  public static final String COLLECTING = "garbage collection";

  /** Everything else. */
  public static final String OTHER = "the rest";

  /** There is nothing to do, or nowhere to put it. */
  public static final String WAITING = "waiting for the other threads";

  /** All of them, in the order of the data. */
  public static final List<String> ALL =
      List.of(READING, SHAPING, HASHING, STATE, WRITING, DISK, COLLECTING, OTHER, WAITING);

  private WorkNames() {}
}
