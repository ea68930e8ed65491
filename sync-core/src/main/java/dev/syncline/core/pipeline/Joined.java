package dev.syncline.core.pipeline;

import dev.syncline.api.Stage;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.JoinsTransaction;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Schema;
import java.util.List;
import java.util.function.Consumer;

/**
 * Destination and state store are one database: what is written is committed together with the
 * checkpoint, or not at all. Nothing is ever in doubt.
 */
final class Joined implements WriteProtocol {
  private final JoinsTransaction loader;
  private final SharedTransaction transaction;

  Joined(JoinsTransaction loader, SharedTransaction transaction) {
    this.loader = loader;
    this.transaction = transaction;
  }

  @Override
  public void begin(Schema schema, List<Row> rows) {}

  @Override
  public void beforeSend(Schema schema, List<Row> rows, int attempt) {}

  @Override
  public List<WriteResult> send(ChangeBatch batch, WriteContext context) {
    // A state store that fails is not the records' fault.
    StageFailure.in(Stage.TRACK, transaction::unit);
    try {
      return loader.write(batch, transaction.unit());
    } catch (RuntimeException e) {
      // Nobody knows what of the batch is in the transaction, or whether there still is one: not
      // this batch, but all since the last checkpoint has to be repeated.
      throw StageFailure.of(
          Stage.INGEST,
          new PermanentException(
              e.getMessage() + "; the next run goes on from the last checkpoint", e));
    }
  }

  @Override
  public void settleDoubts(Schema schema, List<Row> rows) {}

  /**
   * Left behind by a run under another protocol: whatever it wrote, the source's version counts.
   */
  @Override
  public InDoubtWrites.Inserts inserts(InDoubtWrites writes, Consumer<WorkBatch> ingest) {
    return doubts -> doubts.forEach(writes::forget);
  }
}
