package dev.syncline.api.source;

import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.ResumePosition;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The answer of {@link Extraction#next}. Idle and end are different answers. */
public sealed interface Poll {

  /**
   * Some records.
   *
   * @param records at least one record
   * @param cursor from where a later run may start once this batch and all before it are accounted
   *     for; only of ordered sources
   * @param resume from where this scan may go on once this batch and all before it are accounted
   *     for; only of resumable sources
   */
  record Batch(RecordBatch records, Optional<Cursor> cursor, Optional<ResumePosition> resume)
      implements Poll {

    /** Records after which nothing can be resumed. */
    public static Batch of(RecordBatch records) {
      return new Batch(records, Optional.empty(), Optional.empty());
    }
  }

  /** Nothing arrived in the time given; there may be more. */
  record Idle() implements Poll {}

  /**
   * The source did not answer, or asks to be left alone for a while; this reading is still good,
   * and goes on where it was when it is polled again. The engine decides when, and how often.
   *
   * @param reason one sentence, without secrets
   * @param delay how long the source asks to wait
   */
  record Retry(String reason, Optional<Duration> delay) implements Poll {

    /** Refuses missing parts. */
    public Retry {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(delay, "delay");
    }
  }

  /**
   * There is no more.
   *
   * @param complete whether the scan is proved to have seen every record; deletes by absence depend
   *     on it
   * @param nextCursor where the next incremental run starts; empty leaves the stored cursor alone
   * @param notices what a person should know, such as the number of records without a cursor value
   */
  record End(boolean complete, Optional<Cursor> nextCursor, List<String> notices) implements Poll {

    /** Copies the notices. */
    public End {
      notices = List.copyOf(notices);
    }

    /** The end of a complete scan without a cursor. */
    public static End completed() {
      return new End(true, Optional.empty(), List.of());
    }
  }
}
