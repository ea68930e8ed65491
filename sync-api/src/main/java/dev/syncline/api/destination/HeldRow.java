package dev.syncline.api.destination;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record as the destination holds it.
 *
 * @param ref how the destination names it
 * @param values one per field of the prepared schema, in read form; see {@link ReadsBack}
 */
public record HeldRow(DestinationRef ref, List<@Nullable Object> values) {

  /** Copies the values. */
  public HeldRow {
    Objects.requireNonNull(ref, "ref");
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }
}
