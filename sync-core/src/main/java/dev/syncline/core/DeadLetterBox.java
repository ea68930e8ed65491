package dev.syncline.core;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.error.UnknownDeadLetterException;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LetterGroup;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.LetterStatus;
import dev.syncline.api.state.StateSession;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.LetterEdit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The dead letters of one sync: look at them, replay them, edit them, discard them.
 *
 * <p>Looking disturbs nobody. Everything else needs the lease of the sync for a moment, or for the
 * time of the replay: a decision cannot get lost in a checkpoint of a run, nor a replay overtake
 * one.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 *
 * <p><b>Errors.</b> {@link UnknownDeadLetterException} for an id that there is no letter of; {@link
 * StateConflictException} while somebody runs the sync.
 */
public final class DeadLetterBox {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int PAGE = 500;

  private final SyncEngine engine;
  private final StateStore store;
  private final RunStarter starter;
  private final InstantSource clock;
  private final String sync;

  DeadLetterBox(
      SyncEngine engine, StateStore store, RunStarter starter, InstantSource clock, String sync) {
    this.engine = engine;
    this.store = store;
    this.starter = starter;
    this.clock = clock;
    this.sync = sync;
  }

  /** One line for all letters of one fingerprint; the most letters first. */
  public List<LetterGroup> groups(int max) {
    return store.queries().letterGroups(sync, max);
  }

  /** All letters in the order of their ids, behind {@code after}. */
  public List<DeadLetter> list(Optional<KeyHash> after, int max) {
    return list(LetterSelection.all(), after, max);
  }

  /** Some letters in the order of their ids, behind {@code after}. */
  public List<DeadLetter> list(LetterSelection selection, Optional<KeyHash> after, int max) {
    return store.queries().deadLetters(sync, selection, after, max);
  }

  /**
   * One letter.
   *
   * @throws UnknownDeadLetterException if there is none with this id
   */
  public DeadLetter get(KeyHash id) {
    return store
        .queries()
        .find(sync, id)
        .deadLetter(id)
        .orElseThrow(
            () ->
                new UnknownDeadLetterException(
                    "sync '"
                        + sync
                        + "' has no dead letter "
                        + id
                        + ": it was closed by a later success of its record, or there never was"
                        + " one"));
  }

  /** The record as it was fetched, as far as it is not masked: what {@link #edit} starts from. */
  public SyncRecord record(DeadLetter letter) {
    return RecordText.record(letter.raw());
  }

  /**
   * Gives letters up: their records are not tried any more, as long as the source holds them
   * unchanged. They go on to be counted as rejected, but not against the error budget. Of several,
   * those that are waiting; a single one whatever its status.
   *
   * @param reason why, for those who come later
   * @return how many letters were discarded
   * @throws UnknownDeadLetterException if a single one is named and there is none
   */
  public long discard(LetterSelection selection, String reason) {
    if (reason.isBlank()) {
      throw new PermanentException(
          "say why dead letters of sync '"
              + sync
              + "' are discarded; the reason is '"
              + reason
              + "'");
    }
    requireKnown(selection);
    var discarded = new LetterStatus.Discarded(reason, clock.instant());
    return underLease(
        session -> {
          long count = 0;
          Optional<KeyHash> after = Optional.empty();
          while (true) {
            List<DeadLetter> page = list(selection, after, PAGE);
            var changed = new ArrayList<DeadLetter>();
            for (DeadLetter letter : page) {
              if (letter.status().waiting() || selection instanceof LetterSelection.One) {
                changed.add(letter.with(discarded));
              }
            }
            commit(session, changed);
            count += changed.size();
            if (page.size() < PAGE) {
              return count;
            }
            after = Optional.of(page.get(page.size() - 1).id());
            session.renew(LEASE);
          }
        });
  }

  /**
   * Lets another form of the record go through the stages in the place of the rejected one, from
   * the next run or replay on and for as long as the source holds what was edited. Secret fields
   * cannot be edited; a record with a key keeps it.
   *
   * @param definition the sync
   * @param seen the letter as it was read; {@link #get}
   * @param edited the record as the source should have given it; {@link #record}
   * @return the letter as it is now
   * @throws UnknownDeadLetterException if the letter was closed meanwhile
   * @throws StateConflictException if the letter is about another version of the record meanwhile
   * @throws PermanentException naming the field that cannot be edited so
   */
  public DeadLetter edit(SyncDefinition definition, DeadLetter seen, SyncRecord edited) {
    requireSame(definition);
    get(seen.id());
    return underLease(
        session -> {
          DeadLetter current = get(seen.id());
          if (!current.rawHash().equals(seen.rawHash())) {
            throw new StateConflictException(
                "dead letter "
                    + seen.id()
                    + " of sync '"
                    + sync
                    + "' is about a newer version of its record than the one that was edited; look"
                    + " at it again");
          }
          DeadLetter changed =
              new LetterEdit(definition, session).edit(current, edited, clock.instant());
          commit(session, List.of(changed));
          return changed;
        });
  }

  /**
   * Takes letters up again, in a run of their own that reads nothing else from the source: all nine
   * stages, checkpoints, books and history as in every run. Of several, those that are waiting; a
   * single one whatever its status. Nothing newer is overwritten: a letter whose record got through
   * meanwhile is closed already.
   *
   * <p>A letter with masked values is read again from the source by its key; where that is not
   * possible it counts as rejected, and a notice of the report says what to do.
   *
   * @throws UnknownDeadLetterException if a single one is named and there is none
   */
  public RunReport replay(SyncDefinition definition, LetterSelection selection) {
    requireSame(definition);
    requireKnown(selection);
    return engine.replay(definition, selection);
  }

  /** {@link #edit} and {@link #replay} of one letter. */
  public RunReport editAndReplay(SyncDefinition definition, DeadLetter seen, SyncRecord edited) {
    edit(definition, seen, edited);
    return replay(definition, LetterSelection.one(seen.id()));
  }

  private void requireSame(SyncDefinition definition) {
    if (!definition.name().equals(sync)) {
      throw new ConfigurationException(
          "these are the dead letters of sync '" + sync + "', not of '" + definition.name() + "'");
    }
  }

  private void requireKnown(LetterSelection selection) {
    if (selection instanceof LetterSelection.One one) {
      get(one.id());
    }
  }

  private static void commit(StateSession session, List<DeadLetter> changed) {
    if (!changed.isEmpty()) {
      session.commit(Checkpoint.builder(session.load().progress()).rejected(changed).build());
    }
  }

  private <T> T underLease(Function<StateSession, T> work) {
    Lease lease = starter.lease(sync, LEASE);
    try (StateSession session = store.open(lease)) {
      return work.apply(session);
    } finally {
      store.release(lease);
    }
  }
}
