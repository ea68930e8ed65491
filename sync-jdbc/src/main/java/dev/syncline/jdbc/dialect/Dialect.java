package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.Field;
import dev.syncline.api.state.StoreTraits.Durability;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything in which one database differs from another. What stands here is what most databases
 * do; a subclass says what its own does otherwise.
 *
 * <p><b>Threading.</b> Stateless; safe for use by several threads.
 */
public abstract class Dialect {

  /** The database's name, for messages. */
  public abstract String name();

  /** Whether this is the dialect of a product, as the driver names it. */
  public abstract boolean serves(String product);

  /** An identifier as it stands in SQL. */
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** How the database stores an identifier that stands in lower case without quotes. */
  public String unquoted(String identifier) {
    return identifier;
  }

  /** How the values of a column are read and written. */
  public ColumnType type(ColumnMeta column) {
    OptionalInt length = known(column.precision());
    return switch (column.jdbcType()) {
      case Types.BIT, Types.BOOLEAN -> ColumnTypes.bool();
      case Types.TINYINT -> ColumnTypes.integer(8, column.signed());
      case Types.SMALLINT -> ColumnTypes.integer(16, column.signed());
      case Types.INTEGER -> ColumnTypes.integer(32, column.signed());
      case Types.BIGINT -> ColumnTypes.integer(64, column.signed());
      case Types.DECIMAL, Types.NUMERIC -> ColumnTypes.decimal(column.precision(), column.scale());
      case Types.REAL -> ColumnTypes.floating(true, true);
      case Types.FLOAT, Types.DOUBLE -> ColumnTypes.floating(false, true);
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
          ColumnTypes.bytes(length);
      case Types.DATE -> ColumnTypes.date();
      case Types.TIME -> ColumnTypes.time(column.scale());
      case Types.TIMESTAMP -> ColumnTypes.localTimestamp(column.scale());
      case Types.TIMESTAMP_WITH_TIMEZONE -> ColumnTypes.instant(column.scale());
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB ->
          ColumnTypes.text(length);
      default -> ColumnTypes.text(OptionalInt.empty());
    };
  }

  /** The columns of a table whose texts are not stored in Unicode, where the driver tells none. */
  public Set<String> otherEncodings(Connection connection, String catalog, String table)
      throws SQLException {
    return Set.of();
  }

  /** What a column makes of the values that are written into it. */
  public StoredForm stored(ColumnMeta column) {
    StoredForm form =
        switch (column.jdbcType()) {
          case Types.CHAR, Types.NCHAR -> StoredForm.PLAIN.padding();
          case Types.REAL -> StoredForm.PLAIN.narrow();
          default -> StoredForm.PLAIN;
        };
    String placeholder = type(column).placeholder();
    return placeholder.equals("?") ? form : form.convertedBy(placeholder);
  }

  /** How this database makes digests of rows; empty if it cannot make them exactly. */
  public Optional<DigestSql> digests(Connection connection) throws SQLException {
    return Optional.empty();
  }

  static OptionalInt known(int size) {
    return size > 0 && size < Integer.MAX_VALUE ? OptionalInt.of(size) : OptionalInt.empty();
  }

  /** The type of a new column that holds every value of a field without loss. */
  public abstract String columnDefinition(Field field, boolean key);

  /** How tables are changed that belong to a sync. */
  public TableSql tables() {
    return new TableSql(this);
  }

  /** Binds a value that a {@link ColumnWriter} made, or null. */
  public void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else {
      statement.setObject(index, value);
    }
  }

  /** A way to insert many rows at once; empty if there is none but statements. */
  public Optional<BulkLoad> bulkLoad() {
    return Optional.empty();
  }

  /** Starts a transaction that reads one state of the database, as far as the database can. */
  public void beginRead(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
  }

  /**
   * Starts a transaction that writes.
   *
   * @param powerSafe whether the commit must survive the loss of power, where the database can also
   *     do with less
   */
  public void beginWrite(Connection connection, boolean powerSafe) throws SQLException {
    connection.setAutoCommit(false);
  }

  /** Whether only one connection can write at a time, and others fail rather than wait. */
  public boolean writersTakeTurns() {
    return false;
  }

  /** Commits. */
  public void commit(Connection connection) throws SQLException {
    connection.commit();
  }

  /** Rolls back, if there is anything to roll back. */
  public void rollback(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  /** Gives a connection the settings back that a transaction changed. */
  public void leave(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
  }

  /**
   * Settings of a new connection that last as long as the connection.
   *
   * @param existing whether the database is known to be there, so that a look at it cannot make it
   */
  public void initialize(Connection connection, boolean existing) throws SQLException {}

  /**
   * Gives what a transaction sees to others, as long as it is open; empty where it cannot be
   * shared.
   */
  public Optional<String> exportSnapshot(Connection connection) throws SQLException {
    return Optional.empty();
  }

  /** Makes a transaction that has just begun see what another one does. */
  public void importSnapshot(Connection connection, String snapshot) throws SQLException {
    throw new UnsupportedOperationException(name() + " shares no snapshots");
  }

  /** The versions that the database gives rows by itself, by the name of the column they are in. */
  public Optional<RowVersions> rowVersions(String column) {
    return Optional.empty();
  }

  /** A query that describes the columns of another without running it. */
  public String probe(String query) {
    return "SELECT * FROM (" + query + "\n) syncline_probe WHERE 1 = 0";
  }

  /** A statement whose result is streamed: it never lies in memory as a whole. */
  public PreparedStatement stream(Connection connection, String sql, int fetchSize)
      throws SQLException {
    var statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement.setFetchSize(fetchSize);
    return statement;
  }

  /** Whether closing a stream before its end reads the rest unless it is cancelled first. */
  public boolean drainsOnClose() {
    return false;
  }

  /** Whether {@link #upsert} can only ever meet the row with this key. */
  public boolean upsertsByKey() {
    return true;
  }

  /** A statement that inserts a row, or updates the one with the same key. */
  public String upsert(
      String table, List<String> columns, List<String> key, List<String> placeholders) {
    return insert(table, columns, placeholders) + onConflict(columns, key, List.of());
  }

  private String onConflict(List<String> columns, List<String> key, List<String> kept) {
    var updated =
        columns.stream().filter(column -> !key.contains(column) && !kept.contains(column)).toList();
    String action =
        updated.isEmpty()
            ? "DO NOTHING"
            : "DO UPDATE SET "
                + updated.stream()
                    .map(column -> quote(column) + " = excluded." + quote(column))
                    .collect(Collectors.joining(", "));
    return " ON CONFLICT (" + quoted(key) + ") " + action;
  }

  /**
   * A statement that upserts all rows of another table, for databases with a bulk load.
   *
   * @param kept the columns that an update leaves as they are
   */
  public final String upsertFrom(
      String from, String table, List<String> columns, List<String> key, List<String> kept) {
    return "INSERT INTO "
        + table
        + " ("
        + quoted(columns)
        + ") SELECT "
        + quoted(columns)
        + " FROM "
        + from
        + onConflict(columns, key, kept);
  }

  /** A statement that inserts a row. */
  public final String insert(String table, List<String> columns, List<String> placeholders) {
    return "INSERT INTO "
        + table
        + " ("
        + quoted(columns)
        + ") VALUES ("
        + String.join(", ", placeholders)
        + ")";
  }

  /** Quoted identifiers, separated by commas. */
  public final String quoted(Collection<String> identifiers) {
    return identifiers.stream().map(this::quote).collect(Collectors.joining(", "));
  }

  /** Whether an insert can answer any of its columns, and not only a generated number. */
  public boolean returnsColumns() {
    return true;
  }

  /** Whether savepoints can be released; those that cannot end with the transaction. */
  public boolean releasesSavepoints() {
    return true;
  }

  /** The largest number of parameters of a statement that we use. */
  public int maxParameters() {
    return 2_000;
  }

  /** An expression for the database's own time, in milliseconds since 1970. */
  public abstract String epochMillis();

  /** A point in time, ready to be bound to a column made for it. */
  public Object instant(Instant time) {
    return Writers.offsetDateTime(time);
  }

  /** A condition that two values of a column are the same, letter by letter, or both null. */
  public String same(ColumnType type, String left, String right) {
    return left + " IS NOT DISTINCT FROM " + right;
  }

  /**
   * The type of a column that numbers rows in the order of their arrival; empty where rows have a
   * number anyway, called {@code rowid}.
   */
  public Optional<String> numbering() {
    return Optional.of("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
  }

  /**
   * An expression for the milliseconds between two instants, written as ISO 8601 in UTC with nine
   * digits of a second; null if one is.
   */
  public abstract String millisBetween(String from, String to);

  /** The names that state store scripts use for types, and what they mean here. */
  public abstract Map<String, String> stateTypes();

  /** Whether the keys of a table are equal only if their texts are the same, letter by letter. */
  public boolean comparesExactly(Connection connection, String table) throws SQLException {
    return true;
  }

  /** The unique indexes of a table that hold for some of its rows only. */
  public Set<String> partialIndexes(Connection connection, String table) throws SQLException {
    return Set.of();
  }

  /** Whether a list of byte strings can be bound as one parameter of {@code = ANY (?)}. */
  public boolean bindsByteArrays() {
    return false;
  }

  /** The worst event after which a commit in this database is still there. */
  public Durability durability(Connection connection) throws SQLException {
    return Durability.POWER_LOSS;
  }

  /** Whether several processes can use this database at once. */
  public boolean shared(Connection connection) throws SQLException {
    return durability(connection) != Durability.MEMORY;
  }

  /** Settings that a database needs before it may hold a state store. */
  public void prepareForState(Connection connection) throws SQLException {}

  /** Whether an error says that what is stored is no longer whole. */
  public boolean damaged(SQLException error) {
    return false;
  }

  /**
   * Looks through a state store for damage, where the database can; takes a second for some hundred
   * megabytes.
   *
   * @return the first damage found
   */
  public Optional<String> findDamage(Connection connection) throws SQLException {
    return Optional.empty();
  }

  /** What an error means for us. */
  public Failure classify(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    if (state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("HYT")
        || error instanceof java.sql.SQLTransientException
        || error instanceof java.sql.SQLRecoverableException) {
      return Failure.RETRYABLE;
    }
    if (state.startsWith("22") || state.startsWith("23") || state.startsWith("44")) {
      return Failure.ROW;
    }
    return Failure.PERMANENT;
  }

  /** The driver's message in one line, without values of the row. */
  public String reason(SQLException error) {
    String message = error.getMessage();
    if (message == null) {
      return error.getClass().getSimpleName();
    }
    return message.lines().findFirst().orElse("").strip();
  }

  /** The error that a driver wrapped into one about a batch. */
  public static SQLException root(SQLException error) {
    if (error instanceof BatchUpdateException) {
      if (error.getNextException() != null) {
        return error.getNextException();
      }
      if (error.getCause() instanceof SQLException cause) {
        return cause;
      }
    }
    return error;
  }

  /** Runs one statement without parameters. */
  public static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
