package dev.syncline.testkit.engine;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.testkit.ListSource;
import java.util.List;

/** A source whose look-ups by key fail. */
final class Unreadable extends Wrapped implements ReadsByKey {
  Unreadable(ListSource list) {
    super(list);
  }

  @Override
  public RecordBatch read(List<Key> keys) {
    throw new PermanentException("the source has gone");
  }
}
