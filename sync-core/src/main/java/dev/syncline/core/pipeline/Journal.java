package dev.syncline.core.pipeline;

import dev.syncline.api.Change;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.KeyHashes;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.Intent;
import dev.syncline.api.state.StateSession;
import dev.syncline.core.identity.RecordText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down what is about to be sent, before it is sent. Belongs to the loading thread. */
final class Journal {
  private final StateSession session;
  private final String runId;
  private final InstantSource clock;

  Journal(StateSession session, String runId, InstantSource clock) {
    this.session = session;
    this.runId = runId;
    this.clock = clock;
  }

  /** Durable on return. The records are kept as a whole. */
  void write(Schema schema, List<Row> rows, int attempt) {
    write(rows, attempt, row -> Optional.of(RecordText.ofRecord(schema, row.op, row.mapped)));
  }

  /** Durable on return. Of the records, these fields are kept. */
  void write(Schema schema, List<Row> rows, int attempt, List<String> fields) {
    int[] positions =
        fields.stream().mapToInt(name -> schema.indexOf(name).orElseThrow()).toArray();
    Schema part = Schema.of(Arrays.stream(positions).mapToObj(schema::field).toList());
    write(rows, attempt, row -> values(part, positions, row));
  }

  private static Optional<String> values(Schema part, int[] positions, Row row) {
    @Nullable Object[] values = new @Nullable Object[positions.length];
    for (int i = 0; i < positions.length; i++) {
      Object value = row.mapped[positions[i]];
      if (value == null || value == Absent.ABSENT) {
        return Optional.empty();
      }
      values[i] = value;
    }
    return Optional.of(RecordText.ofRecord(part, Op.UPSERT, values));
  }

  private void write(List<Row> rows, int attempt, Contents contents) {
    Instant now = clock.instant();
    var intents = new ArrayList<Intent>(rows.size());
    for (Row row : rows) {
      Change change = row.requiredChange();
      intents.add(
          new Intent(
              row.id,
              row.keyText(),
              change,
              hash(row),
              change == Change.INSERT ? contents.of(row) : Optional.empty(),
              change == Change.DELETE ? KeyHashes.EMPTY : row.parentHashes(),
              attempt,
              runId,
              now));
      row.journalledAt = now;
    }
    session.journal(intents);
  }

  private static DataHash hash(Row row) {
    if (row.dataHash != null) {
      return row.dataHash;
    }
    return row.state == null ? DataHash.UNKNOWN : row.state.dataHash();
  }

  @FunctionalInterface
  private interface Contents {
    Optional<String> of(Row row);
  }
}
