package dev.syncline.testkit.notebook;

import dev.syncline.api.Check;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Schema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Writes records as notes: one request for each change. */
final class NotebookLoader implements Loader, LooksUp, HoldsRecords {
  private final Notebook notebook;
  private Optional<Target> target = Optional.empty();

  NotebookLoader(Notebook notebook) {
    this.notebook = notebook;
  }

  // guide: traits
  @Override
  public LoaderTraits traits() {
    // No upsert, no idempotency keys: the engine will look a note up before it sends it again.
    return LoaderTraits.of(50, Duration.ofSeconds(10));
  }

  // guide: end

  @Override
  public Optional<Schema> prepare(Target wanted) {
    Schema fields = fields();
    for (String name : wanted.schema().names()) {
      if (fields.indexOf(name).isEmpty()) {
        throw new PermanentException("the notebook has no field '" + name + "'");
      }
    }
    target = Optional.of(wanted);
    return Optional.of(fields);
  }

  private Schema fields() {
    try {
      return notebook.fields();
    } catch (Notebook.NoAnswer e) {
      throw new RetryableException("the notebook does not answer", e);
    }
  }

  // guide: write
  @Override
  public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
    var results = new ArrayList<WriteResult>();
    for (int row = 0; row < batch.size(); row++) {
      results.add(answerTo(batch, row));
    }
    return results;
  }

  private WriteResult answerTo(ChangeBatch batch, int row) {
    try {
      return send(batch, row);
    } catch (Notebook.Refused e) {
      return new WriteResult.Rejected(String.valueOf(e.getMessage()));
    } catch (Notebook.Busy e) {
      return new WriteResult.Retry("the notebook is busy", e.retryAfter);
    } catch (Notebook.NoAnswer e) {
      // Perhaps the note is there and only the answer was lost. Never send it again from here.
      return new WriteResult.InDoubt("the notebook did not answer");
    }
  }

  private WriteResult send(ChangeBatch batch, int row) {
    var values = batch.values().row(row).toMap();
    long number = batch.ref(row).map(NotebookLoader::number).orElse(0L);
    return switch (batch.change(row)) {
      case INSERT -> WriteResult.Written.as(DestinationRef.of(notebook.create(values)));
      case UPDATE -> written(notebook.update(number, values), number);
      case DELETE -> written(notebook.delete(number), number);
      case UNCHANGED -> throw new IllegalArgumentException("nothing to send");
    };
  }

  private static WriteResult written(boolean there, long number) {
    return there ? WriteResult.Written.as(DestinationRef.of(number)) : new WriteResult.Gone();
  }

  // guide: end

  private static long number(DestinationRef ref) {
    return (Long) ref.single();
  }

  // guide: lookup
  @Override
  public List<String> lookupFields() {
    List<String> key = target.map(Target::keyFields).orElse(List.of());
    return key.size() == 1 ? key : List.of(); // The notebook finds by one field at a time.
  }

  @Override
  public List<List<DestinationRef>> lookup(List<Key> keys) {
    String field = lookupFields().get(0);
    return keys.stream().map(key -> refs(field, key.values().get(0))).toList();
  }

  private List<DestinationRef> refs(String field, Object value) {
    return notebook.find(field, value).stream()
        .map(note -> DestinationRef.of(note.number()))
        .toList();
  }

  @Override
  public Duration settle() {
    return Duration.ZERO; // The notebook finds a note as soon as it has taken it.
  }

  // guide: end

  @Override
  public BitSet holds(List<DestinationRef> refs) {
    var held = new BitSet();
    for (int i = 0; i < refs.size(); i++) {
      long number = number(refs.get(i));
      held.set(i, !notebook.list(number - 1, 1, note -> note.number() == number).isEmpty());
    }
    return held;
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
