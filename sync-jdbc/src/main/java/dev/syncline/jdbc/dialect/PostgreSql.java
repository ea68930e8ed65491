package dev.syncline.jdbc.dialect;

import dev.syncline.api.record.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, by its own driver. */
final class PostgreSql extends Dialect {
  private static final int UNBOUNDED = 131_072;

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
      case "numeric" ->
          ColumnTypes.decimal(
              column.precision() >= UNBOUNDED ? 0 : column.precision(), column.scale());
      case "text" -> ColumnTypes.text(OptionalInt.empty(), true, false);
      case "varchar", "bpchar", "name" -> ColumnTypes.text(known(column.precision()), true, false);
      case "bytea" -> ColumnTypes.bytes(OptionalInt.empty());
      case "date" -> ColumnTypes.date();
      case "time" -> ColumnTypes.time(column.scale());
      case "timestamp" -> ColumnTypes.localTimestamp(column.scale());
      case "timestamptz" -> ColumnTypes.instant(column.scale());
      case "json", "jsonb" -> ColumnTypes.json("?::" + column.typeName());
      // The text form of enums, uuids, arrays, money and the like; the server parses it back.
      default ->
          ColumnTypes.text(OptionalInt.empty(), true, false)
              .withPlaceholder("CAST(CAST(? AS text) AS " + typeReference(column.typeName()) + ")");
    };
  }

  @Override
  public StoredForm stored(ColumnMeta column) {
    StoredForm form = super.stored(column);
    return column.typeName().equals("bpchar") ? form.padding() : form;
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
      statement.setString(index, text);
    } else {
      super.bind(statement, index, value);
    }
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
