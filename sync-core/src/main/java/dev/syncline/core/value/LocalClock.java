package dev.syncline.core.value;

import dev.syncline.core.definition.TemporalOperation.Timestamp.Gap;
import dev.syncline.core.definition.TemporalOperation.Timestamp.Overlap;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/** What a time on a clock means, also on the nights when clocks are changed. */
final class LocalClock {
  private final String field;
  private final Gap gap;
  private final Overlap overlap;

  LocalClock(String field, Gap gap, Overlap overlap) {
    this.field = field;
    this.gap = gap;
    this.overlap = overlap;
  }

  /** The point on the time line, or a {@link Verdict.Rejected}. */
  Object point(Object value, LocalDateTime time, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    if (change == null) {
      return time.atZone(zone).toInstant();
    }
    if (change.isGap()) {
      return switch (gap) {
        case REJECT ->
            CellStep.coercion(field, value, "a time that the clocks of " + zone + " skip");
        // The offset before the change is what a clock would show that was not put forward.
        case SHIFT -> time.toInstant(change.getOffsetBefore());
        case END -> change.getInstant();
      };
    }
    return switch (overlap) {
      case EARLIER -> time.toInstant(change.getOffsetBefore());
      case LATER -> time.toInstant(change.getOffsetAfter());
      case REJECT ->
          CellStep.coercion(field, value, "a time that the clocks of " + zone + " show twice");
    };
  }
}
