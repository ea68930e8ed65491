package dev.syncline.testkit.simulation;

/** How a simulated destination keeps from holding a record twice. */
public enum DestinationKind {
  /** It writes by key, and can be asked. */
  UPSERT_WITH_LOOK_UP,
  /** It writes by key; what it holds cannot be asked. */
  UPSERT,
  /** Every create makes a record; what it holds can be asked. */
  LOOK_UP_ONLY,
  /** It knows a create that it has seen before by its idempotency key. */
  IDEMPOTENT_CREATE,
  /** It shares the state store's transaction. */
  JOINED_TRANSACTION
}
