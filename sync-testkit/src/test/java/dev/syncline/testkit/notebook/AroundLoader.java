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
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Schema;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The notebook's loader, of which a planted bug replaces a part. */
abstract class AroundLoader implements Loader, LooksUp, HoldsRecords {
  final NotebookLoader right;

  AroundLoader(NotebookLoader right) {
    this.right = right;
  }

  @Override
  public LoaderTraits traits() {
    return right.traits();
  }

  @Override
  public Optional<Schema> prepare(Target target) {
    return right.prepare(target);
  }

  @Override
  public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
    return right.write(batch, context);
  }

  @Override
  public List<String> lookupFields() {
    return right.lookupFields();
  }

  @Override
  public List<List<DestinationRef>> lookup(List<Key> keys) {
    return right.lookup(keys);
  }

  @Override
  public Duration settle() {
    return right.settle();
  }

  @Override
  public BitSet holds(List<DestinationRef> refs) {
    return right.holds(refs);
  }

  @Override
  public Check check() {
    return right.check();
  }

  @Override
  public void close() {
    right.close();
  }
}
