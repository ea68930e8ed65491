package dev.syncline.api.source;

import dev.syncline.api.record.Cursor;
import java.time.Duration;

/**
 * One reading of a source.
 *
 * <p><b>Lifecycle.</b>
 *
 * <ol>
 *   <li>{@link #next} is called until it answers {@link Poll.End} or the run stops.
 *   <li>{@link #acknowledge} is called after a checkpoint whose cursor came from this extraction.
 *   <li>{@link #close} is called once, also after an exception.
 * </ol>
 *
 * <p><b>Threading.</b> {@code next} and {@code close} are called by one thread. {@code acknowledge}
 * and {@code metrics} may be called by another at the same time.
 *
 * <p><b>Errors.</b> A {@link dev.syncline.api.error.RetryableException} ends this extraction; the
 * engine closes it and opens another where the last batch said that the source can go on: at its
 * resume position in a full scan, at its cursor in an incremental reading. A reading that can go on
 * by itself answers {@link Poll.Retry} instead. Anything else ends the run.
 *
 * <p><b>Delivery.</b> A record may be yielded again by a later extraction; none may be left out
 * between the request's start and the {@code nextCursor} of the end.
 */
public interface Extraction extends AutoCloseable {

  /**
   * The next batch.
   *
   * @param maxWait how long to wait for records before answering {@link Poll.Idle}; a source that
   *     reads blockingly may take longer
   */
  Poll next(Duration maxWait);

  /** Tells the source that everything before this cursor is durably accounted for. */
  void acknowledge(Cursor durable);

  /** What the extraction cost so far. */
  ReadMetrics metrics();

  /** Releases everything; a second call does nothing. */
  @Override
  void close();
}
