package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is sent stands in the journal before; {@link InDoubtWrites} resolves after a crash what no
 * checkpoint did. While the run lives, a lost answer is looked up before anything is sent again,
 * unless repeating the write does no harm.
 */
final class Journalled implements WriteProtocol {
  private final Loader loader;
  private final Journal journal;
  private final LateWrites late;
  private final @Nullable LookUp lookUp;
  private final boolean repeats;
  private final boolean lookFirst;
  private final Unresolved unresolved;

  /**
   * A protocol for a destination that can be looked up.
   *
   * @param repeats whether a write may be sent again without a look
   * @param lookFirst whether an insert is looked up before it is sent at all
   * @param unresolved keys of which an earlier run left nobody knows what; filled by {@link
   *     #inserts}
   */
  Journalled(
      Loader loader,
      Journal journal,
      LateWrites late,
      LookUp lookUp,
      boolean repeats,
      boolean lookFirst,
      Unresolved unresolved) {
    this.unresolved = unresolved;
    this.loader = loader;
    this.journal = journal;
    this.late = late;
    this.lookUp = lookUp;
    this.repeats = repeats;
    this.lookFirst = lookFirst;
  }

  /** A protocol for a destination whose writes may be repeated, and that cannot be looked up. */
  Journalled(Loader loader, Journal journal, LateWrites late, Unresolved unresolved) {
    this.unresolved = unresolved;
    this.loader = loader;
    this.journal = journal;
    this.late = late;
    this.lookUp = null;
    this.repeats = true;
    this.lookFirst = false;
  }

  @Override
  public void begin(Schema schema, List<Row> rows) {
    if (lookUp == null || !repeats || !late.ordered()) {
      for (Row row : late.ordered() ? inserts(rows) : rows) {
        if (row.open() && unresolved.contains(row.id)) {
          holdBack(row);
        }
      }
    }
    if (lookUp == null || repeats) {
      return;
    }
    List<Row> inserts = inserts(rows);
    refuseWithoutKey(lookUp, schema, inserts);
    inserts.removeIf(row -> !lookFirst && !unresolved.ambiguous(row.id));
    List<List<DestinationRef>> found = lookUp.find(keys(lookUp, schema, inserts));
    for (int i = 0; i < inserts.size(); i++) {
      adopt(lookUp, inserts.get(i), found.get(i));
    }
  }

  /**
   * An earlier version may be there, and this one would be a second record; or it may still be on
   * its way, and undo this one.
   */
  private void holdBack(Row row) {
    Optional<String> why = unresolved.stuck(row.id);
    if (why.isPresent()) {
      row.reject(
          Stage.INGEST,
          "in-doubt",
          "an earlier version was sent and never answered, so the destination may have it: look"
              + " there, and discard this letter or replay it; finding out failed with: "
              + why.get());
    } else {
      // It is read again.
      row.settle(Outcome.DEFERRED);
    }
  }

  private static void adopt(LookUp lookUp, Row row, List<DestinationRef> found) {
    if (found.size() > 1) {
      refuseAmbiguous(row, found);
    } else if (found.size() == 1 && !lookUp.unfinished(found.get(0))) {
      row.change = Change.UPDATE;
      row.adopted = found.get(0);
    }
  }

  @Override
  public void beforeSend(Schema schema, List<Row> rows, int attempt) {
    if (lookUp == null) {
      journal.write(schema, rows, attempt);
    } else {
      journal.write(schema, rows, attempt, lookUp.fields());
    }
  }

  @Override
  public boolean fresh(List<Row> rows) {
    return late.mayBegin(lastSent(rows));
  }

  @Override
  public List<WriteResult> send(ChangeBatch batch, WriteContext context) {
    return loader.write(batch, context);
  }

  @Override
  public void settleDoubts(Schema schema, List<Row> rows) {
    Instant returned = late.now();
    if (!late.ordered() && !outlive(rows, returned)) {
      return;
    }
    if (lookUp == null || repeats) {
      return;
    }
    List<Row> doubtful = inserts(rows);
    doubtful.removeIf(row -> !row.inDoubt);
    settleFound(lookUp, schema, doubtful);
    if (doubtful.isEmpty()) {
      return;
    }
    // What is not there yet may still come, or not be found yet.
    boolean onTheirWay = doubtful.stream().anyMatch(row -> row.onItsWay);
    Instant seen = onTheirWay ? lookUp.visibleFrom(returned) : lookUp.foundFrom(returned);
    if (seen.isAfter(returned)) {
      if (!lookUp.await(seen)) {
        return;
      }
      settleFound(lookUp, schema, doubtful);
    }
    doubtful.forEach(row -> row.inDoubt = false);
  }

  /** What was sent first and arrives last would undo what is sent next, now or in another run. */
  private boolean outlive(List<Row> rows, Instant returned) {
    return rows.stream().noneMatch(row -> row.inDoubt && row.onItsWay) || late.outlive(returned);
  }

  private static Instant lastSent(List<Row> rows) {
    Instant last = Instant.EPOCH;
    for (Row row : rows) {
      if (row.journalledAt != null && row.journalledAt.isAfter(last)) {
        last = row.journalledAt;
      }
    }
    return last;
  }

  /**
   * Settles what is there; what is not stays in the list. What is there and was not written to its
   * end does neither: it stays in doubt until it is.
   */
  private static void settleFound(LookUp lookUp, Schema schema, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<List<DestinationRef>> found = lookUp.find(keys(lookUp, schema, rows));
    var absent = new ArrayList<Row>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (found.get(i).size() > 1) {
        refuseAmbiguous(row, found.get(i));
      } else if (found.get(i).isEmpty()) {
        absent.add(row);
      } else if (!lookUp.unfinished(found.get(i).get(0))) {
        row.written = found.get(i).get(0);
        row.inDoubt = false;
        row.settle(Outcome.INSERTED);
      }
    }
    rows.clear();
    rows.addAll(absent);
  }

  @Override
  public void end(List<Row> rows) {
    for (Row row : rows) {
      if (row.inDoubt && (row.change == Change.INSERT || !late.ordered())) {
        unresolved.add(row.id);
      }
    }
  }

  @Override
  public InDoubtWrites.Inserts inserts(InDoubtWrites writes, Consumer<WorkBatch> ingest) {
    return lookUp == null
        ? new RepeatedInserts(writes, late, ingest, unresolved)
        : new LookedUpInserts(writes, lookUp, repeats, late.ordered(), unresolved::addAmbiguous);
  }

  static void refuseAmbiguous(Row row, List<DestinationRef> found) {
    row.reject(
        Stage.INGEST,
        "ambiguous",
        "the destination holds key "
            + row.key
            + " "
            + found.size()
            + " times ("
            + found
            + "): remove all but one there");
  }

  private static List<Row> inserts(List<Row> rows) {
    var inserts = new ArrayList<Row>(rows.size());
    for (Row row : rows) {
      if (row.open() && row.change == Change.INSERT) {
        inserts.add(row);
      }
    }
    return inserts;
  }

  private static List<Key> keys(LookUp lookUp, Schema schema, List<Row> rows) {
    return rows.stream().map(row -> lookUp.key(schema, row.mapped).orElseThrow()).toList();
  }

  /** What could not be found again is not sent at all. */
  private static void refuseWithoutKey(LookUp lookUp, Schema schema, List<Row> rows) {
    for (Row row : rows) {
      if (lookUp.key(schema, row.mapped).isEmpty()) {
        row.reject(
            Stage.INGEST,
            "no-lookup-key",
            "one of the destination fields "
                + lookUp.fields()
                + " has no value, or none that can be looked up by, so that the record could not be"
                + " found again after a crash");
      }
    }
    rows.removeIf(row -> !row.open());
  }
}
