package dev.syncline.core.comparison;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of the source behind all stages, as a run would write it.
 *
 * @param key the business key
 * @param keyHash its hash
 * @param ref what the record state calls it; empty if there is none
 * @param waiting whether a run would write it now
 * @param op what the source says of it
 * @param schema the mapped fields
 * @param values their values, parents by their destination ids
 * @param dataHash its data hash
 */
public record SourceRow(
    Key key,
    KeyHash keyHash,
    Optional<DestinationRef> ref,
    boolean waiting,
    Op op,
    Schema schema,
    @Nullable Object[] values,
    String dataHash) {}
