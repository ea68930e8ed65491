package dev.syncline.jdbc.source;

import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.jdbc.database.Transaction;
import dev.syncline.jdbc.dialect.ColumnType;
import dev.syncline.jdbc.dialect.RowVersions;
import dev.syncline.jdbc.source.JdbcExtraction.Plan;
import dev.syncline.jdbc.source.ScanSql.Statement;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The steps of opening a reading, in its transaction. */
final class Opening {
  private final TableOrQuery source;
  private final SourceSettings settings;
  private final Transaction transaction;
  private final ScanSql sql;
  private final SourceColumns columns;
  private final Optional<String> snapshot;
  private long requests = 1;

  Opening(TableOrQuery source, Transaction transaction) throws SQLException {
    this.source = source;
    this.settings = source.settings();
    this.transaction = transaction;
    // Before anything else: drivers set savepoints, and behind one nothing can be shared.
    this.snapshot =
        settings.lanes() > 1
            ? transaction.dialect().exportSnapshot(transaction.connection())
            : Optional.empty();
    this.sql = source.sql(transaction);
    this.columns = source.columns(transaction.connection(), sql);
  }

  Extraction fullScan(ExtractRequest.FullScan scan) throws SQLException {
    List<String> resume = scan.resume().map(r -> Tokens.split(r.token())).orElse(List.of());
    if (!resume.isEmpty() && (!source.resumable() || resume.size() != keyColumns().size() + 1)) {
      throw new PermanentException("the scan cannot go on from where it stopped; start it again");
    }
    Optional<Cursor> upper = Optional.empty();
    if (!resume.isEmpty() && !resume.get(0).isEmpty()) {
      // The bound of the part that was read first: what changed since then is read next time.
      upper = Optional.of(new Cursor(Tokens.FORM, resume.get(0)));
    } else if (settings.cursor().isPresent() && resume.isEmpty()) {
      upper =
          source.rowVersions().isPresent()
              ? Optional.of(bound(source.rowVersions().get()))
              : highest(Optional.empty(), Optional.empty());
    }
    if (settings.lanes() > 1) {
      return lanes(scan.limits(), upper);
    }
    Statement statement = sql.all(columns);
    List<Integer> keyColumns = List.of();
    if (source.resumable()) {
      keyColumns = keyColumns();
      Optional<List<Object>> after =
          resume.isEmpty()
              ? Optional.empty()
              : Optional.of(resume.subList(1, resume.size()).stream().map(Tokens::decode).toList());
      statement = sql.behind(columns, after);
    }
    var plan = new Plan(Optional.empty(), cursorColumn(), keyColumns, upper, true);
    return run(statement, Optional.empty(), scan.limits(), plan);
  }

  private Extraction lanes(BatchLimits limits, Optional<Cursor> upper) throws SQLException {
    String key = settings.key().get(0);
    var dialect = transaction.dialect();
    ColumnType type = columns.type(columns.require("key", key));
    if (snapshot.isEmpty() || type.type() != LogicalType.INTEGER) {
      throw new PermanentException(
          "'lanes' need a key of whole numbers and a database that lets connections see one state,"
              + " which is PostgreSQL; leave 'lanes' out: "
              + source
              + " is in "
              + dialect.name()
              + ", and the key '"
              + key
              + "' is of type "
              + type.type().name().toLowerCase(Locale.ROOT));
    }
    return new LaneExtraction(
        source,
        transaction,
        snapshot.get(),
        columns,
        sql,
        ranges(type, key),
        limits,
        upper,
        requests + 1);
  }

  /** Rows without a key are read, too, if there is no other row. */
  private List<KeyRange> ranges(ColumnType type, String key) throws SQLException {
    Statement query = sql.extremes(key);
    try (var statement = transaction.connection().prepareStatement(query.sql())) {
      query.bind(source.running().now(statement), Optional.empty());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        Object least = type.reader().read(row, 1);
        Object most = type.reader().read(row, 2);
        var from = new BigInteger(least == null ? "0" : least.toString());
        var to = new BigInteger(most == null ? "0" : most.toString());
        return KeyRange.of(from, to, LaneExtraction.ranges(settings.lanes()));
      }
    }
  }

  Extraction since(ExtractRequest.Since since) throws SQLException {
    String column =
        settings
            .cursor()
            .orElseThrow(() -> new PermanentException("the source names no cursor to read since"));
    Object least = Tokens.value(since.cursor());
    if (source.rowVersions().isPresent()) {
      return since(source.rowVersions().get(), least, since.limits());
    }
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

  /** What was written by transactions that were at work at the last bound, or began later. */
  private Extraction since(RowVersions versions, Object least, BatchLimits limits)
      throws SQLException {
    Cursor bound = bound(versions);
    long most = (Long) Tokens.value(bound);
    if (!(least instanceof Long version) || version > most) {
      throw new CursorRefusedException(
          "the stored cursor is no row version of this database, which is another one or was"
              + " restored: only a full scan can tell what changed");
    }
    var plan = new Plan(Optional.empty(), Optional.empty(), List.of(), Optional.of(bound), false);
    ScanSql changed = source.sql(transaction, Optional.of(versions.atLeast(version, most)));
    return run(changed.all(columns), Optional.empty(), limits, plan);
  }

  private Cursor bound(RowVersions versions) throws SQLException {
    requests++;
    return Tokens.cursor(versions.bound(transaction.connection()), "xmin");
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
    return source.rowVersions().isPresent()
        ? Optional.empty()
        : settings.cursor().map(name -> columns.require("cursor", name));
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
      query.bind(source.running().now(statement), cursor);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        int index = columns.require("cursor", column);
        Object value = columns.type(index).reader().read(row, 1);
        return value == null ? Optional.empty() : Optional.of(Tokens.cursor(value, column));
      }
    }
  }

  private Extraction run(Statement query, Optional<Object> cursor, BatchLimits limits, Plan plan)
      throws SQLException {
    Connection open = transaction.connection();
    PreparedStatement statement =
        transaction.dialect().stream(open, query.sql(), settings.fetchSize());
    try {
      query.bind(source.running().now(statement), cursor);
      ResultSet rows = statement.executeQuery();
      return new JdbcExtraction(
          source.database(), transaction, statement, rows, columns, limits, plan, requests + 1);
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }
}
