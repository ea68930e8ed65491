package dev.syncline.core.pipeline;

import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Schema;
import java.util.List;
import java.util.function.Consumer;

/** The definition accepts that a record may be doubled when an answer is lost. */
final class Unprotected implements WriteProtocol {
  private final Loader loader;

  Unprotected(Loader loader) {
    this.loader = loader;
  }

  @Override
  public void begin(Schema schema, List<Row> rows) {}

  @Override
  public void beforeSend(Schema schema, List<Row> rows, int attempt) {}

  @Override
  public List<WriteResult> send(ChangeBatch batch, WriteContext context) {
    return loader.write(batch, context);
  }

  @Override
  public void settleDoubts(Schema schema, List<Row> rows) {}

  /** Left behind by a run under another protocol. */
  @Override
  public InDoubtWrites.Inserts inserts(InDoubtWrites writes, Consumer<WorkBatch> ingest) {
    return doubts -> doubts.forEach(writes::forget);
  }
}
