package dev.syncline.api.destination;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What became of one change. */
public sealed interface WriteResult {

  /**
   * The destination has it.
   *
   * @param ref how the destination names the record
   * @param version the destination's own version of the record, where it tells
   */
  record Written(DestinationRef ref, Optional<String> version) implements WriteResult {

    /** Refuses a missing reference. */
    public Written {
      Objects.requireNonNull(ref, "ref");
    }

    /** Written, without a version. */
    public static Written as(DestinationRef ref) {
      return new Written(ref, Optional.empty());
    }
  }

  /** An update or delete met no record: somebody removed it at the destination. */
  record Gone() implements WriteResult {}

  /**
   * Refused for good; not applied.
   *
   * @param reason one sentence, without secrets
   */
  record Rejected(String reason) implements WriteResult {}

  /**
   * Proved not applied; may work later.
   *
   * @param reason one sentence, without secrets
   * @param delay how long the destination asks to wait
   */
  record Retry(String reason, Optional<Duration> delay) implements WriteResult {}

  /**
   * Nobody knows whether it was applied.
   *
   * @param reason one sentence, without secrets
   * @param over whether it is over: the destination itself has answered, so that what it has not
   *     applied by now it will not apply later. Nothing but a look-up has to be waited for then
   */
  record InDoubt(String reason, boolean over) implements WriteResult {

    /** In doubt, and maybe still on its way. */
    public InDoubt(String reason) {
      this(reason, false);
    }
  }
}
