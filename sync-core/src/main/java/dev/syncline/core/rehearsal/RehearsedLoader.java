package dev.syncline.core.rehearsal;

import dev.syncline.api.Check;
import dev.syncline.api.destination.AltersDestination;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Stands in the place of a destination: takes everything and sends nothing, not even a question;
 * only one that would be changed is asked how. The destination's own loader is closed with it, and
 * otherwise not called.
 */
public final class RehearsedLoader implements Loader {
  private final Loader destination;
  private final Consumer<Target> prepared;
  private final Consumer<String> notices;

  /**
   * In the place of this loader.
   *
   * @param prepared is told what would be written
   * @param notices is told what would be changed for it
   */
  public RehearsedLoader(Loader destination, Consumer<Target> prepared, Consumer<String> notices) {
    this.destination = destination;
    this.prepared = prepared;
    this.notices = notices;
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
    if (destination instanceof AltersDestination alters) {
      alterations(alters, target);
    }
    return Optional.empty();
  }

  /** Only a person who lets tables be changed has them looked at: others may be out of reach. */
  private void alterations(AltersDestination alters, Target target) {
    try {
      alters
          .alterations(target)
          .forEach(statement -> notices.accept("the destination would be changed: " + statement));
    } catch (SyncException e) {
      notices.accept("what would be changed at the destination is not known: " + e.getMessage());
    }
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
