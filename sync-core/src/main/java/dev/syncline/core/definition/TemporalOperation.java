package dev.syncline.core.definition;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads dates and times. */
public sealed interface TemporalOperation extends NormalizeOperation {

  @Override
  default Layer layer() {
    return Layer.DATES;
  }

  /**
   * To DATE.
   *
   * @param form how texts hold the date
   * @param dropTime whether a time of day is dropped, instead of rejecting one that is not midnight
   */
  record Date(TemporalForm form, boolean dropTime) implements TemporalOperation {

    /** Refuses patterns without a date. */
    public Date {
      DatePattern.checkDate(form);
    }

    /** These patterns; only midnight is dropped. */
    public Date(List<String> patterns) {
      this(TemporalForm.of(patterns), false);
    }
  }

  /**
   * To TIME, a time of day.
   *
   * @param form how texts hold the time; ISO 8601 without patterns
   */
  record Time(TemporalForm form) implements TemporalOperation {

    /** Refuses patterns without a time. */
    public Time {
      form.patterns().forEach(DatePattern::checkTime);
    }
  }

  /**
   * To LOCAL_TIMESTAMP, a date and a time without a zone.
   *
   * @param form how texts hold them
   * @param zone the zone in which a point on the time line is read off the clock; without one, a
   *     value that names an offset or a zone is rejected
   */
  record LocalTimestamp(TemporalForm form, Optional<ZoneId> zone) implements TemporalOperation {

    /** Refuses patterns without a date. */
    public LocalTimestamp {
      Objects.requireNonNull(zone, "zone");
      DatePattern.checkDate(form);
    }

    /** These patterns, no zone. */
    public LocalTimestamp(List<String> patterns) {
      this(TemporalForm.of(patterns), Optional.empty());
    }
  }

  /**
   * To TIMESTAMP, a point on the time line. A text with an offset keeps it.
   *
   * @param zone the zone of values that name none
   * @param form how texts hold the point
   * @param gap what a time means that the clocks skip when they are put forward
   * @param overlap what a time means that comes twice when the clocks are set back
   */
  record Timestamp(ZoneId zone, TemporalForm form, Gap gap, Overlap overlap)
      implements TemporalOperation {

    /** Refuses patterns without a date. */
    public Timestamp {
      Objects.requireNonNull(zone, "zone");
      Objects.requireNonNull(gap, "gap");
      Objects.requireNonNull(overlap, "overlap");
      DatePattern.checkDate(form);
    }

    /** Rejects times that are skipped; of those that come twice, the earlier is meant. */
    public Timestamp(ZoneId zone, List<String> patterns) {
      this(zone, TemporalForm.of(patterns), Gap.REJECT, Overlap.EARLIER);
    }

    /** What a time means that the clocks skip. */
    public enum Gap {
      /** Nothing: the record is rejected. */
      REJECT,
      /** What the clock would show had it not been put forward: 02:30 is 03:30. */
      SHIFT,
      /** The moment at which the clocks go on: 02:30 is 03:00. */
      END
    }

    /** What a time means that comes twice. */
    public enum Overlap {
      /** The first time. */
      EARLIER,
      /** The second time. */
      LATER,
      /** Nobody knows: the record is rejected. */
      REJECT
    }
  }

  /**
   * To TIMESTAMP, from a number that counts since 1970-01-01T00:00:00Z. What lies before the year 1
   * or after 9999 is rejected: the unit is wrong.
   *
   * @param unit what is counted
   */
  record Epoch(Unit unit) implements TemporalOperation {

    /** Refuses missing parts. */
    public Epoch {
      Objects.requireNonNull(unit, "unit");
    }

    /** What is counted. */
    public enum Unit {
      /** 1,700,000,000 is in November 2023; may have a fraction. */
      SECONDS,
      /** Thousandths of a second. */
      MILLISECONDS,
      /** Millionths of a second. */
      MICROSECONDS,
      /** Thousand millionths of a second. */
      NANOSECONDS
    }
  }
}
