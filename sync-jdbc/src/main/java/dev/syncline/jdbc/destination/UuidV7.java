package dev.syncline.jdbc.destination;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, a counter of 12 bits that keeps
 * those of one millisecond in order, and 62 random bits. Used by one thread at a time.
 */
final class UuidV7 {
  private static final int COUNTER_BITS = 12;
  private static final int START = 1 << (COUNTER_BITS - 1);
  private static final long VERSION = 7L << COUNTER_BITS;
  private static final long VARIANT = 2L << 62;
  private static final long RANDOM = (1L << 62) - 1;

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private long millis;
  private int counter;

  UuidV7(Clock clock) {
    this.clock = clock;
  }

  /** The next one; greater than all before, also where the clock stands or goes back. */
  synchronized UUID next() {
    long now = clock.millis();
    if (now > millis) {
      millis = now;
      counter = random.nextInt(START);
    } else if (++counter >= 1 << COUNTER_BITS) {
      millis++;
      counter = random.nextInt(START);
    }
    long high = millis << 16 | VERSION | counter;
    return new UUID(high, VARIANT | (random.nextLong() & RANDOM));
  }
}
