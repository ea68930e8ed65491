package dev.syncline.core.value;

import org.jspecify.annotations.Nullable;

/**
 * One operation on one value. A bad value is answered by a {@link Verdict.Rejected} in the value's
 * place, so that a good one costs no object.
 */
@FunctionalInterface
public interface CellStep {

  /** Why an empty text cannot be coerced. */
  String EMPTY = "which is empty; emptyToNull before it would make it null";

  /** The new value, or a {@link Verdict.Rejected}; {@code value} is neither null nor absent. */
  @Nullable Object apply(Object value);

  /** What becomes of null and of an absent value. */
  default @Nullable Object applyToNothing(@Nullable Object nothing) {
    return nothing;
  }

  /** A value that cannot be coerced. */
  static Verdict.Rejected coercion(String field, Object value, String reason) {
    return new Verdict.Rejected(
        "coercion", "field '" + field + "' holds " + ValueText.shown(value) + ", " + reason);
  }
}
