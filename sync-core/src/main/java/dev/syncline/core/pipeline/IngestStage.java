package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.Check;
import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Schema;
import dev.syncline.core.identity.RecordText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * INGEST: sends the changes and learns what became of each. Only this class retries and splits.
 *
 * <p>Any exception puts a whole batch in doubt; so does a lost answer. What is in doubt is given to
 * the {@link WriteProtocol} before anything is sent again.
 */
final class IngestStage {
  private static final int FEW = 10;

  private final String sync;
  private final String runId;
  private final Loader loader;
  private final Retries retries;
  private final RunControl control;
  private final SoftDeletes softDeletes;
  private final Secrets secrets;
  private final UnaryOperator<Schema> mapped;
  private final Function<Schema, WriteProtocol> prepare;
  private final LossGuard guard;
  private final Runnable beforeSend;
  private final boolean insertNew;
  private long batches;
  private long repeated;

  /**
   * @param secrets takes secret values out of what a loader says of a whole batch
   * @param mapped what becomes of a raw schema; deletes have no mapped values of their own
   * @param prepare makes the loader ready for a mapped schema, and says how it is written to
   * @param guard holds back what the destination would cut
   * @param beforeSend makes sure that the lease outlasts the request
   * @param insertNew whether a record is created again that is gone at the destination
   */
  IngestStage(
      String sync,
      String runId,
      Loader loader,
      Retries retries,
      RunControl control,
      SoftDeletes softDeletes,
      Secrets secrets,
      UnaryOperator<Schema> mapped,
      Function<Schema, WriteProtocol> prepare,
      LossGuard guard,
      Runnable beforeSend,
      boolean insertNew) {
    this.sync = sync;
    this.runId = runId;
    this.loader = loader;
    this.retries = retries;
    this.control = control;
    this.softDeletes = softDeletes;
    this.secrets = secrets;
    this.mapped = mapped;
    this.prepare = prepare;
    this.guard = guard;
    this.beforeSend = beforeSend;
    this.insertNew = insertNew;
  }

  long batches() {
    return batches;
  }

  long repeated() {
    return repeated;
  }

  void apply(WorkBatch batch) {
    batch.reach(Stage.INGEST);
    List<Row> run = new ArrayList<>();
    Schema schema = null;
    int most = loader.traits().maxBatch();
    for (Row row : batch.rows()) {
      if (!row.open()) {
        continue;
      }
      Schema own = row.mappedSchema == null ? mapped.apply(batch.schema()) : row.mappedSchema;
      softDeletes.apply(row, own);
      if (schema != null && (own != schema || run.size() == most)) {
        send(schema, run);
        run = new ArrayList<>();
      }
      schema = own;
      run.add(row);
    }
    if (schema != null && !run.isEmpty()) {
      send(schema, run);
    }
  }

  private void send(Schema schema, List<Row> rows) {
    WriteProtocol protocol = prepare.apply(schema);
    guard.check(rows);
    List<Row> fitting = openOf(rows);
    if (fitting.isEmpty()) {
      return;
    }
    StageFailure.in(Stage.INGEST, () -> protocol.begin(schema, fitting));
    write(protocol, schema, openOf(fitting));
    List<Row> gone = openOf(fitting);
    if (!insertNew) {
      gone.forEach(IngestStage::letGo);
    } else if (!gone.isEmpty()) {
      // Somebody removed these at the destination; the source still has them.
      gone.forEach(
          row -> {
            row.change = Change.INSERT;
            row.adopted = null;
          });
      StageFailure.in(Stage.INGEST, () -> protocol.begin(schema, gone));
      write(protocol, schema, openOf(gone));
      openOf(gone)
          .forEach(row -> row.reject(Stage.INGEST, "gone", "the destination does not keep it"));
    }
    protocol.end(rows);
    refuseIfNothingWorks(fitting);
  }

  private static void letGo(Row row) {
    row.goneThere = true;
    row.adopted = null;
    row.settle(Outcome.FILTERED);
  }

  private static List<Row> openOf(List<Row> rows) {
    return rows.stream().filter(Row::open).toList();
  }

  /**
   * When every record of a batch fails alone, the records are not what is wrong; when they are few,
   * the destination is asked.
   */
  private void refuseIfNothingWorks(List<Row> rows) {
    RuntimeException last = null;
    for (Row row : rows) {
      if (row.failure == null) {
        return;
      }
      last = row.failure;
    }
    String message =
        "every record of a batch of " + rows.size() + " failed, the last with: " + reason(last);
    if (rows.size() >= FEW) {
      throw nothingWorks(rows, message, last);
    }
    Check check = loader.check();
    if (!check.ok()) {
      throw nothingWorks(
          rows, message + "; and the destination is not ready: " + check.message(), last);
    }
  }

  private PermanentException nothingWorks(
      List<Row> rows, String message, @Nullable RuntimeException last) {
    String shown = masked(rows, message);
    // The cause would say it all the same, in a log.
    return new PermanentException(shown, shown.equals(message) ? last : null);
  }

  /** What a loader says may repeat the values that it was given. */
  private String masked(List<Row> rows, String message) {
    return Secrets.mask(message, secrets.valuesOf(rows));
  }

  private RetryableException masked(List<Row> rows, RetryableException cause) {
    String message = reason(cause);
    String shown = masked(rows, message);
    if (shown.equals(message)) {
      return cause;
    }
    return RetryableException.of(shown, cause.delay());
  }

  /** Sends rows until each is settled, or is an update that met no record. */
  private void write(WriteProtocol protocol, Schema schema, List<Row> rows) {
    var open = new ArrayList<>(rows);
    var attempts = new SendAttempts();
    try {
      retries.run(() -> attempts.next(open, attempt -> attempt(protocol, schema, open, attempt)));
    } catch (Retries.PutOff e) {
      settleDoubts(protocol, schema, open);
      if (attempts.lastHelped() && !control.stopped()) {
        // A loader that takes some at a time is not to be given up while it does.
        write(protocol, schema, List.copyOf(open));
      } else {
        putOff(open, attempts.count(), e);
      }
    } catch (RetryableException e) {
      // The destination stayed away: the run ends, the next one goes on from the last checkpoint.
      if (!control.stopped()) {
        throw masked(rows, e);
      }
      defer(open);
    } catch (StageFailure e) {
      throw e;
    } catch (RuntimeException e) {
      settleDoubts(protocol, schema, open);
      split(protocol, schema, open, e);
    }
  }

  /** What is found at the destination leaves the list. */
  private void settleDoubts(WriteProtocol protocol, Schema schema, List<Row> open) {
    if (open.stream().anyMatch(row -> row.inDoubt)) {
      // What goes wrong here is not the records' fault.
      StageFailure.in(Stage.INGEST, () -> protocol.settleDoubts(schema, open));
      open.removeIf(row -> !row.open());
    }
  }

  /** One call. Rows that are settled leave the list; a reason to retry comes as an exception. */
  private void attempt(WriteProtocol protocol, Schema schema, List<Row> open, int attempt) {
    if (attempt > 1) {
      repeated++;
      settleDoubts(protocol, schema, open);
      if (control.stopped()) {
        throw new RetryableException("the run is to stop", Duration.ZERO, null);
      }
    }
    if (open.isEmpty()) {
      return;
    }
    // What goes wrong with the lease or the journal is not the records' fault: it ends the run,
    // and splits nothing.
    StageFailure.in(Stage.TRACK, () -> makeReady(protocol, schema, open, attempt));
    batches++;
    var doubted = new BitSet();
    var onTheirWay = new BitSet();
    for (int i = 0; i < open.size(); i++) {
      Row row = open.get(i);
      doubted.set(i, row.inDoubt);
      onTheirWay.set(i, row.inDoubt && row.onItsWay);
      row.inDoubt = true;
      row.onItsWay = true;
    }
    List<WriteResult> results =
        protocol.send(new Changes(sync, schema, open), new WriteContext(sync, runId, attempt));
    if (results.size() != open.size()) {
      throw new PermanentException(
          "the loader answered " + results.size() + " results for " + open.size() + " changes");
    }
    take(results, open, doubted, onTheirWay);
  }

  private void makeReady(WriteProtocol protocol, Schema schema, List<Row> rows, int attempt) {
    for (int i = 0; i < FEW; i++) {
      protocol.beforeSend(schema, rows, attempt);
      // Last, and nothing between: the lease has to outlast what is sent now.
      beforeSend.run();
      if (protocol.fresh(rows)) {
        return;
      }
    }
    throw new RetryableException(
        "writing the journal and renewing the lease take too long: the state store is too slow",
        null);
  }

  /**
   * @param doubted the rows of which an earlier call left in doubt whether it took effect: that
   *     this one did not says nothing of that one
   * @param onTheirWay those of them of which that call may still take effect
   */
  private static void take(
      List<WriteResult> results, List<Row> open, BitSet doubted, BitSet onTheirWay) {
    var again = new ArrayList<Row>();
    String reason = "";
    Duration delay = Duration.ZERO;
    for (int i = 0; i < results.size(); i++) {
      WriteResult result = results.get(i);
      Row row = open.get(i);
      boolean known = result instanceof WriteResult.Written || result instanceof WriteResult.Gone;
      row.inDoubt = result instanceof WriteResult.InDoubt || (doubted.get(i) && !known);
      row.onItsWay =
          onTheirWay.get(i) || (result instanceof WriteResult.InDoubt doubt && !doubt.over());
      if (result instanceof WriteResult.Retry retry) {
        again.add(row);
        reason = retry.reason();
        Duration asked = retry.delay().orElse(Duration.ZERO);
        delay = asked.compareTo(delay) > 0 ? asked : delay;
      } else if (result instanceof WriteResult.InDoubt doubt) {
        again.add(row);
        reason = doubt.reason();
      } else {
        settle(row, result);
      }
    }
    open.clear();
    open.addAll(again);
    if (!again.isEmpty()) {
      throw new Retries.PutOff(reason, delay);
    }
  }

  private static void settle(Row row, WriteResult result) {
    boolean delete = row.change == Change.DELETE || row.marksDeleted;
    if (result instanceof WriteResult.Written written) {
      row.written = written.ref();
      row.settle(
          delete
              ? Outcome.DELETED
              : row.change == Change.INSERT ? Outcome.INSERTED : Outcome.UPDATED);
    } else if (result instanceof WriteResult.Rejected rejected) {
      row.reject(Stage.INGEST, "rejected", rejected.reason());
    } else if (delete) {
      // There is nothing left to mark, either.
      row.marksDeleted = false;
      row.written = row.state == null ? null : RecordText.ref(row.state.ref());
      row.settle(Outcome.DELETED);
    }
  }

  /** Single records that the destination puts off again and again become dead letters. */
  private void putOff(List<Row> open, int attempts, Retries.PutOff last) {
    if (control.stopped()) {
      defer(open);
      return;
    }
    for (Row row : open) {
      row.reject(
          Stage.INGEST,
          "retries-exhausted",
          "still put off after " + attempts + " attempts: " + last.getMessage());
    }
  }

  /** A stop came while waiting: what is open is read again by the next run. */
  private static void defer(List<Row> open) {
    open.forEach(row -> row.settle(Outcome.DEFERRED));
  }

  /** A batch that fails as a whole is split until the bad record is alone. */
  private void split(
      WriteProtocol protocol, Schema schema, List<Row> open, RuntimeException cause) {
    if (control.stopped()) {
      defer(open);
      return;
    }
    if (open.size() > 1) {
      int middle = open.size() / 2;
      List<Row> first = List.copyOf(open.subList(0, middle));
      List<Row> second = List.copyOf(open.subList(middle, open.size()));
      write(protocol, schema, first);
      write(protocol, schema, second);
      return;
    }
    for (Row row : open) {
      row.reject(Stage.INGEST, cause.getClass().getSimpleName(), reason(cause));
      row.failure = cause;
    }
  }

  private static String reason(@Nullable RuntimeException cause) {
    String message = cause == null ? null : cause.getMessage();
    return message == null ? String.valueOf(cause) : message;
  }
}
