package dev.syncline.smartsuite.simulator;

/**
 * How the API may also behave. The documentation and what clients have seen differ; a client has to
 * get on with all of them.
 */
public enum Variant {
  /** A bulk update answers {@code {successful_items, failed_items}} instead of an array. */
  BULK_UPDATE_ENVELOPE,
  /** A bulk update answers {@code {items}} instead of an array. */
  BULK_UPDATE_ITEMS,
  /**
   * A bulk call applies what it can, and names the others under {@code failed_items}; else it
   * refuses all of them for one.
   */
  PARTIAL_FAILURES,
  /**
   * Records show empty values as {@code null}, {@code ""} or {@code []} instead of omitting them.
   */
  SHOWS_EMPTY_VALUES,
  /** Tables and records have a field of a type that nobody knows. */
  UNKNOWN_FIELD_TYPES,
  /** A status is read as a text instead of an object. */
  STATUS_AS_TEXT,
  /** A new or changed field is answered without a body. */
  NO_BODY_FOR_FIELDS,
  /** A deleted record is answered with 204 instead of 200. */
  NO_BODY_FOR_DELETES,
  /** PUT and DELETE to a path without its last slash answer 200 and do nothing. */
  IGNORES_WRITES_WITHOUT_SLASH,
  /** 429 says how long to wait. */
  RETRY_AFTER,
  /** Filters of texts do not tell upper from lower case. */
  FILTERS_IGNORE_CASE,
  /** A filter that is used to find records is ignored: all records are answered. */
  IGNORES_FILTERS,
  /** Deleted records are listed all at once only, as documented; 404 for pages of them. */
  NO_PAGES_OF_DELETED_RECORDS,
  /** Writes of unknown fields are refused; else they are ignored. */
  REFUSES_UNKNOWN_FIELDS
}
