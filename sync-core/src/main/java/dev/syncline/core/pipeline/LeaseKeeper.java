package dev.syncline.core.pipeline;

import dev.syncline.api.state.Lease;
import dev.syncline.api.state.StateSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps the lease of a run alive. It is renewed when a third of it is gone, and before every
 * request that could outlive it: what a run has sent must have taken effect, or never will, before
 * anybody else may start.
 *
 * <p>Belongs to the loading thread.
 */
final class LeaseKeeper {
  private final StateSession session;
  private final InstantSource clock;
  private final Duration ttl;
  private final Duration requestDeadline;
  private Instant renewedAt;

  LeaseKeeper(StateSession session, InstantSource clock, Duration ttl, Duration requestDeadline) {
    this.session = session;
    this.clock = clock;
    this.ttl = ttl;
    this.requestDeadline = requestDeadline;
    this.renewedAt = clock.instant();
  }

  /** Whether it is time to renew the lease. */
  boolean due() {
    return age().multipliedBy(3).compareTo(ttl) >= 0;
  }

  /** Renews the lease if it is time. */
  void keep() {
    if (due()) {
      renew();
    }
  }

  /** Makes sure that the lease outlasts a request sent now. */
  void beforeSend() {
    if (ttl.minus(age()).compareTo(requestDeadline) <= 0) {
      renew();
    } else {
      keep();
    }
  }

  private Duration age() {
    return Duration.between(renewedAt, clock.instant());
  }

  private void renew() {
    // Measured from before the call: the store's clock starts no earlier than this.
    Instant before = clock.instant();
    Lease renewed = session.renew(ttl);
    if (renewed.token() >= 0) {
      renewedAt = before;
    }
  }
}
