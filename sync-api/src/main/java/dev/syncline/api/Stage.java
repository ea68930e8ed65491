package dev.syncline.api;

/**
 * The nine stages of a run, in the order in which every record passes them. Reports, metrics, dead
 * letters and errors name a stage by this constant.
 */
public enum Stage {
  /** The extractor reads a batch; the business key is encoded. */
  FETCH,
  /** Values are cleaned and coerced, field by field. */
  NORMALIZE,
  /** Rules are checked; a violation rejects the record, not the run. */
  VALIDATE,
  /** Source fields become destination fields. */
  MAP,
  /** The data hash is computed over the canonical form. */
  IDENTIFY,
  /** What really changed is worked out against the record states. */
  DELTA,
  /** Parent keys become the ids that the destination gave the parents. */
  RESOLVE,
  /** The loader writes the changes. */
  INGEST,
  /** The checkpoint commits what became of every record. */
  TRACK
}
