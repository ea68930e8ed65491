package dev.syncline.core.schema;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value fits into a field, by the limits that its system tells. Made once for a field;
 * for a value that fits it allocates nothing. A value of another type than the field's is left to
 * whoever converts it, except numbers. Stateless; safe for use by several threads.
 */
public abstract class ColumnFit {

  /** Not to be extended elsewhere. */
  ColumnFit() {}

  /** The check of a field; empty if its type holds everything that it may be given. */
  public static Optional<ColumnFit> of(Field field) {
    Limits limits = field.limits();
    return Optional.ofNullable(
        switch (field.type()) {
          case STRING ->
              limits.length().isPresent()
                  ? new TextFit(limits.length().getAsInt(), limits.unit())
                  : null;
          case BYTES ->
              limits.length().isPresent() ? new BytesFit(limits.length().getAsInt()) : null;
          case INTEGER -> whole(limits);
          case DECIMAL ->
              limits.precision().isPresent() || limits.scale().isPresent()
                  ? new DecimalFit(limits.precision(), limits.scale())
                  : null;
          case TIME, LOCAL_TIMESTAMP, TIMESTAMP ->
              limits.scale().isPresent() ? new FractionFit(limits.scale().getAsInt()) : null;
          case BOOLEAN, FLOAT, DATE, OBJECT, LIST -> null;
        });
  }

  private static @Nullable ColumnFit whole(Limits limits) {
    if (limits.range().isPresent()) {
      return new WholeFit(limits.range().get().least(), limits.range().get().most());
    }
    return limits.precision().isPresent() ? WholeFit.ofDigits(limits.precision().getAsInt()) : null;
  }

  /**
   * Why a value does not fit, as the end of a sentence about the field; null if it does.
   *
   * @param value neither null nor absent
   */
  public abstract @Nullable String misfit(Object value);

  /** The nearest value that fits, in place of one that does not; null if there is none. */
  public abstract @Nullable Object fitted(Object value);
}
