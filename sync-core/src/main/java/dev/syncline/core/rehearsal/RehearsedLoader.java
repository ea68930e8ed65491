package dev.syncline.core.rehearsal;

import dev.syncline.api.Check;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Stands in the place of a destination: takes everything and sends nothing, not even a question.
 * The destination's own loader is closed with it, and otherwise not called.
 */
public final class RehearsedLoader implements Loader {
  private final Loader destination;
  private final Consumer<Target> prepared;

  /**
   * In the place of this loader.
   *
   * @param prepared is told what would be written
   */
  public RehearsedLoader(Loader destination, Consumer<Target> prepared) {
    this.destination = destination;
    this.prepared = prepared;
  }

  /** Nothing sent can be doubled. */
  @Override
  public LoaderTraits traits() {
    return LoaderTraits.of(1000, destination.traits().requestDeadline())
        .withUpsert()
        .withOrderedWrites();
  }

  @Override
  public Optional<Schema> prepare(Target target) {
    prepared.accept(target);
    return Optional.empty();
  }

  @Override
  public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
    var results = new ArrayList<WriteResult>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      // A record that is not there yet has no id: its children show that of its key.
      int row = i;
      results.add(
          WriteResult.Written.as(
              batch.ref(i).orElseGet(() -> DestinationRef.of("(new) " + batch.key(row)))));
    }
    return results;
  }

  @Override
  public Check check() {
    return Check.passed("a plan needs no destination");
  }

  @Override
  public void close() {
    destination.close();
  }
}
