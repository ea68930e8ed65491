package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** PostgreSQL, by its own driver. */
final class PostgreSql extends Dialect {
  private static final int UNBOUNDED = 131_072;
  private static final int BINARY_AT_ONCE = -1;
  private static final AtomicLong STREAMS = new AtomicLong();
  private static final Set<String> ALIKE_IN_BINARY =
      Set.of(
          "bool",
          "int2",
          "int4",
          "int8",
          "serial",
          "bigserial",
          "numeric",
          "float8",
          "text",
          "varchar",
          "bpchar",
          "date",
          "timestamp",
          "timestamptz",
          "bytea");
  private static final int MOST_SCALE = 1_000;
  private static final String FROM_TEXT = "CAST(CAST(? AS text) AS ";
  private static final String NAN = "NaN";
  private static final String END_OF_DAY = "24:00:00";
  private static final Set<String> ENDLESS = Set.of("Infinity", "-Infinity");
  private static final Set<String> INFINITE = Set.of("infinity", "-infinity");

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public boolean serves(String product) {
    return product.equals("PostgreSQL");
  }

  @Override
  public ColumnType type(ColumnMeta column) {
    return switch (column.typeName()) {
      case "bool" -> ColumnTypes.bool();
      case "int2", "smallserial" -> ColumnTypes.integer(16, true);
      case "int4", "serial" -> ColumnTypes.integer(32, true);
      case "int8", "bigserial" -> ColumnTypes.integer(64, true);
      case "oid" -> ColumnTypes.integer(32, false);
      case "float4" -> ColumnTypes.floating(true, true);
      case "float8" -> ColumnTypes.floating(false, true);
      case "numeric" -> numeric(column);
      case "money" -> ColumnTypes.money("CAST(CAST(? AS numeric) AS money)");
      case "text" -> ColumnTypes.text(OptionalInt.empty(), true, false);
      case "varchar", "bpchar", "name" -> ColumnTypes.text(known(column.precision()), true, false);
      case "bytea" -> ColumnTypes.bytes(OptionalInt.empty());
      case "date" -> ColumnTypes.date().alsoTaking(INFINITE::contains);
      case "time" ->
          ColumnTypes.time(column.scale()).readBy(PostgreSql::time).alsoTaking(END_OF_DAY::equals);
      case "timestamp" -> ColumnTypes.localTimestamp(column.scale()).alsoTaking(INFINITE::contains);
      case "timestamptz" -> ColumnTypes.instant(column.scale()).alsoTaking(INFINITE::contains);
      case "json", "jsonb" -> ColumnTypes.json("?::" + column.typeName());
      // The text form of enums, uuids, arrays, money and the like; the server parses it back.
      default ->
          ColumnTypes.text(OptionalInt.empty(), true, false)
              .withPlaceholder(FROM_TEXT + typeReference(column.declared()) + ")");
    };
  }

  /** NaN fits into every numeric, infinity only where no digits are declared. */
  private static ColumnType numeric(ColumnMeta column) {
    if (column.precision() <= 0 || column.precision() >= UNBOUNDED) {
      return ColumnTypes.decimal(0, 0)
          .alsoTaking(text -> text.equals(NAN) || ENDLESS.contains(text));
    }
    // Eleven bits, of which the driver forgets that they have a sign.
    int scale = column.scale() > MOST_SCALE ? column.scale() - (1 << 11) : column.scale();
    return ColumnTypes.decimal(column.precision(), scale).alsoTaking(NAN::equals);
  }

  /** The end of the day, 24:00, is no time in Java; the driver makes 23:59:59.999999999 of it. */
  private static @Nullable Object time(ResultSet row, int column) throws SQLException {
    try {
      Object time = Readers.time(row, column);
      return LocalTime.MAX.equals(time) ? END_OF_DAY : time;
    } catch (DateTimeException e) {
      // In binary, nothing else that the server sends is too late for Java.
      return END_OF_DAY;
    }
  }

  @Override
  public StoredForm stored(ColumnMeta column) {
    StoredForm form = super.stored(column);
    return switch (column.typeName()) {
      case "bpchar" -> form.padding();
      case "money" -> form.readBy("CAST(%s AS numeric)");
      default -> {
        // The server prints these: what the driver makes of their binary form is not the same.
        String placeholder = type(column).placeholder();
        yield placeholder.startsWith(FROM_TEXT)
            ? form.readBy("CAST(%s AS text)").convertedBy("CAST(" + placeholder + " AS text)")
            : form;
      }
    };
  }

  @Override
  public Optional<DigestSql> digests(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseMajorVersion() < 13) {
      return Optional.empty();
    }
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW server_encoding")) {
      return row.next() && "UTF8".equals(row.getString(1))
          ? Optional.of(new PostgreSqlDigests())
          : Optional.empty();
    }
  }

  private String typeReference(String typeName) {
    if (typeName.startsWith("\"")) {
      return typeName;
    }
    return typeName.startsWith("_") ? quote(typeName.substring(1)) + "[]" : quote(typeName);
  }

  @Override
  public TableSql tables() {
    return new PostgreSqlTables(this);
  }

  @Override
  public String columnDefinition(Field field, boolean key) {
    return switch (field.type()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> field.limits().precision().orElse(0) > 18 ? "NUMERIC" : "BIGINT";
      case DECIMAL -> Definitions.decimal(field, "NUMERIC", Integer.MAX_VALUE);
      case FLOAT -> "DOUBLE PRECISION";
      case STRING -> Definitions.text(field, "TEXT");
      case BYTES -> "BYTEA";
      case DATE -> "DATE";
      case TIME -> "TIME(6)";
      case LOCAL_TIMESTAMP -> "TIMESTAMP(6)";
      case TIMESTAMP -> "TIMESTAMP(6) WITH TIME ZONE";
      case OBJECT, LIST -> "JSONB";
    };
  }

  @Override
  public void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value instanceof String text) {
      if (text.equals(NAN)
          || text.equals(END_OF_DAY)
          || ENDLESS.contains(text)
          || INFINITE.contains(text)) {
        // Of the type of its column, whichever that is.
        statement.setObject(index, text, Types.OTHER);
      } else {
        statement.setString(index, text);
      }
    } else {
      super.bind(statement, index, value);
    }
  }

  @Override
  public Optional<String> exportSnapshot(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_export_snapshot()")) {
      row.next();
      return Optional.of(row.getString(1));
    }
  }

  @Override
  public void importSnapshot(Connection connection, String snapshot) throws SQLException {
    run(connection, "SET TRANSACTION SNAPSHOT '" + snapshot.replace("'", "''") + "'");
  }

  @Override
  public Optional<RowVersions> rowVersions(String column) {
    return column.equals("xmin") ? Optional.of(new Xmin()) : Optional.empty();
  }

  /**
   * With binary transfer from the first row on, which takes a sixth less time, where it reads the
   * same: an array, for one, has another text then. The driver keeps what it prepares by its text,
   * and would read by an old plan what has other types since; so no text comes twice.
   */
  @Override
  public PreparedStatement stream(Connection connection, String sql, int fetchSize)
      throws SQLException {
    String own = "/* reading " + STREAMS.incrementAndGet() + " */ " + sql;
    PreparedStatement statement = super.stream(connection, own, fetchSize);
    if (PostgreSqlCopy.ownDriver(connection) && alikeInBinary(statement)) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY_AT_ONCE);
    }
    return statement;
  }

  private static boolean alikeInBinary(PreparedStatement statement) throws SQLException {
    ResultSetMetaData columns = statement.getMetaData();
    for (int i = 1; columns != null && i <= columns.getColumnCount(); i++) {
      if (!ALIKE_IN_BINARY.contains(columns.getColumnTypeName(i))) {
        return false;
      }
    }
    return columns != null;
  }

  @Override
  public Optional<BulkLoad> bulkLoad() {
    return Optional.of(new PostgreSqlCopy(this));
  }

  @Override
  public int maxParameters() {
    return 10_000;
  }

  @Override
  public boolean bindsByteArrays() {
    return true;
  }

  @Override
  public String epochMillis() {
    return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
  }

  /** As texts where the type has no equality, as json, or one that overlooks capitals. */
  @Override
  public String same(ColumnType type, String left, String right) {
    return type.type() == LogicalType.STRING
        ? super.same(type, "CAST(" + left + " AS text)", "CAST(" + right + " AS text)")
        : super.same(type, left, right);
  }

  @Override
  public String millisBetween(String from, String to) {
    return "CAST(EXTRACT(EPOCH FROM (CAST("
        + to
        + " AS timestamptz) - CAST("
        + from
        + " AS timestamptz))) * 1000 AS BIGINT)";
  }

  @Override
  public Map<String, String> stateTypes() {
    return Map.of(
        "bytes",
        "BYTEA",
        "hash",
        "BYTEA",
        "text",
        "TEXT",
        "name",
        "TEXT",
        "long",
        "BIGINT",
        "int",
        "INTEGER",
        "options",
        "",
        "clustered",
        "");
  }

  /** A damaged page, or a damaged index. */
  @Override
  public boolean damaged(SQLException error) {
    return "XX001".equals(error.getSQLState()) || "XX002".equals(error.getSQLState());
  }

  @Override
  public Failure classify(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    if (state.startsWith("53") || state.startsWith("57") || state.equals("55P03")) {
      return Failure.RETRYABLE;
    }
    if (state.startsWith("P0") || state.startsWith("54")) {
      return Failure.ROW;
    }
    return super.classify(error);
  }
}
