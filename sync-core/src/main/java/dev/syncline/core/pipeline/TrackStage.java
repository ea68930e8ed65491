package dev.syncline.core.pipeline;

import dev.syncline.api.Ledger;
import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.PendingChild;
import dev.syncline.api.state.PendingChild.MissingParent;
import dev.syncline.api.state.RecordState;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.WorkBatch.Intake;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * TRACK: books what became of every row and gathers it for the next checkpoint. A batch that does
 * not balance is not booked: the run fails, naming the stage where rows went missing.
 */
final class TrackStage {
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final CheckpointBook book;
  private final DeadLetters deadLetters;
  private final Secrets secrets;
  private final InstantSource clock;
  private final int hashVersion;
  private final boolean keepValues;
  private final OptionalLong scan;

  TrackStage(
      CheckpointBook book,
      DeadLetters deadLetters,
      Secrets secrets,
      InstantSource clock,
      int hashVersion,
      boolean keepValues,
      OptionalLong scan) {
    this.book = book;
    this.deadLetters = deadLetters;
    this.secrets = secrets;
    this.clock = clock;
    this.hashVersion = hashVersion;
    this.keepValues = keepValues;
    this.scan = scan;
  }

  void apply(WorkBatch batch) {
    if (batch.rows().stream().anyMatch(Row::open)) {
      // Before anything of the batch is booked, which the report of the run would commit.
      throw lost(batch);
    }
    Instant now = clock.instant();
    long[] counts = new long[OUTCOMES.length];
    for (Row row : batch.rows()) {
      Outcome outcome = row.outcome;
      if (outcome == null) {
        throw new IllegalStateException("an open row is booked");
      }
      counts[outcome.ordinal()]++;
      book(batch, row, outcome, now);
    }
    Ledger ledger = batch.booked();
    for (Outcome outcome : OUTCOMES) {
      ledger = ledger.with(outcome, counts[outcome.ordinal()]);
    }
    book.add(batch, ledger);
  }

  private static PermanentException lost(WorkBatch batch) {
    long open = batch.rows().stream().filter(Row::open).count();
    Stage stage = batch.rows().stream().filter(Row::open).findFirst().orElseThrow().reached;
    return new PermanentException(
        "the books do not balance: "
            + open
            + " of "
            + batch.rows().size()
            + " records have no outcome; they went missing in "
            + stage);
  }

  private void book(WorkBatch batch, Row row, Outcome outcome, Instant now) {
    switch (outcome) {
      case INSERTED, UPDATED -> {
        RecordState state = stateOf(row);
        book.write(state);
        if (row.state != null && !row.state.ref().equals(state.ref())) {
          book.renewed();
        }
        if (seenByScan(batch, row)) {
          book.see(state.ordinal());
        }
      }
      case DELETED -> {
        if (row.marksDeleted && row.state != null) {
          book.write(marked(row.state));
        } else {
          book.remove(row.id);
        }
      }
      case PENDING -> book.park(waiting(batch, row, now));
      case REJECTED -> {
        if (row.rejection != null) {
          book.reject(deadLetters.of(batch, row, row.rejection, now));
        } else if (row.untouched != null) {
          deadLetters.readAgain(batch, row, row.untouched).ifPresent(book::reject);
          book.countDiscarded();
        }
      }
      case UNCHANGED -> {
        if (row.rehashed && row.state != null && row.dataHash != null) {
          book.write(rehashed(row.state, row.dataHash));
        }
      }
      case FILTERED -> {
        if (row.adopted != null) {
          RecordState state = left(row, row.adopted);
          book.write(state);
          if (seenByScan(batch, row)) {
            book.see(state.ordinal());
          }
        } else if (row.goneThere) {
          book.remove(row.id);
        }
      }
      case SUPERSEDED, DEFERRED -> {}
    }
    long ordinal = row.state == null ? row.ordinal : row.state.ordinal();
    if (ordinal >= 0 && seenByScan(batch, row)) {
      book.see(ordinal);
    }
    if (row.journalledAt != null && !row.inDoubt) {
      book.resolve(row.id);
    }
    if (hasOpenLink(row)) {
      book.park(linkedLater(batch, row, now));
    }
    if (outcome != Outcome.DEFERRED && outcome != Outcome.SUPERSEDED) {
      endEarlierFates(row, outcome);
      keepEdit(batch, row, outcome, now);
    }
  }

  /** It is at the destination, and a parent that it is to be linked to is not. */
  private static boolean hasOpenLink(Row row) {
    return !row.deferred.isEmpty()
        && (row.outcome == Outcome.INSERTED
            || row.outcome == Outcome.UPDATED
            || row.outcome == Outcome.UNCHANGED);
  }

  /** Read by this scan, or parked by it and taken up again before its end. */
  private boolean seenByScan(WorkBatch batch, Row row) {
    return switch (batch.intake()) {
      case FETCHED -> true;
      case CARRIED ->
          row.pending != null && scan.isPresent() && row.pending.lastScan().equals(scan);
      case ABSENT -> false;
    };
  }

  /** A record that got somewhere is no longer parked, and its dead letter is closed. */
  private void endEarlierFates(Row row, Outcome outcome) {
    if (row.pending != null && outcome != Outcome.PENDING && !hasOpenLink(row)) {
      book.unpark(row.id);
    }
    if (row.letter != null && outcome != Outcome.REJECTED && !ownEdit(row)) {
      book.close(row.id);
    }
  }

  private static boolean ownEdit(Row row) {
    return row.edited != null && row.edited.id().equals(row.id);
  }

  /** What was edited stays known: the source goes on to hold the form that was rejected. */
  private void keepEdit(WorkBatch batch, Row row, Outcome outcome, Instant now) {
    DeadLetter letter = row.edited;
    if (letter == null || outcome == Outcome.REJECTED) {
      return;
    }
    (outcome == Outcome.PENDING
            ? deadLetters.readAgain(batch, row, letter)
            : deadLetters.done(batch, row, letter, now))
        .ifPresent(book::reject);
  }

  private RecordState stateOf(Row row) {
    if (row.written == null || row.dataHash == null || row.mappedSchema == null) {
      throw new IllegalStateException("a written row has no reference or hash");
    }
    RecordState before = row.state;
    return new RecordState(
        row.id,
        before == null ? book.nextOrdinal() : before.ordinal(),
        before == null ? row.keyText() : before.key(),
        refText(row, row.written),
        row.dataHash,
        Optional.ofNullable(row.linkHash),
        row.parentHashes(),
        hashVersion,
        row.adopted != null || (before != null && before.adopted()),
        keepValues
            ? Optional.of(RecordText.ofRecord(row.mappedSchema, row.op, row.mapped))
            : Optional.empty());
  }

  /** Mostly the same text as the key, and then the same object. */
  private static String refText(Row row, DestinationRef ref) {
    return row.key != null && ref.values().equals(row.key.values())
        ? row.keyText()
        : RecordText.ofRef(ref);
  }

  /** The destination had it before, and it was left as it is: nobody knows its content. */
  private RecordState left(Row row, DestinationRef there) {
    RecordState before = row.state;
    return new RecordState(
        row.id,
        before == null ? book.nextOrdinal() : before.ordinal(),
        before == null ? row.keyText() : before.key(),
        RecordText.ofRef(there),
        DataHash.UNKNOWN,
        Optional.ofNullable(row.linkHash),
        row.parentHashes(),
        hashVersion,
        true,
        Optional.empty());
  }

  private RecordState rehashed(RecordState state, DataHash hash) {
    return new RecordState(
        state.keyHash(),
        state.ordinal(),
        state.key(),
        state.ref(),
        hash,
        state.linkHash(),
        state.parents(),
        hashVersion,
        state.adopted(),
        state.values());
  }

  private static RecordState marked(RecordState state) {
    return new RecordState(
        state.keyHash(),
        state.ordinal(),
        state.key(),
        state.ref(),
        DataHash.TOMBSTONE,
        Optional.empty(),
        KeyHashes.EMPTY,
        state.hashVersion(),
        state.adopted(),
        Optional.empty());
  }

  private PendingChild waiting(WorkBatch batch, Row row, Instant now) {
    Attempts attempts = row.attempts;
    if (attempts == null) {
      throw new IllegalStateException("a row was parked without having been tried");
    }
    return pending(batch, row, row.missing, attempts, now, false);
  }

  /** An open link waits for its parent and for nothing else: no attempts are counted. */
  private PendingChild linkedLater(WorkBatch batch, Row row, Instant now) {
    return pending(batch, row, row.deferred, new Attempts(0, 0, now), now, true);
  }

  private PendingChild pending(
      WorkBatch batch,
      Row row,
      List<MissingParent> missing,
      Attempts attempts,
      Instant now,
      boolean written) {
    PendingChild before = row.pending;
    boolean scanned = batch.intake() == Intake.FETCHED;
    OptionalLong earlier = before == null ? OptionalLong.empty() : before.lastScan();
    return new PendingChild(
        row.id,
        row.keyText(),
        RecordText.ofRecord(row.rawSchema, row.op, secrets.mark(row.rawSchema, row.raw)),
        missing,
        attempts.count(),
        attempts.parentCommits(),
        attempts.next(),
        before == null ? now : before.parkedAt(),
        scanned ? scan : earlier,
        written);
  }
}
