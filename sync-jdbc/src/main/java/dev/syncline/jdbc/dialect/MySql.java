package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.state.StoreTraits.Durability;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** MySQL, by MySQL Connector/J or by the MariaDB driver. */
class MySql extends Dialect {
  private static final Pattern ENTRY = Pattern.compile("(?i)duplicate entry '.*' for key");
  private static final int TINY_TEXT = 255;
  private static final int TEXT = 65_535;
  private static final int MEDIUM_TEXT = 16_777_215;
  private static final int DATETIME_LENGTH = 19;
  private static final int TIME_LENGTH = 10;

  @Override
  public String name() {
    return "MySQL";
  }

  @Override
  public boolean serves(String product) {
    return product.equals("MySQL");
  }

  @Override
  public String quote(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  @Override
  public ColumnType type(ColumnMeta column) {
    String type = column.typeName();
    boolean signed = !type.contains("unsigned");
    return switch (type.replace(" unsigned", "").replace(" zerofill", "")) {
      case "tinyint" -> ColumnTypes.integer(8, signed);
      case "smallint" -> ColumnTypes.integer(16, signed);
      case "mediumint" -> ColumnTypes.integer(24, signed);
      case "int", "integer" -> ColumnTypes.integer(32, signed);
      case "bigint" -> ColumnTypes.integer(64, signed);
      // Two digits would become a year of this century.
      case "year" -> ColumnTypes.year();
      case "bit" ->
          column.precision() > 1 ? ColumnTypes.bytes(OptionalInt.empty()) : MySqlTruth.TYPE;
      case "boolean", "bool" -> MySqlTruth.TYPE;
      case "float" -> ColumnTypes.floating(true, false);
      case "double" -> ColumnTypes.floating(false, false);
      case "date" -> ColumnTypes.date();
      case "time" -> MySqlTime.type(fraction(column, TIME_LENGTH));
      case "datetime" -> ColumnTypes.localTimestamp(fraction(column, DATETIME_LENGTH));
      case "timestamp" -> ColumnTypes.utcTimestamp(fraction(column, DATETIME_LENGTH));
      case "json" -> ColumnTypes.json("?");
      // Bounded in bytes, of which one driver makes characters and the other does not.
      case "tinytext" -> ColumnTypes.utf8(TINY_TEXT);
      case "text" -> ColumnTypes.utf8(TEXT);
      case "mediumtext" -> ColumnTypes.utf8(MEDIUM_TEXT);
      case "longtext" -> ColumnTypes.text(OptionalInt.empty());
      case "enum", "set" -> ColumnTypes.text(OptionalInt.empty());
      default -> super.type(column);
    };
  }

  @Override
  public Set<String> otherEncodings(Connection connection, String catalog, String table)
      throws SQLException {
    var columns = new HashSet<String>();
    try (var statement =
        connection.prepareStatement(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND"
                + " table_name = ? AND character_set_name NOT LIKE 'utf%'")) {
      statement.setString(1, catalog);
      statement.setString(2, table);
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          columns.add(row.getString(1));
        }
      }
    }
    return columns;
  }

  /** The text of a FLOAT has six digits; as a DOUBLE it has all of them. */
  @Override
  public StoredForm stored(ColumnMeta column) {
    StoredForm form = super.stored(column);
    return switch (column.typeName().replace(" unsigned", "")) {
      case "float" -> form.narrow().readBy("(%s + 0e0)");
      case "binary" -> form.filling(column.precision());
      case "json" -> form.convertedBy("CAST(? AS JSON)");
      default -> form;
    };
  }

  @Override
  public Optional<DigestSql> digests(Connection connection) {
    return Optional.of(new MySqlDigests());
  }

  /** Connector/J tells the fractional digits only by the printed length. */
  private static int fraction(ColumnMeta column, int length) {
    return column.precision() > length
        ? Math.max(0, Math.min(6, column.precision() - length - 1))
        : Math.max(0, Math.min(6, column.scale()));
  }

  @Override
  public TableSql tables() {
    return new MySqlTables(this);
  }

  @Override
  public String columnDefinition(Field field, boolean key) {
    return switch (field.type()) {
      case BOOLEAN -> "TINYINT(1)";
      case INTEGER -> field.limits().precision().orElse(0) > 18 ? "DECIMAL(65, 0)" : "BIGINT";
      case DECIMAL -> Definitions.decimal(field, "DECIMAL(65, 30)", 65);
      case FLOAT -> "DOUBLE";
      case STRING -> text(field, key) + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
      case BYTES -> key ? "VARBINARY(255)" : "LONGBLOB";
      case DATE -> "DATE";
      case TIME -> "TIME(6)";
      case LOCAL_TIMESTAMP -> "DATETIME(6)";
      case TIMESTAMP -> "TIMESTAMP(6) NULL";
      case OBJECT, LIST -> "JSON";
    };
  }

  private static String text(Field field, boolean key) {
    int length = field.limits().length().orElse(0);
    if (key) {
      return "VARCHAR(" + (length > 0 && length < 255 ? length : 255) + ")";
    }
    return length > 0 && length <= 4_000 ? "VARCHAR(" + length + ")" : "LONGTEXT";
  }

  @Override
  public void beginRead(Connection connection) throws SQLException {
    enter(connection);
    super.beginRead(connection);
  }

  @Override
  public void beginWrite(Connection connection, boolean powerSafe) throws SQLException {
    enter(connection);
    super.beginWrite(connection, powerSafe);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
  }

  /** Outside strict mode MySQL cuts what does not fit and only warns. */
  private static void enter(Connection connection) throws SQLException {
    run(
        connection,
        "SET @syncline_mode = @@SESSION.sql_mode, @syncline_zone = @@SESSION.time_zone,"
            + " @@SESSION.sql_mode = CONCAT_WS(',', NULLIF(@@SESSION.sql_mode, ''),"
            + " 'STRICT_ALL_TABLES', 'NO_ZERO_DATE', 'NO_ZERO_IN_DATE',"
            + " 'ERROR_FOR_DIVISION_BY_ZERO'), @@SESSION.time_zone = '+00:00'");
  }

  @Override
  public void leave(Connection connection) throws SQLException {
    super.leave(connection);
    run(
        connection,
        "SET @@SESSION.sql_mode = COALESCE(@syncline_mode, @@SESSION.sql_mode),"
            + " @@SESSION.time_zone = COALESCE(@syncline_zone, @@SESSION.time_zone)");
  }

  /** Connector/J streams row by row or not at all; the MariaDB driver goes by the fetch size. */
  @Override
  public PreparedStatement stream(Connection connection, String sql, int fetchSize)
      throws SQLException {
    boolean connectorJ = connection.getMetaData().getDriverName().startsWith("MySQL");
    var statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    statement.setFetchSize(connectorJ ? Integer.MIN_VALUE : fetchSize);
    return statement;
  }

  /** Connector/J drops the sign of zero. */
  @Override
  public void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value instanceof Double number && number.equals(-0.0)) {
      statement.setString(index, "-0e0");
    } else {
      super.bind(statement, index, value);
    }
  }

  @Override
  public boolean drainsOnClose() {
    return true;
  }

  /** ON DUPLICATE KEY UPDATE may meet a row by any unique key, not only by ours. */
  @Override
  public boolean upsertsByKey() {
    return false;
  }

  @Override
  public String upsert(
      String table, List<String> columns, List<String> key, List<String> placeholders) {
    return insert(table, columns, placeholders)
        + " ON DUPLICATE KEY UPDATE "
        + columns.stream()
            .filter(column -> !key.contains(column))
            .map(column -> quote(column) + " = VALUES(" + quote(column) + ")")
            .collect(Collectors.joining(", "));
  }

  @Override
  public boolean returnsColumns() {
    return false;
  }

  @Override
  public String epochMillis() {
    return "CAST(UNIX_TIMESTAMP(SYSDATE(3)) * 1000 AS SIGNED)";
  }

  @Override
  public Object instant(Instant time) {
    return Writers.utcDateTime(time);
  }

  /** As bytes, because most collations overlook capitals and accents. */
  @Override
  public String same(ColumnType type, String left, String right) {
    return type.type() == LogicalType.STRING
        ? "CAST(" + left + " AS BINARY) <=> CAST(" + right + " AS BINARY)"
        : left + " <=> " + right;
  }

  @Override
  public Optional<String> numbering() {
    return Optional.of("BIGINT AUTO_INCREMENT PRIMARY KEY");
  }

  @Override
  public String millisBetween(String from, String to) {
    // Microseconds are all that it has.
    String form = "STR_TO_DATE(LEFT(%s, 26), '%%Y-%%m-%%dT%%H:%%i:%%s.%%f')";
    return "TIMESTAMPDIFF(MICROSECOND, "
        + form.formatted(from)
        + ", "
        + form.formatted(to)
        + ") DIV 1000";
  }

  @Override
  public Map<String, String> stateTypes() {
    return Map.of(
        "bytes",
        "LONGBLOB",
        "hash",
        "BINARY(16)",
        "text",
        "LONGTEXT",
        "name",
        "VARCHAR(255)",
        "long",
        "BIGINT",
        "int",
        "INTEGER",
        "options",
        "ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        "clustered",
        "");
  }

  /** With another setting of the flush the server may lose a second of commits. */
  @Override
  public Durability durability(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT @@GLOBAL.innodb_flush_log_at_trx_commit")) {
      return row.next() && row.getInt(1) == 1 ? Durability.POWER_LOSS : Durability.PROCESS_CRASH;
    }
  }

  @Override
  public Failure classify(SQLException error) {
    return switch (error.getErrorCode()) {
      // Lock wait, deadlock, too many connections, shutdown, gone away, lost, killed, timed out.
      case 1205, 1213, 1040, 1203, 1053, 2006, 2013, 1927, 1317, 1969, 3024 -> Failure.RETRYABLE;
      // No default, data cut, wrong value, CHECK violated, SIGNAL of a trigger, JSON invalid.
      case 1364, 1265, 1366, 1292, 3819, 4025, 1644, 3140, 1411 -> Failure.ROW;
      default -> super.classify(error);
    };
  }

  @Override
  public String reason(SQLException error) {
    String message = super.reason(error);
    // The MariaDB driver puts the connection's number in front.
    if (message.startsWith("(conn=")) {
      message = message.substring(message.indexOf(')') + 1).strip();
    }
    return ENTRY.matcher(message).replaceAll("duplicate entry for key");
  }
}
