package dev.syncline.core.pipeline;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.KeyStates;
import dev.syncline.api.state.LetterStatus.Discarded;
import dev.syncline.api.state.LetterStatus.Edited;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.identity.RecordText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what people decided about dead letters whose record is read again unchanged: a discarded one
 * is not tried, an edited one goes on in its edited form. Another version of the record supersedes
 * the decision. Belongs to the transforming thread.
 */
final class LetterDecisions {
  private final StateSession session;
  private final FetchStage fetch;
  private final InFlight inFlight;
  private final Runnable settle;
  private final Secrets secrets;
  private final boolean any;
  private final boolean tryDiscarded;
  private final RawHash rawHash = new RawHash(new Identity());

  /**
   * @param fetch makes the rows of edited forms; no other thread may use it
   * @param settle returns when all earlier batches are committed
   * @param any whether there are decisions at all; while a run goes on there come none
   * @param tryDiscarded whether discarded records are tried all the same
   */
  LetterDecisions(
      StateSession session,
      FetchStage fetch,
      InFlight inFlight,
      Runnable settle,
      Secrets secrets,
      boolean any,
      boolean tryDiscarded) {
    this.session = session;
    this.fetch = fetch;
    this.inFlight = inFlight;
    this.settle = settle;
    this.secrets = secrets;
    this.any = any;
    this.tryDiscarded = tryDiscarded;
  }

  void apply(WorkBatch batch) {
    if (!any) {
      return;
    }
    if (inFlight.anyOf(batch.rows())) {
      settle.run();
    }
    var ids = KeyHashes.builder(batch.rows().size());
    batch.rows().forEach(row -> ids.add(row.id));
    KeyStates known = session.find(ids.build());
    boolean carried = batch.intake() == WorkBatch.Intake.CARRIED;
    batch
        .rows()
        .replaceAll(row -> known.deadLetter(row.id).map(l -> decided(row, l, carried)).orElse(row));
  }

  private Row decided(Row row, DeadLetter letter, boolean carried) {
    if (row.untouched != null) {
      return row;
    }
    if (letter.status() instanceof Discarded && !tryDiscarded && sameRecord(row, letter)) {
      row.leave(letter);
    } else if (letter.status() instanceof Edited edited) {
      return edited(row, letter, RecordText.record(edited.record()), carried);
    }
    return row;
  }

  private boolean sameRecord(Row row, DeadLetter letter) {
    return letter.rawHash().equals(rawHash.of(row))
        && RecordText.record(letter.raw()).op() == row.op;
  }

  private Row edited(Row row, DeadLetter letter, SyncRecord form, boolean carried) {
    Optional<@Nullable Object[]> values = place(form, row);
    if (values.isEmpty()) {
      return row;
    }
    if (sameRecord(row, letter)) {
      Row made =
          fetch
              .rows(RowBatch.of(row.rawSchema, List.of(SyncRecord.of(row.rawSchema, values.get()))))
              .get(0);
      boolean sameKey = letter.key().isEmpty() || made.id.equals(row.id);
      made.edited = letter;
      return sameKey ? made : row;
    }
    if (carried && rawHash.of(row, values.get()).equals(rawHash.of(row))) {
      // The edited form itself, which had to wait for a parent.
      row.edited = letter;
    }
    return row;
  }

  /** The edited form in the source's shape; what is secret nobody could edit: it is the row's. */
  private Optional<@Nullable Object[]> place(SyncRecord form, Row row) {
    Schema schema = row.rawSchema;
    @Nullable Object[] shown = secrets.mask(schema, row.raw);
    @Nullable Object[] values = new @Nullable Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      String name = schema.field(i).name();
      if (form.schema().indexOf(name).isEmpty() || shown[i] != row.raw[i]) {
        values[i] = row.raw[i];
      } else {
        values[i] = form.has(name) ? form.get(name) : Absent.ABSENT;
      }
      if (!schema.field(i).type().accepts(values[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
