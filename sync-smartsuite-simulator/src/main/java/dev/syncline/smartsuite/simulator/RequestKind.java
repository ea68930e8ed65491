package dev.syncline.smartsuite.simulator;

/** What a request asks for; by these the simulator counts. */
public enum RequestKind {
  /** All solutions, or one. */
  SOLUTIONS,
  /** All tables. */
  TABLES,
  /** One table with its fields. */
  TABLE,
  /** The members of the workspace. */
  MEMBERS,
  /** The workspaces. */
  ACCOUNTS,
  /** A new field. */
  ADD_FIELD,
  /** Another definition of a field. */
  CHANGE_FIELD,
  /** One field less. */
  DELETE_FIELD,
  /** A page of records, also to look something up. */
  LIST,
  /** One record. */
  GET,
  /** One new record. */
  CREATE,
  /** Some fields of one record (PATCH). */
  UPDATE,
  /** All fields of one record (PUT). */
  REPLACE,
  /** One record less. */
  DELETE,
  /** New records. */
  BULK_CREATE,
  /** Some fields of records (PATCH). */
  BULK_UPDATE,
  /** All fields of records (PUT). */
  BULK_REPLACE,
  /** Fewer records. */
  BULK_DELETE,
  /** A deleted record back. */
  RESTORE,
  /** Deleted records. */
  DELETED,
  /** Webhooks and their events. */
  WEBHOOKS,
  /** Anything else, also paths without their last slash. */
  OTHER
}
