package dev.syncline.core.definition;

/** What a run does when the mapping is another one than that of the last run. */
public enum OnMappingChange {
  /** Updates what the new mapping changes, and says how many records that were. */
  APPLY,
  /** Pauses before it reads anything, until a plan was carried out. */
  PLAN
}
