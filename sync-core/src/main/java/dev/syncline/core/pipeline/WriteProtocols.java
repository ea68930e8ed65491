package dev.syncline.core.pipeline;

import dev.syncline.api.destination.JoinsTransaction;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StoreTraits.Durability;
import dev.syncline.api.state.UnitOfWork;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the {@link WriteProtocol}, the strongest that the loader's promises allow:
 *
 * <ol>
 *   <li>it writes in the state store's own transaction: data and state in one commit ({@link
 *       Joined});
 *   <li>it can look records up: what is sent is journalled, and looked up after a crash ({@link
 *       Journalled});
 *   <li>its writes may be repeated: what is sent is journalled as a whole, and sent again after a
 *       crash (also {@link Journalled});
 *   <li>neither, and the definition accepts doubles: nothing protects it ({@link Unprotected});
 *   <li>neither: the sync is refused.
 * </ol>
 */
final class WriteProtocols {
  private final RunParts parts;
  private final SyncDefinition definition;
  private final Loader loader;
  private final StateSession session;
  private final Journal journal;

  /** Outlives the protocol of one shape. */
  private final Unresolved unresolved = new Unresolved();

  private final SharedTransaction transaction;
  private final Retries retries;
  private final LateWrites late;
  private final boolean lookFirst;

  /**
   * @param lookFirst whether the destination may hold records of this sync that no record state
   *     knows, because none was ever complete
   */
  WriteProtocols(
      RunParts parts,
      StateSession session,
      SharedTransaction transaction,
      Retries retries,
      boolean lookFirst) {
    this.transaction = transaction;
    this.parts = parts;
    this.definition = parts.definition();
    this.loader = parts.loader();
    this.session = session;
    this.journal = new Journal(session, parts.runId(), parts.clock());
    this.retries = retries;
    this.late = new LateWrites(loader, retries, parts.clock());
    this.lookFirst = lookFirst;
  }

  /**
   * The protocol for records of this shape.
   *
   * @throws ConfigurationException if the loader's promises allow none
   */
  WriteProtocol choose(Schema mapped) {
    if (loader instanceof JoinsTransaction joins && joined(joins)) {
      return new Joined(joins, transaction);
    }
    boolean repeats = loader.traits().idempotent();
    Optional<LookUp> lookUp = lookUp(mapped);
    boolean looksUp = lookUp.isPresent();
    if (!looksUp && !repeats && !definition.accepted().contains(Risk.AT_LEAST_ONCE)) {
      throw new ConfigurationException(
          "the destination of sync '"
              + definition.name()
              + "' cannot take the same record twice without doubling it, and cannot look it up:"
              + " map the business key "
              + definition.source().key()
              + " to destination fields, or accept doubles after a crash with 'atLeastOnce:"
              + " accepted'");
    }
    if (!repeats) {
      requireDurableState();
    }
    if (lookUp.isPresent()) {
      return new Journalled(
          loader,
          journal,
          late,
          lookUp.get(),
          repeats,
          lookFirst && !loader.traits().upsert(),
          unresolved);
    }
    return repeats ? new Journalled(loader, journal, late, unresolved) : new Unprotected(loader);
  }

  private boolean joined(JoinsTransaction joins) {
    try (UnitOfWork trial = session.begin()) {
      return joins.joins(trial);
    }
  }

  /** How to ask for records of this shape; empty if that cannot be done. */
  Optional<LookUp> lookUp(Schema mapped) {
    if (!(loader instanceof LooksUp looksUp)) {
      return Optional.empty();
    }
    List<String> fields = looksUp.lookupFields();
    return fields.isEmpty() || !mapped.names().containsAll(fields)
        ? Optional.empty()
        : Optional.of(new LookUp(loader, looksUp, fields, retries, late));
  }

  private void requireDurableState() {
    if (parts.store().traits().durability() == Durability.MEMORY
        && !definition.accepted().contains(Risk.EPHEMERAL_STATE)) {
      throw new ConfigurationException(
          "the destination of sync '"
              + definition.name()
              + "' cannot take the same record twice without doubling it, and the state store"
              + " forgets everything with the process: use a durable one, such as"
              + " SqliteStateStore, or accept it with 'ephemeral: accepted'");
    }
  }
}
