package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.Intent;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.identity.RecordText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the intents that an earlier run journalled and did not live to see through. It comes
 * before anything is read: whatever the source says by now, what the destination holds is known
 * again.
 *
 * <ul>
 *   <li>What was to be updated or deleted has a record state. Its hash is forgotten, so that the
 *       source's next version is sent, whatever it is. Where a write may not simply be repeated, or
 *       may overtake a later one, that waits until it can take effect no more. If the destination
 *       says that what was to be deleted is gone, the record state goes too: no child may find a
 *       parent there.
 *   <li>What was to be inserted is looked up ({@link LookedUpInserts}) or, where that cannot be,
 *       sent again ({@link RepeatedInserts}), so that there is a record state if the destination
 *       has it: it will be updated, or deleted if the source has dropped it.
 * </ul>
 */
final class InDoubtWrites {
  private static final int CHUNK = 500;
  private static final int FEW = 20;

  private final StateSession session;
  private final CheckpointBook book;
  private final ProgressBook progress;
  private final Loader loader;

  private final Retries retries;

  InDoubtWrites(
      StateSession session,
      CheckpointBook book,
      ProgressBook progress,
      Loader loader,
      Retries retries) {
    this.session = session;
    this.book = book;
    this.progress = progress;
    this.loader = loader;
    this.retries = retries;
  }

  /** Finds out what became of inserts. */
  interface Inserts {
    void resolve(List<Doubt> doubts);

    /** Whether inserts, too, are waited for: arriving late, they would undo the next update. */
    default boolean outlivesInserts() {
      return false;
    }

    /**
     * Waits until what was sent at this time takes effect no more: arriving late, it would undo the
     * next write.
     *
     * @return false if the run is to stop before
     */
    default boolean outlive(Instant sent) {
      return true;
    }
  }

  /**
   * An insert whose answer nobody heard.
   *
   * @param intent what was to be done
   * @param state the record state of its key at this destination
   */
  record Doubt(Intent intent, @Nullable RecordState state) {}

  void resolve(List<Intent> intents, Inserts inserts) {
    for (int from = 0; from < intents.size(); from += CHUNK) {
      List<Intent> chunk = intents.subList(from, Math.min(intents.size(), from + CHUNK));
      KeyStates known = session.find(KeyHashes.of(chunk.stream().map(Intent::keyHash).toList()));
      Optional<Instant> last =
          chunk.stream()
              .filter(intent -> inserts.outlivesInserts() || !isInsert(intent))
              .map(Intent::journalledAt)
              .max(Instant::compareTo);
      if (last.isPresent() && !inserts.outlive(last.get())) {
        return;
      }
      var doubts = new ArrayList<Doubt>();
      var deletes = new ArrayList<Doubt>();
      for (Intent intent : chunk) {
        var doubt = new Doubt(intent, here(known.state(intent.keyHash())));
        if (isInsert(intent)) {
          doubts.add(doubt);
        } else if (intent.change() == Change.DELETE && doubt.state() != null) {
          deletes.add(doubt);
        } else {
          forget(doubt);
        }
      }
      for (int at = 0; at < deletes.size(); at += FEW) {
        resolveDeletes(deletes.subList(at, Math.min(deletes.size(), at + FEW)));
      }
      inserts.resolve(doubts);
    }
  }

  private static boolean isInsert(Intent intent) {
    return intent.change() == Change.INSERT && intent.values().isPresent();
  }

  private void resolveDeletes(List<Doubt> deletes) {
    var held = new BitSet();
    if (loader instanceof HoldsRecords holder) {
      List<DestinationRef> refs = deletes.stream().map(doubt -> refOf(doubt)).toList();
      retries.run(() -> held.or(holder.holds(refs)));
    } else {
      held.set(0, deletes.size());
    }
    for (int i = 0; i < deletes.size(); i++) {
      if (held.get(i)) {
        forget(deletes.get(i));
      } else {
        KeyHash key = deletes.get(i).intent().keyHash();
        book.remove(key);
        book.resolve(key, Outcome.DELETED);
      }
    }
  }

  private static DestinationRef refOf(Doubt doubt) {
    return RecordText.ref(Objects.requireNonNull(doubt.state()).ref());
  }

  /** A record state that is about another destination says nothing of this one. */
  private @Nullable RecordState here(Optional<RecordState> state) {
    return state.filter(found -> !progress.elsewhere(found.hashVersion())).orElse(null);
  }

  /** The destination has it, under this reference. */
  void arrived(Doubt doubt, String ref, DataHash content) {
    RecordState before = doubt.state();
    Intent intent = doubt.intent();
    long ordinal = before == null ? book.nextOrdinal() : before.ordinal();
    if (progress.scanStopped()) {
      // It was read in a part of the scan that is not read again: it is not absent.
      book.see(ordinal);
    }
    book.write(
        new RecordState(
            intent.keyHash(),
            ordinal,
            intent.key(),
            ref,
            content,
            Optional.empty(),
            intent.parents(),
            progress.hashVersion(),
            before != null && before.adopted(),
            Optional.empty()));
    if (before != null && !before.ref().equals(ref)) {
      book.renewed();
    }
    book.resolve(intent.keyHash(), Outcome.INSERTED);
  }

  /** Nobody knows what the destination holds of it; the source's version will be sent. */
  void forget(Doubt doubt) {
    RecordState state = doubt.state();
    if (state != null) {
      book.write(
          new RecordState(
              state.keyHash(),
              state.ordinal(),
              state.key(),
              state.ref(),
              DataHash.UNKNOWN,
              Optional.empty(),
              eitherParents(doubt.intent().parents(), state.parents()),
              state.hashVersion(),
              state.adopted(),
              Optional.empty()));
    }
    book.resolve(doubt.intent().keyHash(), Outcome.DEFERRED);
  }

  /** Whether it arrived or not, no parent that the destination's record may point to must go. */
  private static KeyHashes eitherParents(KeyHashes sent, KeyHashes before) {
    if (sent.isEmpty() || sent.equals(before)) {
      return before;
    }
    var either = KeyHashes.builder(sent.size() + before.size());
    sent.toList().forEach(either::add);
    before.toList().forEach(either::add);
    return either.build();
  }
}
