package dev.syncline.core.definition;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How records that are gone at the source are found, and how many may be deleted in one run. Beyond
 * the guard, deletes are withheld until a person approves them.
 *
 * @param mode how they are found
 * @param maxPercent the largest share of the written records, 0 to 100
 * @param maxCount the largest number
 * @param flagField with {@link Mode#FLAG}, the source field that is true for a deleted record
 */
public record Deletes(
    Mode mode, double maxPercent, OptionalLong maxCount, Optional<String> flagField) {
  private static final double MAX_PERCENT = 10;

  /** How records that are gone are found. */
  public enum Mode {
    /** Not at all, except for tombstones that the source itself sends. */
    NONE,
    /** A complete scan did not see them. */
    ABSENCE,
    /** A field of the record says so. */
    FLAG
  }

  /** Refuses a flag without a field, and bounds out of range. */
  public Deletes {
    Objects.requireNonNull(mode, "mode");
    Bounds.percent("deletes.atMostPercent", maxPercent);
    maxCount.ifPresent(count -> Bounds.atLeast("deletes.atMost", count, 0));
    flagField.ifPresent(field -> Refusal.name("deletes.field", field));
    if (mode == Mode.FLAG && flagField.isEmpty()) {
      throw Refusal.at("deletes.field", "deletes by flag need the field that holds the flag");
    }
    if (mode != Mode.FLAG && flagField.isPresent()) {
      throw Refusal.at(
          "deletes.field", "only deletes by flag have a field, here '" + flagField.get() + "'");
    }
  }

  /** Deletes nothing. */
  public static Deletes none() {
    return new Deletes(Mode.NONE, MAX_PERCENT, OptionalLong.empty(), Optional.empty());
  }

  /** Deletes what a complete scan did not see, at most 10 percent. */
  public static Deletes byAbsence() {
    return new Deletes(Mode.ABSENCE, MAX_PERCENT, OptionalLong.empty(), Optional.empty());
  }

  /** Deletes records whose field is true, at most 10 percent. */
  public static Deletes byFlag(String field) {
    return new Deletes(Mode.FLAG, MAX_PERCENT, OptionalLong.empty(), Optional.of(field));
  }

  /** With another largest share, 0 to 100. */
  public Deletes atMostPercent(double percent) {
    return new Deletes(mode, percent, maxCount, flagField);
  }

  /** With a largest number. */
  public Deletes atMost(long count) {
    return new Deletes(mode, maxPercent, OptionalLong.of(count), flagField);
  }
}
