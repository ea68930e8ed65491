package dev.syncline.testkit.engine;

import dev.syncline.api.Check;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Schema;
import dev.syncline.testkit.RecordingLoader;
import java.util.List;
import java.util.Optional;

/** A table without its abilities: it can be written to, and nothing else. */
public class WriteOnly implements Loader {
  private final RecordingLoader table;

  /** Around a table. */
  public WriteOnly(RecordingLoader table) {
    this.table = table;
  }

  /** The table. */
  protected final RecordingLoader table() {
    return table;
  }

  @Override
  public LoaderTraits traits() {
    return table.traits();
  }

  @Override
  public Optional<Schema> prepare(Target target) {
    return table.prepare(target);
  }

  @Override
  public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
    return table.write(batch, context);
  }

  @Override
  public Check check() {
    return table.check();
  }

  @Override
  public void close() {
    table.close();
  }
}
