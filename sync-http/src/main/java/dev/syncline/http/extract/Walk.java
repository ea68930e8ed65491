package dev.syncline.http.extract;

import dev.syncline.api.source.Poll;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A way through records, one after the other. Belongs to one thread. */
public interface Walk extends AutoCloseable {

  /** What comes next. */
  sealed interface Step {
    /** A record. */
    record Item(Map<String, @Nullable Object> record) implements Step {}

    /** Nothing now: to be answered to the engine. */
    record Wait(Poll poll) implements Step {}

    /** There are no more. */
    record Done() implements Step {}
  }

  /**
   * The next record, or what there is instead.
   *
   * @param maxWait how long to wait for one
   */
  Step next(Duration maxWait);

  /** Where the reading goes on behind the record that came last. */
  Place place();

  /** What was noticed by which records may have been missed. */
  Optional<String> drifted();

  /** The headers of the first answer, as soon as there is one. */
  Optional<HttpHeaders> firstHeaders();

  /** The single value that was wanted, too. */
  Optional<Object> extraValue();

  /** How many requests were made. */
  long requests();

  /** How many bytes were read. */
  long bytes();

  /** Lets go of an answer that is being read. */
  @Override
  void close();
}
