package dev.syncline.api.state;

import java.util.List;

/** A walk over record states. Used by one thread; commits may happen in between. */
public interface RecordStateScan extends AutoCloseable {

  /** Some more states; an empty list at the end. */
  List<RecordState> next();

  /** Releases everything; a second call does nothing. */
  @Override
  void close();
}
