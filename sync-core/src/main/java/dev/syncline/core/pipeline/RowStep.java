package dev.syncline.core.pipeline;

import dev.syncline.api.record.Schema;
import dev.syncline.core.value.Verdict;
import org.jspecify.annotations.Nullable;

/** One stage, compiled for records of one schema. Used by one thread at a time. */
interface RowStep {

  /** The fields of what comes out. */
  Schema output();

  /**
   * Does the stage's work on one record.
   *
   * @param in the values, {@link dev.syncline.api.record.Absent#ABSENT} for absent ones; not
   *     changed
   * @param out room for a value per field of {@link #output()}; all are overwritten if the record
   *     is kept
   */
  Verdict apply(@Nullable Object[] in, @Nullable Object[] out);
}
