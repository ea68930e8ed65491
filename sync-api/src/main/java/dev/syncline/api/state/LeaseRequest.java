package dev.syncline.api.state;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A wish to run a sync.
 *
 * @param sync the sync
 * @param owner who asks
 * @param ttl how long the lease holds unless renewed
 * @param replacing the token of a holder that is proved dead; its lease is taken over at once, if
 *     it is still the current one
 */
public record LeaseRequest(String sync, String owner, Duration ttl, OptionalLong replacing) {

  /** Refuses missing parts. */
  public LeaseRequest {
    Objects.requireNonNull(sync, "sync");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(ttl, "ttl");
    Objects.requireNonNull(replacing, "replacing");
  }

  /** A wish for a lease that is free or has expired. */
  public static LeaseRequest of(String sync, String owner, Duration ttl) {
    return new LeaseRequest(sync, owner, ttl, OptionalLong.empty());
  }

  /** The same wish, over a holder that is proved dead. */
  public LeaseRequest replacing(long token) {
    return new LeaseRequest(sync, owner, ttl, OptionalLong.of(token));
  }
}
