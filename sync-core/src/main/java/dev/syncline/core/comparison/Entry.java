package dev.syncline.core.comparison;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.core.identity.RecordText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record that the destination should or may hold.
 *
 * @param number its number in the scratch file
 * @param standing what source and record state say of it
 * @param key the business key
 * @param keyHash its hash
 * @param ref how the destination names it, as it is read; empty if no record state knows
 * @param waiting whether the next run deals with it by itself
 * @param sourceHash the data hash of what the source says; empty unless it is live
 * @param contentHash the hash of the values in read form
 * @param values the text of the values in read form, which is read where it is needed; empty unless
 *     it is live
 */
record Entry(
    int number,
    Standing standing,
    Key key,
    KeyHash keyHash,
    Optional<DestinationRef> ref,
    boolean waiting,
    String sourceHash,
    String contentHash,
    String values) {

  /** What source and record state say. */
  enum Standing {
    /** The source has it, and it is known what the destination should hold. */
    LIVE,
    /** The record state knows it, the source does not have it. */
    GONE,
    /** It is ours, and nobody can say what the destination should hold. */
    OURS
  }

  /** The values in the order of a schema, absent where the record does not have the field. */
  List<@Nullable Object> valuesOf(Schema schema) {
    SyncRecord record = RecordText.record(values);
    var ordered = new ArrayList<@Nullable Object>(schema.size());
    for (String name : schema.names()) {
      ordered.add(record.has(name) ? record.get(name) : Absent.ABSENT);
    }
    return ordered;
  }
}
