package dev.syncline.api.destination;

import java.util.List;

/** A walk over what a destination holds. Used by one thread. */
public interface HeldRows extends AutoCloseable {

  /**
   * Some more records, a bounded number; an empty list at the end.
   *
   * @throws dev.syncline.api.error.RetryableException if it may work later: where the walk {@link
   *     #goesOn}, by calling this again, and nothing is left out then; else the walk is over, and
   *     may be begun again
   */
  List<HeldRow> next();

  /** Whether a walk that broke off can be gone on with, as one from page to page can. */
  default boolean goesOn() {
    return false;
  }

  /** Releases everything; a second call does nothing. */
  @Override
  void close();
}
