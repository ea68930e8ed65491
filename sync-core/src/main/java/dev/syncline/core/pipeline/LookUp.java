package dev.syncline.core.pipeline;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the destination what it holds, in batches that it takes, again where that fails. */
final class LookUp {
  private final Loader loader;
  private final LooksUp lookUp;
  private final List<String> fields;
  private final Retries retries;
  private final LateWrites late;

  LookUp(Loader loader, LooksUp lookUp, List<String> fields, Retries retries, LateWrites late) {
    this.loader = loader;
    this.lookUp = lookUp;
    this.fields = fields;
    this.retries = retries;
    this.late = late;
  }

  /** The mapped fields that a record is looked up by. */
  List<String> fields() {
    return fields;
  }

  /** The look-up key of a mapped record; empty if it has none by which it could be found. */
  Optional<Key> key(Schema schema, Object[] mapped) {
    var values = new ArrayList<Object>(fields.size());
    for (String field : fields) {
      Object value = mapped[FetchStage.position(schema, field, "look-up field")];
      if (value == null || value == Absent.ABSENT) {
        return Optional.empty();
      }
      values.add(value);
    }
    return Optional.of(new Key(values)).filter(lookUp::findable);
  }

  /** What the destination holds of each key, in order. */
  List<List<DestinationRef>> find(List<Key> keys) {
    var found = new ArrayList<List<DestinationRef>>(keys.size());
    int most = loader.traits().maxBatch();
    for (int from = 0; from < keys.size(); from += most) {
      List<Key> part = keys.subList(from, Math.min(keys.size(), from + most));
      retries.run(() -> found.addAll(ask(part)));
    }
    return found;
  }

  /** Whether the insert of a record that was found did not come to its end. */
  boolean unfinished(DestinationRef found) {
    return lookUp.unfinished(found);
  }

  private List<List<DestinationRef>> ask(List<Key> keys) {
    List<List<DestinationRef>> answer = lookUp.lookup(keys);
    if (answer.size() != keys.size()) {
      throw new PermanentException(
          "the loader answered " + answer.size() + " results for " + keys.size() + " keys");
    }
    return answer;
  }

  /** From when on a write that was journalled at this time must be seen, if it took effect. */
  Instant visibleFrom(Instant journalled) {
    return late.over(journalled).plus(lookUp.settle());
  }

  /** From when on it is found, if it took effect at once, as it does where writes are ordered. */
  Instant foundFrom(Instant journalled) {
    return lookUp.settle().isZero() ? journalled : late.begun(journalled).plus(lookUp.settle());
  }

  /** Whether such a time has come. */
  boolean isPast(Instant time) {
    return late.isPast(time);
  }

  /**
   * Waits until a time has come.
   *
   * @return false if the run is to stop before
   */
  boolean await(Instant time) {
    return late.await(time);
  }
}
