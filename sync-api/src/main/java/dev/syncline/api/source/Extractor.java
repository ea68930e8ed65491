package dev.syncline.api.source;

import dev.syncline.api.Check;
import dev.syncline.api.record.Schema;

/**
 * Reads the records of a source.
 *
 * <p><b>Lifecycle.</b>
 *
 * <ol>
 *   <li>A provider makes the extractor from configuration; nothing is opened yet.
 *   <li>{@link #traits}, {@link #describe} and {@link #check} may be called at any time.
 *   <li>{@link #open} is called once for every reading; the one before is closed first.
 *   <li>{@link #close} is called once at the end of the run.
 * </ol>
 *
 * <p><b>Threading.</b> Called by one thread at a time; not always the same one.
 *
 * <p><b>Errors.</b> {@link dev.syncline.api.error.RetryableException} where trying again may help,
 * {@link dev.syncline.api.error.PermanentException} with one clear sentence where not. Unknown
 * exceptions count as permanent. The engine retries; the extractor never does.
 *
 * <p><b>Abilities.</b> An extractor that can read single records also implements {@link
 * ReadsByKey}; one that can subtract a duration from a cursor, {@link RewindsCursor}; one whose
 * blocking calls can be ended from outside, {@link CancelsReading}.
 */
public interface Extractor extends AutoCloseable {

  /** What this source promises. */
  SourceTraits traits();

  /** The fields of the source, as far as they are known before reading. */
  Schema describe();

  /** Tests that the source answers and accepts us; does not throw. */
  Check check();

  /**
   * Starts a reading.
   *
   * @throws dev.syncline.api.error.PermanentException if the source does not support this request
   * @throws dev.syncline.api.error.CursorRefusedException if the source no longer takes the cursor,
   *     or it is of a form that the extractor does not know; here or at the first {@link
   *     Extraction#next}
   */
  Extraction open(ExtractRequest request);

  /** Releases everything; a second call does nothing. */
  @Override
  void close();
}
