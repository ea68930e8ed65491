package dev.syncline.core.plan;

import dev.syncline.api.Change;
import dev.syncline.api.record.KeyHash;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One insert, update or delete of a plan.
 *
 * @param change what would be done
 * @param key the business key, for people
 * @param keyHash the hash of the business key
 * @param check what source and state said when the plan was made; see {@link Plan}
 * @param fields what happens to each field: all of an insert; those that differ of an update whose
 *     earlier values are kept, else all; none of a delete whose values are not kept
 */
public record PlannedChange(
    Change change, String key, KeyHash keyHash, String check, List<FieldChange> fields) {

  /** Copies the fields. */
  public PlannedChange {
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(keyHash, "keyHash");
    Objects.requireNonNull(check, "check");
    fields = List.copyOf(fields);
  }

  /** A line that begins with {@code +}, {@code ~} or {@code -}, like that of a diff. */
  @Override
  public String toString() {
    String sign =
        switch (change) {
          case INSERT -> "+ ";
          case UPDATE -> "~ ";
          case DELETE -> "- ";
          case UNCHANGED -> "  ";
        };
    return sign
        + key
        + fields.stream()
            .map(this::shown)
            .collect(Collectors.joining(", ", "  ", ""))
            .stripTrailing();
  }

  private String shown(FieldChange field) {
    String name = field.field() + ": ";
    if (field.before().isPresent() && field.after().isPresent()) {
      return name + field.before().get() + " → " + field.after().get();
    }
    boolean unknown = change == Change.UPDATE;
    return name + (unknown ? "→ " : "") + field.after().or(field::before).orElse("");
  }
}
