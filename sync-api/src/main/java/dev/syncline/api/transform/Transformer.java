package dev.syncline.api.transform;

import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;

/**
 * Custom work on one record between NORMALIZE and IDENTIFY.
 *
 * <p><b>Threading.</b> May be called by several threads at once: keep no state.
 *
 * <p><b>Errors.</b> Say {@link Transformed.Rejected} of a bad record. An exception rejects the
 * record too, with the exception's message.
 *
 * <p><b>Delivery.</b> May be called again for the same record; the same input must give the same
 * output, or every run sends the record anew.
 */
@FunctionalInterface
public interface Transformer {

  /** Keeps, filters or rejects a record; a kept record may differ in schema and values. */
  Transformed apply(SyncRecord in, TransformContext context);

  /**
   * The schema of what it keeps of records with a schema, as far as it is known before: the
   * destination is prepared for it, and deletes are sent in it.
   *
   * @throws dev.syncline.api.error.ConfigurationException if it cannot work on such records
   */
  default Schema output(Schema input) {
    return input;
  }
}
