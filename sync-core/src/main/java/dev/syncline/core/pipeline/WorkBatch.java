package dev.syncline.core.pipeline;

import dev.syncline.api.Ledger;
import dev.syncline.api.Stage;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.ResumePosition;
import dev.syncline.api.record.Schema;
import java.util.List;
import java.util.Optional;

/**
 * The rows that travel together.
 *
 * @param intake where they come from
 * @param schema the schema of their raw values
 * @param rows the rows in source order
 * @param cursor the cursor that may be stored once this batch is accounted for
 * @param resume where the scan may go on once this batch is accounted for
 */
record WorkBatch(
    Intake intake,
    Schema schema,
    List<Row> rows,
    Optional<Cursor> cursor,
    Optional<ResumePosition> resume) {

  /** The three ways into a run. */
  enum Intake {
    /** Read from the source. */
    FETCHED,
    /** Taken up again from the state store. */
    CARRIED,
    /** Not seen by a complete scan. */
    ABSENT
  }

  /** A batch that did not come from an extraction. */
  static WorkBatch of(Intake intake, Schema schema, List<Row> rows) {
    return new WorkBatch(intake, schema, rows, Optional.empty(), Optional.empty());
  }

  /** Marks the rows that are still open as having come to a stage. */
  void reach(Stage stage) {
    for (Row row : rows) {
      if (row.open()) {
        row.reached = stage;
      }
    }
  }

  /** The intake side of the books of this batch. */
  Ledger booked() {
    int size = rows.size();
    return switch (intake) {
      case FETCHED -> Ledger.intake(size, 0, 0);
      case CARRIED -> Ledger.intake(0, size, 0);
      case ABSENT -> Ledger.intake(0, 0, size);
    };
  }
}
