package dev.syncline.core.definition;

/** What the engine refuses unless a definition accepts it. */
public enum Risk {
  /**
   * The destination can neither take a record twice without doubling it nor look it up: a crash or
   * a lost answer may double records. In YAML, {@code atLeastOnce: accepted}.
   */
  AT_LEAST_ONCE,
  /**
   * The destination cannot take a record twice without doubling it, and the state store forgets
   * with the process what was written. In YAML, {@code ephemeral: accepted}.
   */
  EPHEMERAL_STATE,
  /**
   * Another sync of the same state store writes the same records of the same destination; each
   * overwrites what the other wrote, and deletes it. In YAML, {@code sharedRows: accepted}.
   */
  SHARED_ROWS
}
