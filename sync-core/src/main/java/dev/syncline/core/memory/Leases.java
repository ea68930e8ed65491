package dev.syncline.core.memory;

import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who may run which sync. To be called under the store's lock only. */
final class Leases {

  private final Clock clock;
  private final Map<String, Slot> slots = new HashMap<>();

  Leases(Clock clock) {
    this.clock = clock;
  }

  LeaseAnswer acquire(LeaseRequest request) {
    Instant now = clock.instant();
    Slot slot = slots.getOrDefault(request.sync(), Slot.FREE);
    if (slot.holder().isPresent()) {
      Lease current = slot.holder().get();
      boolean expired = !now.isBefore(current.expiresAt());
      boolean provedDead =
          request.replacing().isPresent() && request.replacing().getAsLong() == current.token();
      if (!expired && !provedDead) {
        return new LeaseAnswer.Held(current);
      }
    }
    var granted =
        new Lease(request.sync(), request.owner(), slot.lastToken() + 1, now.plus(request.ttl()));
    slots.put(request.sync(), new Slot(granted.token(), Optional.of(granted)));
    return new LeaseAnswer.Granted(granted);
  }

  void release(Lease lease) {
    Slot slot = slots.getOrDefault(lease.sync(), Slot.FREE);
    if (slot.isHeldWith(lease.token())) {
      slots.put(lease.sync(), new Slot(slot.lastToken(), Optional.empty()));
    }
  }

  /** To be called behind {@link #requireCurrent}. */
  Lease renew(Lease lease, Duration ttl) {
    var renewed = new Lease(lease.sync(), lease.owner(), lease.token(), clock.instant().plus(ttl));
    slots.put(lease.sync(), new Slot(lease.token(), Optional.of(renewed)));
    return renewed;
  }

  /**
   * Lets only the holder pass. A lease that has expired still counts as long as nobody else took
   * it: nothing can have happened in between.
   */
  void requireCurrent(Lease lease) {
    Slot slot = slots.getOrDefault(lease.sync(), Slot.FREE);
    if (slot.isHeldWith(lease.token())) {
      return;
    }
    String now =
        slot.holder()
            .map(other -> "'" + other.owner() + "' has taken it over with token " + other.token())
            .orElse("it was given back");
    throw new StateConflictException(
        "sync '"
            + lease.sync()
            + "': '"
            + lease.owner()
            + "' lost the lease with token "
            + lease.token()
            + ": "
            + now
            + "; nothing was committed");
  }

  private record Slot(long lastToken, Optional<Lease> holder) {

    static final Slot FREE = new Slot(0, Optional.empty());

    boolean isHeldWith(long token) {
      return holder.isPresent() && holder.get().token() == token;
    }
  }
}
