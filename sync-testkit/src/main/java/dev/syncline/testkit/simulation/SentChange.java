package dev.syncline.testkit.simulation;

import dev.syncline.api.Change;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change as it is on its way to the destination. */
record SentChange(
    Change change,
    long key,
    Map<String, @Nullable Object> values,
    Optional<DestinationRef> ref,
    String idempotencyKey) {

  static SentChange of(ChangeBatch batch, int row) {
    return new SentChange(
        batch.change(row),
        TargetTable.keyOf(batch.key(row)),
        batch.values().row(row).toMap(),
        batch.ref(row),
        batch.idempotencyKey(row));
  }
}
