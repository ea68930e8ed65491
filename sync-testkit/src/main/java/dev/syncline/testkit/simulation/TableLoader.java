package dev.syncline.testkit.simulation;

import dev.syncline.api.Check;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.JoinsTransaction;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Writes a {@link TargetTable} for one run. */
sealed class TableLoader implements Loader, HoldsRecords {
  static final Duration DEADLINE = Duration.ofSeconds(1);

  private final TargetTable table;
  private final LoaderTraits traits;
  private final WriteTrouble trouble;
  private List<String> keyFields = List.of();

  private TableLoader(TargetTable table, LoaderTraits traits, WriteTrouble trouble) {
    this.table = table;
    this.traits = traits;
    this.trouble = trouble;
  }

  static TableLoader of(TargetTable table, Setup setup, WriteTrouble trouble) {
    LoaderTraits traits = LoaderTraits.of(setup.maxBatch(), DEADLINE);
    if (setup.orderedWrites()) {
      traits = traits.withOrderedWrites();
    }
    return switch (setup.destination()) {
      case UPSERT -> new TableLoader(table, traits.withUpsert(), trouble);
      case UPSERT_WITH_LOOK_UP -> new Finding(table, traits.withUpsert(), trouble, setup.settle());
      case LOOK_UP_ONLY -> new Finding(table, traits, trouble, setup.settle());
      case IDEMPOTENT_CREATE -> new TableLoader(table, traits.withIdempotentCreate(), trouble);
      case JOINED_TRANSACTION -> new Joining(table, traits.withUpsert(), trouble);
    };
  }

  /** What goes wrong in a write. */
  @FunctionalInterface
  interface WriteTrouble {
    /** None. */
    WriteTrouble NONE = (table, batch) -> Optional.empty();

    /** The answers instead of the ordinary ones; it may apply changes, and throw. */
    Optional<List<WriteResult>> write(TargetTable table, ChangeBatch batch);
  }

  @Override
  public LoaderTraits traits() {
    return traits;
  }

  @Override
  public Optional<Schema> prepare(Target target) {
    keyFields = target.keyFields();
    return Optional.empty();
  }

  @Override
  public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
    return trouble
        .write(table, batch)
        .orElseGet(
            () -> {
              var results = new ArrayList<WriteResult>(batch.size());
              for (int row = 0; row < batch.size(); row++) {
                results.add(table.apply(SentChange.of(batch, row)));
              }
              return results;
            });
  }

  @Override
  public BitSet holds(List<DestinationRef> refs) {
    var held = new BitSet();
    for (int i = 0; i < refs.size(); i++) {
      held.set(i, table.rows().containsKey(((Number) refs.get(i).single()).longValue()));
    }
    return held;
  }

  @Override
  public Check check() {
    return Check.passed("simulated");
  }

  @Override
  public void close() {}

  TargetTable table() {
    return table;
  }

  List<String> keyFields() {
    return keyFields;
  }

  private static final class Joining extends TableLoader implements JoinsTransaction {

    Joining(TargetTable table, LoaderTraits traits, WriteTrouble trouble) {
      super(table, traits, trouble);
    }

    @Override
    public boolean joins(UnitOfWork unit) {
      return unit.resource(TableTransaction.class).isPresent();
    }

    @Override
    public List<WriteResult> write(ChangeBatch batch, UnitOfWork unit) {
      TargetTable.Memory before = table().remember();
      try {
        return write(batch, new WriteContext("", "", 1));
      } catch (RuntimeException e) {
        // As a database does it: back to the savepoint.
        table().restore(before);
        throw e;
      }
    }
  }

  private static final class Finding extends TableLoader implements LooksUp {

    private final Duration settle;

    Finding(TargetTable table, LoaderTraits traits, WriteTrouble trouble, Duration settle) {
      super(table, traits, trouble);
      this.settle = settle;
    }

    @Override
    public List<String> lookupFields() {
      return keyFields();
    }

    @Override
    public List<List<DestinationRef>> lookup(List<Key> keys) {
      return keys.stream().map(key -> table().find(key, settle)).toList();
    }

    @Override
    public Duration settle() {
      return settle;
    }
  }
}
