package dev.syncline.core.pipeline;

import dev.syncline.core.definition.Deletes;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides whether the records that a complete scan did not see may be deleted. It errs on the side
 * of keeping: deleting late is repaired by the next run, deleting wrongly by nothing.
 *
 * @param deletes the bounds of the definition
 * @param known how many records the state store knew before
 * @param fetched how many records the scan read
 * @param sameScope whether the scan covers what the last complete one did
 * @param newKeyless how many records without a key the scan read that the last one did not
 * @param approved the largest number that a person approved
 */
record DeleteGuard(
    Deletes deletes,
    long known,
    long fetched,
    boolean sameScope,
    long newKeyless,
    OptionalLong approved) {
  static final long FEW = 20;

  /** Why deletes are withheld. */
  enum Cause {
    /** The scan read nothing. */
    EMPTY_SCAN,
    /** The scan covers something else than the last one. */
    OTHER_SCOPE,
    /** Records without a key are new. */
    NEW_KEYLESS,
    /** There are too many. */
    TOO_MANY
  }

  /**
   * An objection to deletes.
   *
   * @param cause the kind
   * @param text for a person
   */
  record Objection(Cause cause, String text) {

    /** Whether later scans may still be compared with this one. */
    boolean countsAsScan() {
      return cause == Cause.NEW_KEYLESS || cause == Cause.TOO_MANY;
    }

    /** Whether what this scan did not read may be taken as gone. */
    boolean trusted() {
      return cause == Cause.NEW_KEYLESS;
    }
  }

  /** Why this many deletes are withheld; empty if they may be done. */
  Optional<Objection> objection(long candidates) {
    if (candidates == 0 || (approved.isPresent() && candidates <= approved.getAsLong())) {
      return Optional.empty();
    }
    if (fetched == 0) {
      return because(
          Cause.EMPTY_SCAN, "the scan was empty; an empty source never empties a destination");
    }
    if (!sameScope) {
      return because(
          Cause.OTHER_SCOPE,
          "the query, the key or a transformer has changed since the last complete scan, so that a"
              + " missing record need not be gone");
    }
    if (newKeyless > 0) {
      return because(
          Cause.NEW_KEYLESS,
          newKeyless
              + " records without a business key are new since the last complete scan; each could"
              + " be one of the missing");
    }
    double percent = 100.0 * candidates / Math.max(1, known);
    if (candidates > FEW && percent > deletes.maxPercent()) {
      return because(
          Cause.TOO_MANY,
          String.format(
              Locale.ROOT,
              "%d of %d records are %.1f %%, more than the allowed %s %%",
              candidates,
              known,
              percent,
              deletes.maxPercent()));
    }
    if (deletes.maxCount().isPresent() && candidates > deletes.maxCount().getAsLong()) {
      return because(
          Cause.TOO_MANY,
          candidates + " records are more than the allowed " + deletes.maxCount().getAsLong());
    }
    return Optional.empty();
  }

  private static Optional<Objection> because(Cause cause, String text) {
    return Optional.of(new Objection(cause, text));
  }
}
