package dev.syncline.jdbc.source;

import dev.syncline.api.Check;
import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.source.CancelsReading;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Extractor;
import dev.syncline.api.source.ReadsByKey;
import dev.syncline.api.source.RewindsCursor;
import dev.syncline.api.source.SourceTraits;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.database.TableRef;
import dev.syncline.jdbc.database.Transaction;
import dev.syncline.jdbc.dialect.ColumnMeta;
import dev.syncline.jdbc.dialect.DoesNotFit;
import dev.syncline.jdbc.source.JdbcExtraction.Plan;
import dev.syncline.jdbc.source.ScanSql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a table or the result of a query.
 *
 * <p>A reading is one transaction that sees one state of the database; the upper bound of the
 * cursor is taken in it before the first row is read. Rows are streamed: memory holds a batch, not
 * a table.
 */
public final class JdbcExtractor implements Extractor, ReadsByKey, RewindsCursor, CancelsReading {
  private static final int KEYS_AT_ONCE = 200;

  private final Supplier<Database> connection;
  private final SourceSettings settings;
  private final Optional<NamedParameters> query;
  private final RunningStatement running = new RunningStatement();

  /**
   * An extractor that opens nothing yet.
   *
   * @param connection gives the database; called at the first use
   * @param settings what is read
   */
  public JdbcExtractor(Supplier<Database> connection, SourceSettings settings) {
    this.connection = connection;
    this.settings = settings;
    this.query = settings.query().map(NamedParameters::parse);
  }

  private boolean queryUsesCursor() {
    return query.map(ScanSql::usesCursor).orElse(false);
  }

  @Override
  public SourceTraits traits() {
    SourceTraits traits = SourceTraits.NONE.withSnapshot();
    if (settings.cursor().isPresent() && !queryUsesCursor()) {
      traits = traits.withOrder();
    }
    return settings.resumable() && !queryUsesCursor() ? traits.withResume() : traits;
  }

  @Override
  public Schema describe() {
    try (Transaction transaction = begin()) {
      return columns(transaction.connection(), sql(transaction)).schema();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Check check() {
    try {
      Schema schema = describe();
      return Check.passed(
          settings.table().map(t -> "the table '" + t + "'").orElse("the query")
              + " can be read: "
              + schema.size()
              + " columns");
    } catch (SyncException e) {
      return Check.failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Extraction open(ExtractRequest request) {
    Transaction transaction = begin();
    try {
      var opening = new Opening(transaction, sql(transaction));
      if (request instanceof ExtractRequest.FullScan scan) {
        return opening.fullScan(scan);
      }
      if (request instanceof ExtractRequest.Since since) {
        return opening.since(since);
      }
      throw new PermanentException("a database table cannot be followed; read it since a cursor");
    } catch (SQLException e) {
      transaction.close();
      throw unreadable(e);
    } catch (RuntimeException e) {
      transaction.close();
      throw e;
    }
  }

  private Transaction begin() {
    Database database = connection.get();
    database.requireExisting();
    return database.read();
  }

  private SyncException unreadable(SQLException e) {
    String what = settings.table().map(t -> "the table '" + t + "'").orElse("the query");
    return connection.get().failure(what + " cannot be read", e);
  }

  private ScanSql sql(Transaction transaction) throws SQLException {
    if (query.isPresent()) {
      return ScanSql.ofQuery(settings, transaction.dialect(), query.get());
    }
    String table = table(transaction);
    return settings.where().isEmpty()
        ? ScanSql.ofTable(settings, transaction.dialect(), table)
        : ScanSql.ofQuery(
            settings,
            transaction.dialect(),
            NamedParameters.parse(
                "SELECT * FROM " + table + " WHERE (" + settings.where().get() + "\n)"));
  }

  private ScanSql unfiltered(Transaction transaction) throws SQLException {
    return ScanSql.ofTable(settings, transaction.dialect(), table(transaction));
  }

  private String table(Transaction transaction) throws SQLException {
    return TableRef.require(transaction.connection(), settings.table().orElseThrow())
        .quoted(transaction.dialect());
  }

  private SourceColumns columns(Connection open, ScanSql sql) throws SQLException {
    Statement probe = sql.probe();
    var dialect = connection.get().dialect();
    try (PreparedStatement statement = open.prepareStatement(probe.sql())) {
      probe.bind(running.now(statement), Optional.empty());
      List<ColumnMeta> metas;
      if (probe.sql().equals(sql.plain().sql())) {
        metas = ColumnMeta.of(statement.getMetaData());
      } else {
        try (ResultSet nothing = statement.executeQuery()) {
          metas = ColumnMeta.of(nothing.getMetaData());
        }
      }
      SourceColumns columns = SourceColumns.of(metas, dialect, settings.zeroDatesAsNull());
      settings.key().forEach(name -> columns.require("key", name));
      settings.cursor().ifPresent(name -> columns.require("cursor", name));
      return columns;
    }
  }

  @Override
  public RecordBatch read(List<Key> keys) {
    return read(keys, this::sql);
  }

  @Override
  public Optional<RecordBatch> readBeyondFilter(List<Key> keys) {
    return settings.where().map(filter -> read(keys, this::unfiltered));
  }

  private RecordBatch read(List<Key> keys, Reads reads) {
    if (settings.key().isEmpty()) {
      throw new PermanentException("the source names no key, so that no single record can be read");
    }
    try (Transaction transaction = begin()) {
      ScanSql sql = reads.in(transaction);
      SourceColumns columns = columns(transaction.connection(), sql);
      var batch = RowBatch.builder(columns.schema());
      List<List<Object>> wanted = encoded(columns, keys);
      for (int from = 0; from < wanted.size(); from += KEYS_AT_ONCE) {
        var part = wanted.subList(from, Math.min(wanted.size(), from + KEYS_AT_ONCE));
        Statement query = sql.byKeys(columns, part);
        try (var statement = transaction.connection().prepareStatement(query.sql())) {
          query.bind(statement, Optional.empty());
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              batch.add(columns.read(row));
            }
          }
        }
      }
      return batch.build();
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** A key that does not even fit the columns is not there. */
  private List<List<Object>> encoded(SourceColumns columns, List<Key> keys) {
    var encoded = new ArrayList<List<Object>>();
    for (Key key : keys) {
      if (key.values().size() != settings.key().size()) {
        throw new PermanentException(
            "the key " + key + " does not have " + settings.key().size() + " values");
      }
      encode(columns, key).ifPresent(encoded::add);
    }
    return encoded;
  }

  private Optional<List<Object>> encode(SourceColumns columns, Key key) {
    var values = new ArrayList<Object>();
    try {
      for (int i = 0; i < settings.key().size(); i++) {
        int column = columns.require("key", settings.key().get(i));
        values.add(columns.type(column).writer().encode(key.values().get(i)));
      }
      return Optional.of(values);
    } catch (DoesNotFit e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Cursor> rewind(Cursor cursor, Duration by) {
    Object value = Tokens.value(cursor);
    if (value instanceof Instant time) {
      return Optional.of(Tokens.cursor(time.minus(by), "cursor"));
    }
    if (value instanceof LocalDateTime time) {
      return Optional.of(Tokens.cursor(time.minus(by), "cursor"));
    }
    return Optional.empty();
  }

  @Override
  public void cancelReading() {
    running.cancel();
  }

  /** Connections belong to the engine; there is nothing else to release. */
  @Override
  public void close() {}

  /** What is read, made ready in a transaction. */
  @FunctionalInterface
  private interface Reads {
    ScanSql in(Transaction transaction) throws SQLException;
  }

  /** The steps of opening a reading, in its transaction. */
  private final class Opening {
    private final Transaction transaction;
    private final ScanSql sql;
    private final SourceColumns columns;
    private long requests = 1;

    Opening(Transaction transaction, ScanSql sql) throws SQLException {
      this.transaction = transaction;
      this.sql = sql;
      this.columns = columns(transaction.connection(), sql);
    }

    Extraction fullScan(ExtractRequest.FullScan scan) throws SQLException {
      List<String> resume = scan.resume().map(r -> Tokens.split(r.token())).orElse(List.of());
      if (!resume.isEmpty()
          && (!traits().resumable() || resume.size() != keyColumns().size() + 1)) {
        throw new PermanentException("the scan cannot go on from where it stopped; start it again");
      }
      Optional<Cursor> upper = Optional.empty();
      if (!resume.isEmpty() && !resume.get(0).isEmpty()) {
        // The bound of the part that was read first: what changed since then is read next time.
        upper = Optional.of(new Cursor(Tokens.FORM, resume.get(0)));
      } else if (settings.cursor().isPresent() && resume.isEmpty()) {
        upper = highest(Optional.empty(), Optional.empty());
      }
      Statement statement = sql.all(columns);
      List<Integer> keyColumns = List.of();
      if (traits().resumable()) {
        keyColumns = keyColumns();
        Optional<List<Object>> after =
            resume.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    resume.subList(1, resume.size()).stream().map(Tokens::decode).toList());
        statement = sql.behind(columns, after);
      }
      var plan = new Plan(Optional.empty(), cursorColumn(), keyColumns, upper, true);
      return run(statement, Optional.empty(), scan.limits(), plan);
    }

    Extraction since(ExtractRequest.Since since) throws SQLException {
      String column =
          settings
              .cursor()
              .orElseThrow(
                  () -> new PermanentException("the source names no cursor to read since"));
      Object least = Tokens.value(since.cursor());
      Optional<Object> bound = Optional.of(least);
      Optional<Object> parameter = sql.usesCursor() ? bound : Optional.empty();
      // Without the stored bound: SQLite takes any text for greater than any number.
      Optional<Cursor> upper = highest(Optional.empty(), parameter);
      upper.ifPresent(top -> requireSameKind(column, least, Tokens.value(top)));
      if (least instanceof String) {
        // Only the database knows its order of texts.
        upper = highest(bound, parameter);
      } else {
        upper = upper.filter(top -> Tokens.compare(Tokens.value(top), least) >= 0);
      }
      if (sql.usesCursor()) {
        var plan = new Plan(Optional.empty(), cursorColumn(), List.of(), upper, false);
        return run(sql.all(columns), bound, since.limits(), plan);
      }
      var plan = new Plan(cursorColumn(), cursorColumn(), List.of(), upper, false);
      Statement statement = sql.between(columns, column, least, upper.map(Tokens::value));
      return run(statement, Optional.empty(), since.limits(), plan);
    }

    private void requireSameKind(String column, Object stored, Object found) {
      if (stored.getClass() != found.getClass()
          && !(stored instanceof Number && found instanceof Number)) {
        throw new CursorRefusedException(
            "the stored cursor is a "
                + stored.getClass().getSimpleName()
                + " and the column '"
                + column
                + "' now holds a "
                + found.getClass().getSimpleName()
                + ": only a full scan can tell what changed");
      }
    }

    private Optional<Integer> cursorColumn() {
      return settings.cursor().map(name -> columns.require("cursor", name));
    }

    private List<Integer> keyColumns() {
      return settings.key().stream().map(name -> columns.require("key", name)).toList();
    }

    private Optional<Cursor> highest(Optional<Object> least, Optional<Object> cursor)
        throws SQLException {
      String column = settings.cursor().orElseThrow();
      Statement query = sql.highest(columns, column, least);
      requests++;
      try (var statement = transaction.connection().prepareStatement(query.sql())) {
        query.bind(running.now(statement), cursor);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          int index = columns.require("cursor", column);
          Object value = columns.type(index).reader().read(row, 1);
          return value == null ? Optional.empty() : Optional.of(Tokens.cursor(value, column));
        }
      }
    }

    private Extraction run(
        Statement query,
        Optional<Object> cursor,
        dev.syncline.api.source.BatchLimits limits,
        Plan plan)
        throws SQLException {
      Connection open = transaction.connection();
      PreparedStatement statement =
          transaction.dialect().stream(open, query.sql(), settings.fetchSize());
      try {
        query.bind(running.now(statement), cursor);
        ResultSet rows = statement.executeQuery();
        return new JdbcExtraction(
            connection.get(), transaction, statement, rows, columns, limits, plan, requests + 1);
      } catch (SQLException | RuntimeException e) {
        statement.close();
        throw e;
      }
    }
  }
}
