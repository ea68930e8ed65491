package dev.syncline.core.pipeline;

import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Schema;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a write is kept from being lost or doubled when the process dies, or its answer is lost,
 * between the destination and the checkpoint. Chosen by what the loader can do ({@link
 * WriteProtocols}); called by INGEST, in the loading thread.
 */
interface WriteProtocol {

  /** Once per batch, before its first attempt. */
  void begin(Schema schema, List<Row> rows);

  /** Before every attempt to send these rows. */
  void beforeSend(Schema schema, List<Row> rows, int attempt);

  /** Whether {@link #beforeSend} is not so long ago that its time says nothing of the sending. */
  default boolean fresh(List<Row> rows) {
    return true;
  }

  /** Sends them. Any exception puts the batch in doubt. */
  List<WriteResult> send(ChangeBatch batch, WriteContext context);

  /**
   * An answer was lost: settles the rows that turn out to have arrived. Those that are still open
   * may be sent again.
   */
  void settleDoubts(Schema schema, List<Row> rows);

  /** Takes note of what a batch leaves in doubt: a newer version may come in this very run. */
  default void end(List<Row> rows) {}

  /**
   * Finds out what became of the inserts that an earlier run left in doubt.
   *
   * @param ingest sends rows through INGEST
   */
  InDoubtWrites.Inserts inserts(InDoubtWrites writes, Consumer<WorkBatch> ingest);
}
