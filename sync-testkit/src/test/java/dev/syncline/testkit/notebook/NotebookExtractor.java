package dev.syncline.testkit.notebook;

import dev.syncline.api.Check;
import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.source.SourceTraits;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads notes as records: page by page, in the order of their numbers. */
final class NotebookExtractor implements Extractor, ReadsByKey {
  private static final int CURSOR_FORM = 1;

  private final Notebook notebook;
  private final String keyField;
  private final String cursorField;

  NotebookExtractor(Notebook notebook, String keyField, String cursorField) {
    this.notebook = notebook;
    this.keyField = keyField;
    this.cursorField = cursorField;
  }

  // guide: source-traits
  @Override
  public SourceTraits traits() {
    // Pages come by number, not by cursor, and notes may change between two pages.
    return SourceTraits.NONE;
  }

  // guide: end

  @Override
  public Schema describe() {
    return notebook.fields();
  }

  // guide: open
  @Override
  public Extraction open(ExtractRequest request) {
    try {
      // The bound is taken before anything is read: what comes later belongs to the next reading.
      Optional<Long> bound = newest();
      if (request instanceof ExtractRequest.Since since) {
        long from = decode(since.cursor());
        return new NotebookPages(
            notebook,
            cursorField,
            since.limits(),
            Optional.of(from),
            bound.or(() -> Optional.of(from)));
      }
      if (request instanceof ExtractRequest.FullScan scan && scan.resume().isEmpty()) {
        return new NotebookPages(notebook, cursorField, scan.limits(), Optional.empty(), bound);
      }
    } catch (Notebook.NoAnswer e) {
      throw new RetryableException("the notebook does not answer", e);
    }
    throw new PermanentException("a notebook can be read from its start or since a cursor only");
  }

  // guide: end

  private Optional<Long> newest() {
    long behind = 0;
    Optional<Long> newest = Optional.empty();
    List<Notebook.Note> page = notebook.list(behind, Notebook.LARGEST_PAGE, note -> true);
    while (!page.isEmpty()) {
      for (var note : page) {
        if (note.fields().get(cursorField) instanceof Long changed) {
          newest = Optional.of(Math.max(changed, newest.orElse(changed)));
        }
        behind = note.number();
      }
      page = notebook.list(behind, Notebook.LARGEST_PAGE, note -> true);
    }
    return newest;
  }

  static Cursor encode(long changed) {
    return new Cursor(CURSOR_FORM, Long.toString(changed));
  }

  private static long decode(Cursor cursor) {
    if (cursor.form() != CURSOR_FORM) {
      throw new CursorRefusedException("a notebook's cursor has form 1, not " + cursor.form());
    }
    return Long.parseLong(cursor.token());
  }

  @Override
  public RecordBatch read(List<Key> keys) {
    var rows = RowBatch.builder(notebook.fields());
    for (Key key : keys) {
      notebook
          .find(keyField, Objects.requireNonNull(key.values().get(0)))
          .forEach(note -> NotebookPages.add(rows, notebook.fields(), note));
    }
    return rows.build();
  }

  @Override
  public Check check() {
    try {
      return Check.passed("the notebook has " + notebook.fields().size() + " fields");
    } catch (Notebook.NoAnswer e) {
      return Check.failed("the notebook does not answer");
    }
  }

  @Override
  public void close() {
    // Nothing is open between two requests.
  }
}
