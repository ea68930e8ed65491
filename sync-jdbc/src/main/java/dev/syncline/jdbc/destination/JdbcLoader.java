package dev.syncline.jdbc.destination;

import dev.syncline.api.Check;
import dev.syncline.api.destination.AltersDestination;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.destination.HoldsRecords;
import dev.syncline.api.destination.JoinsTransaction;
import dev.syncline.api.destination.KeyRanges;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.ReadsBack;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.state.UnitOfWork;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.database.TableRef;
import dev.syncline.jdbc.database.Transaction;
import dev.syncline.jdbc.destination.RowFinder.Found;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Dialects;
import dev.syncline.jdbc.dialect.DoesNotFit;
import dev.syncline.jdbc.dialect.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a table. A batch is one transaction; a row that the table refuses is found and left
 * out, and an insert whose key is already there updates that row.
 */
public final class JdbcLoader
    implements Loader, LooksUp, HoldsRecords, JoinsTransaction, ReadsBack, AltersDestination {
  private final Supplier<Database> connection;
  private final TableSettings settings;
  private final Clock clock;
  private final BulkPath bulk;
  private @Nullable Binding binding;
  private @Nullable ReadBack readBack;
  private @Nullable Trails trails;

  /**
   * A loader that opens nothing yet.
   *
   * @param connection gives the database; called at the first use
   * @param settings what is written, and how
   * @param clock tells when rows are written
   */
  public JdbcLoader(Supplier<Database> connection, TableSettings settings, Clock clock) {
    this(connection, settings, clock, BulkPath.WORTH);
  }

  /**
   * A loader that opens nothing yet.
   *
   * @param connection gives the database; called at the first use
   * @param settings what is written, and how
   * @param clock tells when rows are written
   * @param bulkFrom so many inserts together go by the database's bulk load, where it has one
   */
  public JdbcLoader(
      Supplier<Database> connection, TableSettings settings, Clock clock, int bulkFrom) {
    this.connection = connection;
    this.settings = settings;
    this.clock = clock;
    this.bulk = new BulkPath(bulkFrom);
  }

  /** Inserts are upserts once key columns are known: from the settings, or by {@link #prepare}. */
  @Override
  public LoaderTraits traits() {
    LoaderTraits traits =
        LoaderTraits.of(settings.batchSize(), settings.timeout()).withOrderedWrites();
    boolean keyed = binding == null ? !settings.key().isEmpty() : !binding.key().isEmpty();
    return keyed ? traits.withUpsert() : traits;
  }

  @Override
  public Optional<Schema> prepare(Target target) {
    Database database = connection.get();
    Dialect dialect = database.dialect();
    List<String> key = settings.key().isEmpty() ? target.keyFields() : settings.key();
    try {
      if (target.mayAlter()) {
        // Here and not in the middle of a scan: SQLite makes a file ready for a writer beside
        // readers.
        database.write().close();
      }
      alter(database, alterations(target));
      try (Connection open = database.connect()) {
        TableShape shape = TableShape.of(open, dialect, TableRef.require(open, settings.table()));
        AuditColumns audit = AuditColumns.of(settings.audit(), shape, clock);
        Binding prepared = Binding.of(dialect, shape, target.schema(), key, audit);
        binding = prepared;
        readBack = null;
        trails =
            target.mayAlter() || !settings.keepsTrails()
                ? Trails.of(database, prepared, settings, clock)
                : null;
        return Optional.of(stored(prepared));
      }
    } catch (SQLException e) {
      throw database.failure("the table '" + settings.table() + "' cannot be prepared", e);
    }
  }

  /** Nothing is asked of a database whose tables are not ours to make. */
  @Override
  public List<String> alterations(Target target) {
    if (!target.mayAlter() || !(settings.create() || settings.evolve())) {
      return List.of();
    }
    List<String> key = settings.key().isEmpty() ? target.keyFields() : settings.key();
    Database database = connection.get();
    if (database.isMissingFile()) {
      return settings.create()
          ? new TableDesign(Dialects.sqlite(), settings, target, key).creation()
          : List.of();
    }
    try (Connection open = database.connect()) {
      return new TableDesign(database.dialect(), settings, target, key).statements(open);
    } catch (SQLException e) {
      throw database.failure("the table '" + settings.table() + "' cannot be looked at", e);
    }
  }

  private static void alter(Database database, List<String> statements) throws SQLException {
    if (statements.isEmpty()) {
      return;
    }
    try (Transaction transaction = database.write()) {
      for (String statement : statements) {
        Dialect.run(transaction.connection(), statement);
      }
      transaction.commit();
    }
  }

  private static Schema stored(Binding binding) {
    var fields = new ArrayList<Field>();
    for (int i = 0; i < binding.columns().size(); i++) {
      var column = binding.columns().get(i);
      fields.add(
          new Field(
              binding.schema().field(i).name(),
              column.type().type(),
              // A null id means that the database gives one.
              column.nullable() || binding.reference().contains(column),
              column.type().limits()));
    }
    return Schema.of(fields);
  }

  private Binding prepared() {
    return Objects.requireNonNull(binding, "prepare comes before write and lookup");
  }

  private Trails trails() {
    return Objects.requireNonNull(trails, "it was made ready to look, not to write");
  }

  @Override
  public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
    Binding bound = prepared();
    if (!batch.values().schema().equals(bound.schema())) {
      throw new IllegalStateException("the batch has another schema than the loader was made for");
    }
    Deadline deadline = Deadline.in(settings.timeout());
    try {
      try {
        return write(batch, bound, deadline, true);
      } catch (RowProblem e) {
        return write(batch, bound, deadline, false);
      }
    } catch (RowProblem impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Everything is made anew for the second try: the first one has been rolled back. */
  private List<WriteResult> write(
      ChangeBatch batch, Binding bound, Deadline deadline, boolean together) throws RowProblem {
    List<Operation> operations = new Operations(bound).of(batch);
    try (Transaction transaction = connection.get().write()) {
      limitNetwork(transaction.connection());
      var writer = new BatchWriter(transaction.connection(), bound, deadline, bulk);
      if (together) {
        try {
          writer.writeTogether(operations);
        } catch (SQLException e) {
          if (bound.dialect().classify(Dialect.root(e)) == Failure.ROW || bulk.learned()) {
            throw new RowProblem(bound.dialect().reason(Dialect.root(e)));
          }
          throw e;
        }
      } else {
        writer.writeApart(operations);
      }
      trails().follow(transaction.connection(), operations);
      deadline.check();
      transaction.commit();
    } catch (SQLException e) {
      throw failure(e);
    }
    return results(operations);
  }

  @Override
  public boolean joins(UnitOfWork unit) {
    try {
      Optional<Connection> state = unit.resource(Connection.class);
      return state.isPresent() && new SameDatabase(connection.get()).as(state.get());
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public List<WriteResult> write(ChangeBatch batch, UnitOfWork unit) {
    Binding bound = prepared();
    Connection open = unit.resource(Connection.class).orElseThrow();
    List<Operation> operations = new Operations(bound).of(batch);
    Deadline deadline = Deadline.in(settings.timeout());
    try {
      var point = BatchPoint.in(open, bound.dialect());
      try {
        new BatchWriter(open, bound, deadline, BulkPath.none()).writeApart(operations);
        trails().follow(open, operations);
        point.release();
      } catch (SQLException e) {
        return point.backFrom(e, batch.size());
      }
      deadline.check();
    } catch (SQLException e) {
      throw failure(e);
    }
    return results(operations);
  }

  private static List<WriteResult> results(List<Operation> operations) {
    return operations.stream()
        .map(operation -> Objects.requireNonNull(operation.result, "every change has a result"))
        .toList();
  }

  private SyncException failure(SQLException e) {
    return connection.get().failure("the table '" + settings.table() + "' cannot be written", e);
  }

  /** A server that no longer answers must not hold the batch beyond its deadline. */
  private void limitNetwork(Connection open) {
    try {
      open.setNetworkTimeout(Runnable::run, (int) settings.timeout().plusSeconds(5).toMillis());
    } catch (SQLException | UnsupportedOperationException e) {
      // An embedded database has no network.
      return;
    }
  }

  @Override
  public List<String> lookupFields() {
    Binding bound = prepared();
    return bound.key().stream()
        .map(key -> bound.schema().field(bound.fieldOf(key)).name())
        .toList();
  }

  @Override
  public List<List<DestinationRef>> lookup(List<Key> keys) {
    Binding bound = prepared();
    if (bound.key().isEmpty()) {
      throw new PermanentException(
          "the table '" + settings.table() + "' has no known key columns to look up by");
    }
    var encoded = new ArrayList<List<Object>>();
    keys.forEach(key -> encoded.add(encoded(bound, key)));
    Database database = connection.get();
    try (Connection open = database.connect()) {
      var found =
          new RowFinder(open, bound, bound.key())
              .find(encoded.stream().filter(key -> !key.isEmpty()).toList());
      var answers = new ArrayList<List<DestinationRef>>();
      for (List<Object> key : encoded) {
        List<Found> rows = found.getOrDefault(key, List.of());
        answers.add(rows.stream().map(row -> new DestinationRef(row.reference())).toList());
      }
      return answers;
    } catch (SQLException e) {
      throw database.failure("the table '" + settings.table() + "' cannot be read", e);
    }
  }

  /** The values as the columns hold them; empty if they cannot, so that the key is not there. */
  private static List<Object> encoded(Binding bound, Key key) {
    if (key.values().size() != bound.key().size()) {
      throw new PermanentException(
          "the key " + key + " does not have " + bound.key().size() + " values");
    }
    var values = new ArrayList<Object>();
    try {
      for (int i = 0; i < bound.key().size(); i++) {
        values.add(Operations.encode(bound.key().get(i), key.values().get(i)));
      }
      return values;
    } catch (DoesNotFit e) {
      return List.of();
    }
  }

  @Override
  public BitSet holds(List<DestinationRef> refs) {
    Binding bound = prepared();
    var wanted = new ArrayList<List<Object>>();
    refs.forEach(ref -> wanted.add(encoded(bound, ref)));
    Database database = connection.get();
    try (Connection open = database.connect()) {
      var found =
          new RowFinder(open, bound, bound.reference())
              .find(wanted.stream().filter(values -> !values.isEmpty()).toList());
      var held = new BitSet(refs.size());
      for (int i = 0; i < wanted.size(); i++) {
        held.set(i, found.containsKey(wanted.get(i)));
      }
      return held;
    } catch (SQLException e) {
      throw database.failure("the table '" + settings.table() + "' cannot be read", e);
    }
  }

  /** The values as the columns hold them; empty if the table names its rows otherwise. */
  private static List<Object> encoded(Binding bound, DestinationRef ref) {
    var values = new ArrayList<Object>();
    try {
      for (int i = 0; i < bound.reference().size(); i++) {
        values.add(Operations.encode(bound.reference().get(i), ref.values().get(i)));
      }
      return ref.values().size() == values.size() ? values : List.of();
    } catch (DoesNotFit | IndexOutOfBoundsException e) {
      return List.of();
    }
  }

  private ReadBack readBack() {
    ReadBack known = readBack;
    if (known == null) {
      try {
        known = ReadBack.of(connection.get(), prepared());
        readBack = known;
      } catch (SQLException e) {
        throw failure(e);
      }
    }
    return known;
  }

  @Override
  public List<Optional<List<@Nullable Object>>> readForm(RecordBatch written) {
    return readBack().readForm(written);
  }

  @Override
  public List<DestinationRef> sameRefs(List<DestinationRef> refs) {
    return readBack().sameRefs(refs);
  }

  @Override
  public HeldRows read() {
    return readBack().read();
  }

  @Override
  public List<HeldRow> read(List<DestinationRef> refs) {
    return readBack().read(refs);
  }

  @Override
  public Optional<KeyRanges> ranges() {
    return readBack().ranges();
  }

  @Override
  public String howCompared() {
    return readBack().how();
  }

  @Override
  public Duration settle() {
    return Duration.ZERO;
  }

  @Override
  public Check check() {
    try {
      Database database = connection.get();
      if (settings.create()) {
        return database.check();
      }
      try (Connection open = database.connect()) {
        TableRef.require(open, settings.table());
        return Check.passed("the table '" + settings.table() + "' is there");
      }
    } catch (SyncException e) {
      return Check.failed(String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return Check.failed(String.valueOf(failure(e).getMessage()));
    }
  }

  /** Connections belong to the engine; there is nothing else to release. */
  @Override
  public void close() {}
}
