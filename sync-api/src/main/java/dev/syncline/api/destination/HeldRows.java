package dev.syncline.api.destination;

import java.util.List;

/** A walk over what a destination holds. Used by one thread. */
public interface HeldRows extends AutoCloseable {

  /** Some more records, a bounded number; an empty list at the end. */
  List<HeldRow> next();

  /** Releases everything; a second call does nothing. */
  @Override
  void close();
}
