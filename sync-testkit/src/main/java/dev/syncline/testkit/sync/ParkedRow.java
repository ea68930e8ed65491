package dev.syncline.testkit.sync;

import dev.syncline.api.state.PendingChild;
import java.util.List;
import java.util.Objects;

/**
 * A row that waits for its parents.
 *
 * @param key the business key, several values with {@code /} between them
 * @param missing the parents, as {@code sync/key}
 * @param child what the engine holds of it
 */
public record ParkedRow(String key, List<String> missing, PendingChild child) {

  /** Copies the list. */
  public ParkedRow {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(child, "child");
    missing = List.copyOf(missing);
  }

  @Override
  public String toString() {
    return "row " + key + " waits for " + String.join(" and ", missing);
  }
}
