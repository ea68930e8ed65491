package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.state.StoreTraits.Durability;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** H2, embedded or as a server. */
final class H2 extends Dialect {
  private static final int TRANSACTION_SNAPSHOT = 6;
  private static final int UNBOUNDED_DIGITS = 100_000;
  private static final Set<String> ENDLESS = Set.of("NaN", "Infinity", "-Infinity");

  @Override
  public String name() {
    return "H2";
  }

  @Override
  public boolean serves(String product) {
    return product.equals("H2");
  }

  @Override
  public String unquoted(String identifier) {
    return identifier.toUpperCase(Locale.ROOT);
  }

  /** H2 counts the 16-bit units of a text, not its characters. */
  @Override
  public ColumnType type(ColumnMeta column) {
    if (column.typeName().equals("json")) {
      return ColumnTypes.json("? FORMAT JSON");
    }
    if (column.typeName().equals("uuid")) {
      // The driver calls it bytes, and its bytes are of no use elsewhere.
      return ColumnTypes.text(OptionalInt.empty());
    }
    if (column.jdbcType() == Types.ARRAY) {
      return H2Arrays.TYPE;
    }
    if (column.typeName().startsWith("decfloat")) {
      return ColumnTypes.decimal(0, 0).alsoTaking(ENDLESS::contains);
    }
    return switch (column.jdbcType()) {
      case Types.CHAR, Types.VARCHAR, Types.CLOB ->
          ColumnTypes.text(known(column.precision()), false, true);
      case Types.NUMERIC, Types.DECIMAL ->
          ColumnTypes.decimal(
              column.precision() >= UNBOUNDED_DIGITS ? 0 : column.precision(), column.scale());
      case Types.FLOAT -> ColumnTypes.floating(column.precision() <= 24, true);
      default -> super.type(column);
    };
  }

  @Override
  public StoredForm stored(ColumnMeta column) {
    boolean narrow = column.jdbcType() == Types.FLOAT && column.precision() <= 24;
    StoredForm form = super.stored(column);
    if (column.typeName().equals("uuid")) {
      // Upper case, as a number, without hyphens: only H2 knows what it makes of them.
      return form.convertedBy("CAST(? AS UUID)");
    }
    return column.jdbcType() == Types.BINARY
        ? form.filling(column.precision())
        : narrow ? form.narrow() : form;
  }

  @Override
  public TableSql tables() {
    return new H2Tables(this);
  }

  @Override
  public String columnDefinition(Field field, boolean key) {
    return switch (field.type()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> field.limits().precision().orElse(0) > 18 ? "NUMERIC(1000, 0)" : "BIGINT";
      case DECIMAL -> Definitions.decimal(field, "DECFLOAT(100000)", UNBOUNDED_DIGITS);
      case FLOAT -> "DOUBLE PRECISION";
      case STRING -> Definitions.text(field, "VARCHAR");
      case BYTES -> key ? "VARBINARY" : "BLOB";
      case DATE -> "DATE";
      case TIME -> "TIME(9)";
      case LOCAL_TIMESTAMP -> "TIMESTAMP(9)";
      case TIMESTAMP -> "TIMESTAMP(9) WITH TIME ZONE";
      case OBJECT, LIST -> "JSON";
    };
  }

  /** SNAPSHOT is the only level at which H2 shows one state of all tables. */
  @Override
  public void beginRead(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(TRANSACTION_SNAPSHOT);
    // Without it H2 collects a result before it hands out the first row.
    run(connection, "SET LAZY_QUERY_EXECUTION TRUE");
  }

  @Override
  public void leave(Connection connection) throws SQLException {
    if (connection.getTransactionIsolation() == TRANSACTION_SNAPSHOT) {
      run(connection, "SET LAZY_QUERY_EXECUTION FALSE");
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    super.leave(connection);
  }

  /** Rows are computed as they are asked for; a fetch size only matters to a remote server. */
  @Override
  public PreparedStatement stream(Connection connection, String sql, int fetchSize)
      throws SQLException {
    return super.stream(connection, sql, Math.min(fetchSize, 1_000));
  }

  @Override
  public String upsert(
      String table, List<String> columns, List<String> key, List<String> placeholders) {
    return "MERGE INTO "
        + table
        + " ("
        + quoted(columns)
        + ") KEY ("
        + quoted(key)
        + ") VALUES ("
        + String.join(", ", placeholders)
        + ")";
  }

  @Override
  public boolean releasesSavepoints() {
    return false;
  }

  @Override
  public String epochMillis() {
    return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(3)) * 1000 AS BIGINT)";
  }

  @Override
  public String same(ColumnType type, String left, String right) {
    return type.type() == LogicalType.STRING
        ? super.same(type, "CAST(" + left + " AS VARCHAR)", "CAST(" + right + " AS VARCHAR)")
        : super.same(type, left, right);
  }

  @Override
  public String millisBetween(String from, String to) {
    return "DATEDIFF(MILLISECOND, CAST("
        + from
        + " AS TIMESTAMP WITH TIME ZONE), CAST("
        + to
        + " AS TIMESTAMP WITH TIME ZONE))";
  }

  @Override
  public Map<String, String> stateTypes() {
    return Map.of(
        "bytes",
        "VARBINARY",
        "hash",
        "VARBINARY(16)",
        "text",
        "VARCHAR",
        "name",
        "VARCHAR(255)",
        "long",
        "BIGINT",
        "int",
        "INTEGER",
        "options",
        "",
        "clustered",
        "");
  }

  @Override
  public Durability durability(Connection connection) throws SQLException {
    return url(connection).startsWith("jdbc:h2:mem:")
        ? Durability.MEMORY
        : Durability.PROCESS_CRASH;
  }

  /** The first process locks the file, unless there is a server. */
  @Override
  public boolean shared(Connection connection) throws SQLException {
    String url = url(connection);
    return url.startsWith("jdbc:h2:tcp:")
        || url.startsWith("jdbc:h2:ssl:")
        || url.toUpperCase(Locale.ROOT).contains("AUTO_SERVER=TRUE");
  }

  private static String url(Connection connection) throws SQLException {
    return String.valueOf(connection.getMetaData().getURL());
  }

  /** By default H2 writes half a second after it has acknowledged a commit. */
  @Override
  public void prepareForState(Connection connection) throws SQLException {
    run(connection, "SET WRITE_DELAY 0");
  }

  @Override
  public Failure classify(SQLException error) {
    return switch (error.getErrorCode()) {
      // Lock time-out, deadlock, connection broken, database closed, statement cancelled.
      case 50200, 40001, 90067, 90098, 90121, 57014 -> Failure.RETRYABLE;
      case 90131 -> Failure.RETRYABLE;
      default -> super.classify(error);
    };
  }

  @Override
  public String reason(SQLException error) {
    String message = super.reason(error);
    int statement = message.indexOf("; SQL statement");
    String cut = statement < 0 ? message : message.substring(0, statement);
    int values = cut.indexOf(" VALUES (");
    return values < 0 ? cut : cut.substring(0, values);
  }

  @Override
  public void initialize(Connection connection, boolean existing) throws SQLException {
    run(connection, "SET LOCK_TIMEOUT 10000");
  }
}
