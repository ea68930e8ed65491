package dev.syncline.testkit.notebook;

import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.api.source.ReadMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reading of a notebook. */
final class NotebookPages implements Extraction {
  private final Notebook notebook;
  private final String cursorField;
  private final BatchLimits limits;
  private final Optional<Long> since;
  private final Optional<Long> bound;
  private long behind;
  private long withoutCursor;
  private volatile ReadMetrics metrics = new ReadMetrics(0, 0);

  NotebookPages(
      Notebook notebook,
      String cursorField,
      BatchLimits limits,
      Optional<Long> since,
      Optional<Long> bound) {
    this.notebook = notebook;
    this.cursorField = cursorField;
    this.limits = limits;
    this.since = since;
    this.bound = bound;
  }

  // guide: next
  @Override
  public Poll next(Duration maxWait) {
    List<Notebook.Note> page;
    try {
      page = notebook.list(behind, limits.rows(), this::wanted);
    } catch (Notebook.NoAnswer e) {
      throw new RetryableException("the notebook does not answer", e);
    }
    if (page.isEmpty()) {
      return end();
    }
    var rows = RowBatch.builder(notebook.fields());
    long bytes = 0;
    for (int i = 0; i < page.size() && bytes < limits.bytes(); i++) {
      bytes += add(rows, notebook.fields(), page.get(i));
      withoutCursor += page.get(i).fields().get(cursorField) == null ? 1 : 0;
      behind = page.get(i).number();
    }
    metrics = new ReadMetrics(metrics.bytesRead() + bytes, metrics.requests() + 1);
    return Poll.Batch.of(rows.build());
  }

  private boolean wanted(Notebook.Note note) {
    if (!(note.fields().get(cursorField) instanceof Long changed)) {
      return true; // Without a cursor value nobody knows, so it is read every time.
    }
    return since.isEmpty() || changed >= since.get(); // At the cursor too: ties are never lost.
  }

  // guide: end

  private Poll end() {
    List<String> notices =
        withoutCursor == 0
            ? List.of()
            : List.of(withoutCursor + " notes have no '" + cursorField + "' and are always read");
    return new Poll.End(since.isEmpty(), bound.map(NotebookExtractor::encode), notices);
  }

  /** Adds a note to a batch, and says how many bytes it takes about. */
  static long add(RowBatch.Builder rows, Schema schema, Notebook.Note note) {
    var values = new @Nullable Object[schema.size()];
    long bytes = 0;
    for (int i = 0; i < values.length; i++) {
      String field = schema.field(i).name();
      values[i] = note.fields().containsKey(field) ? note.fields().get(field) : Absent.ABSENT;
      bytes += 16 + (values[i] instanceof String text ? 2L * text.length() : 0);
    }
    rows.add(Op.UPSERT, values);
    return bytes;
  }

  @Override
  public void acknowledge(Cursor durable) {
    // The notebook does not care who has read what.
  }

  @Override
  public ReadMetrics metrics() {
    return metrics;
  }

  @Override
  public void close() {
    // Nothing is open between two requests.
  }
}
