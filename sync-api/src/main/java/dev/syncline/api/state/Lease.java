package dev.syncline.api.state;

import java.time.Instant;
import java.util.Objects;

/**
 * The right to run a sync.
 *
 * @param sync the sync
 * @param owner who holds it
 * @param token the fencing token: grows with every grant; every state write checks it
 * @param expiresAt when it lapses unless renewed
 */
public record Lease(String sync, String owner, long token, Instant expiresAt) {

  /** Refuses missing parts. */
  public Lease {
    Objects.requireNonNull(sync, "sync");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }
}
