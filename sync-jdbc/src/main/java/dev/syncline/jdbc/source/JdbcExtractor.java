package dev.syncline.jdbc.source;

import dev.syncline.api.Check;
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
import dev.syncline.jdbc.database.Transaction;
import dev.syncline.jdbc.dialect.DoesNotFit;
import dev.syncline.jdbc.source.ScanSql.Statement;
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

  private final TableOrQuery source;
  private final SourceSettings settings;

  /**
   * An extractor that opens nothing yet.
   *
   * @param connection gives the database; called at the first use
   * @param settings what is read
   */
  public JdbcExtractor(Supplier<Database> connection, SourceSettings settings) {
    this.source = new TableOrQuery(connection, settings);
    this.settings = settings;
  }

  @Override
  public SourceTraits traits() {
    SourceTraits traits = SourceTraits.NONE.withSnapshot();
    if (source.ordered()) {
      traits = traits.withOrder();
    }
    return source.resumable() ? traits.withResume() : traits;
  }

  @Override
  public Schema describe() {
    try (Transaction transaction = source.begin()) {
      return source.columns(transaction.connection(), source.sql(transaction)).schema();
    } catch (SQLException e) {
      throw source.unreadable(e);
    }
  }

  @Override
  public Check check() {
    try {
      Schema schema = describe();
      return Check.passed(source + " can be read: " + schema.size() + " columns");
    } catch (SyncException e) {
      return Check.failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Extraction open(ExtractRequest request) {
    Transaction transaction = source.begin();
    try {
      var opening = new Opening(source, transaction);
      if (request instanceof ExtractRequest.FullScan scan) {
        return opening.fullScan(scan);
      }
      if (request instanceof ExtractRequest.Since since) {
        return opening.since(since);
      }
      throw new PermanentException("a database table cannot be followed; read it since a cursor");
    } catch (SQLException e) {
      transaction.close();
      throw source.unreadable(e);
    } catch (RuntimeException e) {
      transaction.close();
      throw e;
    }
  }

  @Override
  public RecordBatch read(List<Key> keys) {
    return read(keys, source::sql);
  }

  @Override
  public Optional<RecordBatch> readBeyondFilter(List<Key> keys) {
    return settings.where().map(filter -> read(keys, source::unfiltered));
  }

  private RecordBatch read(List<Key> keys, Reads reads) {
    if (settings.key().isEmpty()) {
      throw new PermanentException("the source names no key, so that no single record can be read");
    }
    try (Transaction transaction = source.begin()) {
      ScanSql sql = reads.in(transaction);
      SourceColumns columns = source.columns(transaction.connection(), sql);
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
      throw source.unreadable(e);
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
    if (source.rowVersions().isPresent()) {
      // Nothing is committed late below the bound.
      return Optional.of(cursor);
    }
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
    source.running().cancel();
  }

  /** Connections belong to the engine; there is nothing else to release. */
  @Override
  public void close() {}

  /** What is read, made ready in a transaction. */
  @FunctionalInterface
  private interface Reads {
    ScanSql in(Transaction transaction) throws SQLException;
  }
}
