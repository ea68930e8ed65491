package dev.syncline.core.definition;

/**
 * What is done to one value before it is validated. Null and absent values pass every operation but
 * {@link ValueOperation.Default} untouched. A value that cannot be coerced rejects the record; it
 * never becomes null, unless an operation says so of that very value.
 */
public sealed interface NormalizeOperation
    permits TypeOperation, TextOperation, NumberOperation, TemporalOperation, ValueOperation {

  /** The layer that this belongs to. */
  Layer layer();
}
