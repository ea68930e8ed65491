package dev.syncline.core.schema;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** A time with a bounded number of fractional digits of a second. */
final class FractionFit extends ColumnFit {
  private static final int NANOSECONDS = 9;

  private final int digits;
  private final int unit;

  FractionFit(int digits) {
    this.digits = digits;
    int nanos = 1;
    for (int i = Math.max(0, digits); i < NANOSECONDS; i++) {
      nanos *= 10;
    }
    this.unit = nanos;
  }

  @Override
  public @Nullable String misfit(Object value) {
    return nanos(value) % unit == 0
        ? null
        : "keeps " + digits + " fractional digits of a second and the value has more";
  }

  private static int nanos(Object value) {
    if (value instanceof Instant instant) {
      return instant.getNano();
    }
    if (value instanceof LocalDateTime time) {
      return time.getNano();
    }
    return value instanceof LocalTime time ? time.getNano() : 0;
  }

  /** The rest is cut off: rounding up could reach the next day. */
  @Override
  public @Nullable Object fitted(Object value) {
    int rest = nanos(value) % unit;
    if (value instanceof Instant instant) {
      return instant.minusNanos(rest);
    }
    if (value instanceof LocalDateTime time) {
      return time.minusNanos(rest);
    }
    return value instanceof LocalTime time ? time.minusNanos(rest) : null;
  }
}
