package dev.syncline.core.pipeline;

import dev.syncline.api.record.Schema;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterStatus;
import dev.syncline.api.state.LetterStatus.Edited;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import dev.syncline.core.pipeline.Row.Rejection;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the dead letter of a rejected row, and brings that of an edited one up to date. */
final class DeadLetters {
  private final RawHash rawHash = new RawHash(new Identity());
  private final String runId;
  private final OptionalLong scan;
  private final Secrets secrets;

  DeadLetters(String runId, OptionalLong scan, Secrets secrets) {
    this.runId = runId;
    this.scan = scan;
    this.secrets = secrets;
  }

  /** The letter of a rejected row; an earlier one of the same record goes on in it. */
  DeadLetter of(WorkBatch batch, Row row, Rejection why, Instant now) {
    DeadLetter edited = row.edited;
    return edited == null ? fresh(batch, row, why, now) : again(batch, row, edited, why, now);
  }

  private DeadLetter fresh(WorkBatch batch, Row row, Rejection why, Instant now) {
    OptionalLong scanned = scanOf(batch, row);
    String hash = rawHash.of(row);
    DeadLetter earlier = row.letter;
    DeadLetter same = earlier != null && earlier.rawHash().equals(hash) ? earlier : null;
    Set<String> hidden = secrets.valuesOf(row);
    Rejection shown = shown(why, hidden);
    @Nullable Object[] raw = secrets.mask(row.rawSchema, row.raw);
    return new DeadLetter(
        row.id,
        Optional.ofNullable(row.key).map(RecordText::ofKey),
        hash,
        shown.stage(),
        shown.errorType(),
        shown.message(),
        ErrorFingerprint.of(shown, row),
        RecordText.ofRecord(row.rawSchema, row.op, raw),
        normalized(row, hidden),
        mapped(row, hidden),
        same == null ? 1 : same.attempts() + 1,
        earlier == null ? now : earlier.firstSeen(),
        now,
        runId,
        same != null && same.firstScan().isPresent() ? same.firstScan() : scanned,
        scanned.isPresent() || earlier == null ? scanned : earlier.lastScan(),
        raw != row.raw,
        LetterStatus.OPEN);
  }

  /** An edited form was rejected, too: what was edited stays, the error is the new one. */
  private DeadLetter again(
      WorkBatch batch, Row row, DeadLetter letter, Rejection why, Instant now) {
    OptionalLong scanned = scanOf(batch, row);
    Set<String> hidden = secrets.valuesOf(row);
    Rejection shown = shown(why, hidden);
    Edited before = (Edited) letter.status();
    // The key that a record without one was given stays its own once it was written under it.
    Optional<Instant> doneAt = letter.key().isEmpty() ? before.doneAt() : Optional.empty();
    return new DeadLetter(
        letter.id(),
        letter.key(),
        letter.rawHash(),
        shown.stage(),
        shown.errorType(),
        shown.message(),
        ErrorFingerprint.of(shown, row),
        letter.raw(),
        normalized(row, hidden),
        mapped(row, hidden),
        letter.attempts() + 1,
        letter.firstSeen(),
        now,
        runId,
        letter.firstScan().isPresent() ? letter.firstScan() : scanned,
        scanned.isPresent() ? scanned : letter.lastScan(),
        letter.masked(),
        new Edited(before.record(), before.editedAt(), doneAt));
  }

  /** The letter of a row whose edited form is accounted for; empty if nothing in it changes. */
  Optional<DeadLetter> done(WorkBatch batch, Row row, DeadLetter letter, Instant now) {
    Edited edited = (Edited) letter.status();
    var done =
        new Edited(edited.record(), edited.editedAt(), Optional.of(edited.doneAt().orElse(now)));
    return changed(letter, letter.with(done, lastScan(batch, row, letter)));
  }

  /** The letter of a row that is not tried; empty if nothing in it changes. */
  Optional<DeadLetter> readAgain(WorkBatch batch, Row row, DeadLetter letter) {
    return changed(letter, letter.with(letter.status(), lastScan(batch, row, letter)));
  }

  private OptionalLong lastScan(WorkBatch batch, Row row, DeadLetter letter) {
    OptionalLong scanned = scanOf(batch, row);
    return scanned.isPresent() ? scanned : letter.lastScan();
  }

  private static Optional<DeadLetter> changed(DeadLetter before, DeadLetter after) {
    return after.equals(before) ? Optional.empty() : Optional.of(after);
  }

  /** A parked child was read by the scan that parked it. */
  private OptionalLong scanOf(WorkBatch batch, Row row) {
    return switch (batch.intake()) {
      case FETCHED -> scan;
      case CARRIED -> row.pending == null ? OptionalLong.empty() : row.pending.lastScan();
      case ABSENT -> OptionalLong.empty();
    };
  }

  private static Rejection shown(Rejection why, Set<String> hidden) {
    return new Rejection(why.stage(), why.errorType(), Secrets.mask(why.message(), hidden));
  }

  private Optional<String> normalized(Row row, Set<String> hidden) {
    return row.values == row.raw
        ? Optional.empty()
        : Optional.of(text(row.schema, row, row.values, hidden));
  }

  private Optional<String> mapped(Row row, Set<String> hidden) {
    return Optional.ofNullable(row.mappedSchema)
        .map(schema -> text(schema, row, row.mapped, hidden));
  }

  private String text(Schema schema, Row row, @Nullable Object[] values, Set<String> hidden) {
    return RecordText.ofRecord(schema, row.op, secrets.mask(schema, values, hidden));
  }
}
