package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.state.StoreTraits.Durability;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SQLite. A column's declared type is a preference (its affinity), not a rule: what is read is what
 * is stored, and what is written is checked against what the affinity would make of it.
 */
final class Sqlite extends Dialect {
  private static final int SQLITE_ERROR_MASK = 0xff;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int NOT_A_DATABASE = 26;

  /** With as many digits for every time, so that they sort like times. */
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Of no affinity of their own: SQLite takes them for numbers. */
  private static final Set<String> TEXTUAL = Set.of("DATE", "TIME", "JSON", "UUID");

  @Override
  public String name() {
    return "SQLite";
  }

  @Override
  public boolean serves(String product) {
    return product.equals("SQLite");
  }

  @Override
  public ColumnType type(ColumnMeta column) {
    String declared = column.typeName().toUpperCase(Locale.ROOT);
    SqliteAffinity affinity = SqliteAffinity.of(declared, column.jdbcType());
    LogicalType type = logical(declared, affinity);
    return ColumnType.of(
        type,
        type == LogicalType.BOOLEAN ? Sqlite::readBoolean : reader(affinity),
        affinity::encode);
  }

  /** What is read is what is stored; only the text of a floating-point number is SQLite's own. */
  @Override
  public StoredForm stored(ColumnMeta column) {
    String declared = column.typeName().toUpperCase(Locale.ROOT);
    return SqliteAffinity.of(declared, column.jdbcType()) == SqliteAffinity.TEXT
        ? StoredForm.PLAIN.floatsConvertedBy("CAST(? AS TEXT)")
        : StoredForm.PLAIN;
  }

  private static LogicalType logical(String declared, SqliteAffinity affinity) {
    if (declared.startsWith("BOOL")) {
      return LogicalType.BOOLEAN;
    }
    boolean textual = TEXTUAL.stream().anyMatch(declared::contains);
    return switch (affinity) {
      case INTEGER -> LogicalType.INTEGER;
      case REAL -> LogicalType.FLOAT;
      case NUMERIC -> textual ? LogicalType.STRING : LogicalType.FLOAT;
      case TEXT -> LogicalType.STRING;
      case NONE -> LogicalType.BYTES;
    };
  }

  /** Columns declared as some number hold 12 as an integer and 12.5 as a float: both are floats. */
  private static ColumnReader reader(SqliteAffinity affinity) {
    return affinity == SqliteAffinity.NUMERIC ? Sqlite::readNumber : Sqlite::read;
  }

  private static @Nullable Object read(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  private static @Nullable Object readNumber(ResultSet row, int column) throws SQLException {
    Object value = read(row, column);
    return value instanceof Long number && (long) (double) number == number
        ? (Object) number.doubleValue()
        : value;
  }

  private static @Nullable Object readBoolean(ResultSet row, int column) throws SQLException {
    Object value = read(row, column);
    return value instanceof Long number && (number == 0 || number == 1)
        ? (Object) (number == 1)
        : value;
  }

  @Override
  public TableSql tables() {
    return new SqliteTables(this);
  }

  @Override
  public String columnDefinition(Field field, boolean key) {
    return switch (field.type()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> field.limits().precision().orElse(0) > 18 ? "TEXT" : "INTEGER";
      case FLOAT -> "REAL";
      case BYTES -> "BLOB";
      // SQLite has no decimals and no dates; text keeps every digit.
      case DECIMAL, STRING, DATE, TIME, LOCAL_TIMESTAMP, TIMESTAMP, OBJECT, LIST -> "TEXT";
    };
  }

  /** Preparing runs nothing here, and a subquery would rename columns that appear twice. */
  @Override
  public String probe(String query) {
    return query;
  }

  @Override
  public void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else if (value instanceof Long number) {
      statement.setLong(index, number);
    } else if (value instanceof Double number) {
      statement.setDouble(index, number);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else if (value instanceof BigDecimal number) {
      statement.setString(index, number.toPlainString());
    } else {
      statement.setString(index, value.toString());
    }
  }

  @Override
  public void initialize(Connection connection, boolean existing) throws SQLException {
    run(connection, "PRAGMA busy_timeout = 30000");
    run(connection, "PRAGMA foreign_keys = ON");
    if (existing) {
      // SQLite opens anything; only a look into it tells whether it is a database.
      run(connection, "PRAGMA schema_version");
    }
  }

  /**
   * In WAL mode readers and the writer do not stop each other. The mode stays in the file, so it is
   * set only where something is written: a source is left as it is.
   */
  private static void writeAhead(Connection connection) throws SQLException {
    try {
      run(connection, "PRAGMA journal_mode = WAL");
    } catch (SQLException e) {
      // BUSY, READONLY, CANTOPEN: somebody is in the way, or the file may not be changed.
      int code = e.getErrorCode() & SQLITE_ERROR_MASK;
      if (code != 5 && code != 8 && code != 14) {
        throw e;
      }
    }
  }

  /** The driver's own transactions start without the right to write and then fail as busy. */
  @Override
  public void beginRead(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    run(connection, "BEGIN");
  }

  @Override
  public void beginWrite(Connection connection, boolean powerSafe) throws SQLException {
    connection.setAutoCommit(true);
    writeAhead(connection);
    run(connection, "PRAGMA synchronous = " + (powerSafe ? "FULL" : "NORMAL"));
    run(connection, "BEGIN IMMEDIATE");
  }

  @Override
  public boolean writersTakeTurns() {
    return true;
  }

  @Override
  public void commit(Connection connection) throws SQLException {
    run(connection, "COMMIT");
  }

  @Override
  public void rollback(Connection connection) throws SQLException {
    try {
      run(connection, "ROLLBACK");
    } catch (SQLException e) {
      // Some errors end the transaction by themselves; then there is nothing to roll back.
      if (e.getMessage() == null || !e.getMessage().contains("no transaction is active")) {
        throw e;
      }
    }
  }

  @Override
  public void leave(Connection connection) {}

  @Override
  public boolean returnsColumns() {
    return false;
  }

  @Override
  public String epochMillis() {
    return "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";
  }

  @Override
  public Object instant(Instant time) {
    return MICROS.format(time);
  }

  @Override
  public String same(ColumnType type, String left, String right) {
    return left + " COLLATE BINARY IS " + right;
  }

  @Override
  public Optional<String> numbering() {
    return Optional.empty();
  }

  @Override
  public String millisBetween(String from, String to) {
    return "CAST(ROUND((julianday(" + to + ") - julianday(" + from + ")) * 86400000) AS INTEGER)";
  }

  @Override
  public Map<String, String> stateTypes() {
    return Map.of(
        "bytes",
        "BLOB",
        "hash",
        "BLOB",
        "text",
        "TEXT",
        "name",
        "TEXT",
        "long",
        "INTEGER",
        "int",
        "INTEGER",
        "options",
        "",
        "clustered",
        "WITHOUT ROWID");
  }

  @Override
  public boolean comparesExactly(Connection connection, String table) throws SQLException {
    try (var statement =
        connection.prepareStatement("SELECT sql FROM sqlite_master WHERE tbl_name = ?")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String sql = String.valueOf(row.getString(1)).toUpperCase(Locale.ROOT);
          if (sql.contains("NOCASE") || sql.contains("RTRIM")) {
            return false;
          }
        }
      }
    }
    return true;
  }

  @Override
  public Set<String> partialIndexes(Connection connection, String table) throws SQLException {
    var names = new HashSet<String>();
    try (var statement =
        connection.prepareStatement("SELECT name FROM pragma_index_list(?) WHERE partial = 1")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }

  @Override
  public Durability durability(Connection connection) throws SQLException {
    String url = String.valueOf(connection.getMetaData().getURL());
    return url.equals("jdbc:sqlite:") || url.contains(":memory:") || url.contains("mode=memory")
        ? Durability.MEMORY
        : Durability.PROCESS_CRASH;
  }

  @Override
  public Failure classify(SQLException error) {
    return switch (error.getErrorCode() & SQLITE_ERROR_MASK) {
      // BUSY, LOCKED, INTERRUPT, PROTOCOL; IOERR and FULL: the disk, and none of our rows.
      case 5, 6, 9, 15, IOERR, FULL -> Failure.RETRYABLE;
      // TOOBIG, CONSTRAINT, MISMATCH.
      case 18, 19, 20 -> Failure.ROW;
      default -> Failure.PERMANENT;
    };
  }

  @Override
  public boolean damaged(SQLException error) {
    int code = error.getErrorCode() & SQLITE_ERROR_MASK;
    return code == CORRUPT || code == NOT_A_DATABASE;
  }

  @Override
  public Optional<String> findDamage(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      return row.next() && !"ok".equals(row.getString(1))
          ? Optional.of(String.valueOf(row.getString(1)).lines().findFirst().orElse("damaged"))
          : Optional.empty();
    }
  }

  /** {@code [SQLITE_CONSTRAINT_UNIQUE] A UNIQUE constraint failed (UNIQUE ...: t.c)}: the last. */
  @Override
  public String reason(SQLException error) {
    String message = super.reason(error);
    int code = error.getErrorCode() & SQLITE_ERROR_MASK;
    if (code == FULL) {
      return "the disk is full, or a quota is used up";
    }
    if (code == IOERR) {
      return "the disk does not read or write it; is it full, or a quota used up? ("
          + name(message)
          + ")";
    }
    int open = message.indexOf(" (");
    return message.startsWith("[SQLITE_") && open > 0 && message.endsWith(")")
        ? message.substring(open + 2, message.length() - 1)
        : message;
  }

  /** The name of an error, such as {@code SQLITE_IOERR_WRITE}. */
  private static String name(String message) {
    int end = message.indexOf(']');
    return message.startsWith("[") && end > 0 ? message.substring(1, end) : message;
  }
}
