package dev.syncline.core.definition;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How records that are gone at the source are found, how many may be deleted in one run, and how it
 * is done. Beyond the guard, deletes are withheld until a person approves them.
 *
 * @param mode how they are found
 * @param maxPercent the largest share of the written records, 0 to 100
 * @param maxCount the largest number
 * @param flagField with {@link Mode#FLAG}, the source field that is true for a deleted record
 * @param mark the boolean destination field that is set to true instead of deleting the record
 * @param confirmed whether two complete scans in a row must miss a record
 * @param ownAdopted whether records that the destination had before are deleted, too
 * @param onLeave what becomes of a record that the source's own filter no longer lets through
 */
public record Deletes(
    Mode mode,
    double maxPercent,
    OptionalLong maxCount,
    Optional<String> flagField,
    Optional<String> mark,
    boolean confirmed,
    boolean ownAdopted,
    OnLeave onLeave) {
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

  /** What becomes of a record that leaves the filter of its source and is still there. */
  public enum OnLeave {
    /** It stays at the destination, as it was written last. */
    KEEP,
    /** It is deleted like one that is gone. */
    DELETE
  }

  /** Refuses a flag without a field, and bounds out of range. */
  public Deletes {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(onLeave, "onLeave");
    Bounds.percent("deletes.atMostPercent", maxPercent);
    maxCount.ifPresent(count -> Bounds.atLeast("deletes.atMost", count, 0));
    flagField.ifPresent(field -> Refusal.name("deletes.field", field));
    mark.ifPresent(field -> Refusal.name("deletes.mark", field));
    if (mode == Mode.FLAG && flagField.isEmpty()) {
      throw Refusal.at("deletes.field", "deletes by flag need the field that holds the flag");
    }
    if (mode != Mode.FLAG && flagField.isPresent()) {
      throw Refusal.at(
          "deletes.field",
          "only deletes by flag have a field, here '" + flagField.get() + "'; leave it out");
    }
    if (confirmed && mode != Mode.ABSENCE) {
      throw Refusal.at(
          "deletes.confirmed",
          "only deletes by absence are confirmed by a scan; leave 'confirmed' out");
    }
    if (onLeave == OnLeave.DELETE && mode != Mode.ABSENCE) {
      throw Refusal.at("deletes.onLeave", "only deletes by absence see what leaves a filter");
    }
  }

  private static Deletes by(Mode mode, Optional<String> flagField) {
    return new Deletes(
        mode,
        MAX_PERCENT,
        OptionalLong.empty(),
        flagField,
        Optional.empty(),
        false,
        false,
        OnLeave.KEEP);
  }

  /** Deletes nothing. */
  public static Deletes none() {
    return by(Mode.NONE, Optional.empty());
  }

  /** Deletes what a complete scan did not see, at most 10 percent. */
  public static Deletes byAbsence() {
    return by(Mode.ABSENCE, Optional.empty());
  }

  /** Deletes records whose field is true, at most 10 percent. */
  public static Deletes byFlag(String field) {
    return by(Mode.FLAG, Optional.of(field));
  }

  /** With another largest share, 0 to 100. */
  public Deletes atMostPercent(double percent) {
    return new Deletes(mode, percent, maxCount, flagField, mark, confirmed, ownAdopted, onLeave);
  }

  /** With a largest number. */
  public Deletes atMost(long count) {
    return new Deletes(
        mode, maxPercent, OptionalLong.of(count), flagField, mark, confirmed, ownAdopted, onLeave);
  }

  /**
   * Sets a boolean field of the destination to true instead of deleting the record; to false for
   * every record that is there, also for one that comes back.
   */
  public Deletes marking(String destinationField) {
    return new Deletes(
        mode,
        maxPercent,
        maxCount,
        flagField,
        Optional.of(destinationField),
        confirmed,
        ownAdopted,
        onLeave);
  }

  /** Deletes by absence only what two complete scans in a row did not see. */
  public Deletes confirmedByNextScan() {
    return new Deletes(mode, maxPercent, maxCount, flagField, mark, true, ownAdopted, onLeave);
  }

  /** Deletes also records that the destination had before the first run and that were adopted. */
  public Deletes ofAdoptedToo() {
    return new Deletes(mode, maxPercent, maxCount, flagField, mark, confirmed, true, onLeave);
  }

  /** With another fate of records that leave the source's filter; they are kept unless said. */
  public Deletes onLeave(OnLeave fate) {
    return new Deletes(mode, maxPercent, maxCount, flagField, mark, confirmed, ownAdopted, fate);
  }
}
