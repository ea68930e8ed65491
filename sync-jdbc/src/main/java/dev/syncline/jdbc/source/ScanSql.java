package dev.syncline.jdbc.source;

import dev.syncline.api.config.Nearest;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.jdbc.dialect.ColumnType;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.DoesNotFit;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements that read one source. */
final class ScanSql {
  private static final String CURSOR = "cursor";

  private final SourceSettings settings;
  private final Dialect dialect;
  private final NamedParameters base;
  private final boolean query;

  private ScanSql(SourceSettings settings, Dialect dialect, NamedParameters base, boolean query) {
    this.settings = settings;
    this.dialect = dialect;
    this.base = base;
    this.query = query;
  }

  static ScanSql ofQuery(SourceSettings settings, Dialect dialect, NamedParameters query) {
    return new ScanSql(settings, dialect, query, true);
  }

  static ScanSql ofTable(SourceSettings settings, Dialect dialect, String quotedTable) {
    return new ScanSql(settings, dialect, new NamedParameters(quotedTable, List.of()), false);
  }

  /** Whether the query does the incremental part itself. */
  static boolean usesCursor(NamedParameters query) {
    return query.names().contains(CURSOR);
  }

  boolean usesCursor() {
    return usesCursor(base);
  }

  /** Everything, as the source itself says it. */
  Statement plain() {
    return new Statement(query ? base.sql() : "SELECT * FROM " + base.sql());
  }

  /** Everything, each column as exactly as it can be read. */
  Statement all(SourceColumns columns) {
    return columns.selected().equals("*") ? plain() : from("SELECT " + columns.selected());
  }

  Statement probe() {
    return new Statement(dialect.probe(plain().sql()));
  }

  private Statement from(String select) {
    String source = query ? "(" + base.sql() + "\n)" : base.sql();
    return new Statement(select + " FROM " + source + " syncline_source");
  }

  /** The highest cursor value at or behind a bound. */
  Statement highest(SourceColumns columns, String column, Optional<Object> least) {
    String name = dialect.quote(column);
    Statement statement = from("SELECT MAX(" + name + ")");
    least.ifPresent(
        value -> {
          ColumnType type = columns.type(columns.require(CURSOR, column));
          statement.add(" WHERE " + name + " >= ").value(column, type, value);
        });
    return statement;
  }

  /** What changed between two bounds, both included, and what has no cursor value. */
  Statement between(SourceColumns columns, String column, Object least, Optional<Object> most) {
    String name = dialect.quote(column);
    ColumnType type = columns.type(columns.require(CURSOR, column));
    Statement statement = from("SELECT " + columns.selected()).add(" WHERE " + name + " IS NULL");
    most.ifPresent(
        value ->
            statement
                .add(" OR (" + name + " >= ")
                .value(column, type, least)
                .add(" AND " + name + " <= ")
                .value(column, type, value)
                .add(")"));
    var order = new ArrayList<String>();
    order.add(column);
    settings.key().stream().filter(key -> !key.equals(column)).forEach(order::add);
    return statement.add(" ORDER BY " + dialect.quoted(order));
  }

  /** The least and the most value of a column. */
  Statement extremes(String column) {
    String name = dialect.quote(column);
    return from("SELECT MIN(" + name + "), MAX(" + name + ")");
  }

  /** The rows of a range of the key. */
  Statement range(SourceColumns columns, KeyRange range) {
    String key = settings.key().get(0);
    Statement statement = from("SELECT " + columns.selected()).add(" WHERE ");
    column(statement, columns, key, " >= ", range.least());
    column(statement.add(" AND "), columns, key, " <= ", range.most());
    if (range.withNulls()) {
      statement.add(" OR " + dialect.quote(key) + " IS NULL");
    }
    return statement;
  }

  /** Everything in the order of the key, behind a key. */
  Statement behind(SourceColumns columns, Optional<List<Object>> after) {
    Statement statement = from("SELECT " + columns.selected());
    after.ifPresent(values -> keyset(statement.add(" WHERE "), columns, values));
    return statement.add(" ORDER BY " + dialect.quoted(settings.key()));
  }

  /**
   * Rows whose key has a null are in every part of a scan: databases do not agree where they stand
   * in the order.
   */
  private void keyset(Statement statement, SourceColumns columns, List<Object> values) {
    List<String> key = settings.key();
    for (String name : key) {
      int index = columns.require("key", name);
      if (columns.schema().field(index).nullable()) {
        statement.add(dialect.quote(name) + " IS NULL OR ");
      }
    }
    column(statement.add("("), columns, key.get(0), " >= ", values.get(0)).add(" AND (");
    for (int i = 0; i < key.size(); i++) {
      statement.add(i == 0 ? "(" : " OR (");
      for (int j = 0; j < i; j++) {
        column(statement, columns, key.get(j), " = ", values.get(j)).add(" AND ");
      }
      column(statement, columns, key.get(i), " > ", values.get(i)).add(")");
    }
    statement.add("))");
  }

  private Statement column(
      Statement statement, SourceColumns columns, String name, String operator, Object value) {
    ColumnType type = columns.type(columns.require("key", name));
    return statement.add(dialect.quote(name) + operator).value(name, type, value);
  }

  /** The rows of some keys; each is given by encoded values in the order of the key. */
  Statement byKeys(SourceColumns columns, List<List<Object>> keys) {
    Statement statement = from("SELECT " + columns.selected()).add(" WHERE ");
    for (int i = 0; i < keys.size(); i++) {
      statement.add(i == 0 ? "(" : " OR (");
      for (int j = 0; j < settings.key().size(); j++) {
        String name = settings.key().get(j);
        ColumnType type = columns.type(columns.require("key", name));
        statement.add((j == 0 ? "" : " AND ") + dialect.quote(name) + " = " + type.placeholder());
        statement.values.add(keys.get(i).get(j));
      }
      statement.add(")");
    }
    return statement;
  }

  /** A statement and its values, as far as they do not come from the query's own parameters. */
  final class Statement {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private Statement(String start) {
      sql.append(start);
    }

    String sql() {
      return sql.toString();
    }

    private Statement add(String text) {
      sql.append(text);
      return this;
    }

    private Statement value(String column, ColumnType type, Object value) {
      try {
        values.add(type.writer().encode(value));
      } catch (DoesNotFit e) {
        String problem =
            "the stored position does not fit the column '"
                + column
                + "', whose type has changed: only a full scan can tell what changed";
        throw settings.cursor().equals(Optional.of(column))
            ? new CursorRefusedException(problem)
            : new PermanentException(problem);
      }
      sql.append(type.placeholder());
      return this;
    }

    void bind(PreparedStatement statement, Optional<Object> cursor) throws SQLException {
      int index = 1;
      for (String name : base.names()) {
        dialect.bind(statement, index++, parameter(name, cursor));
      }
      for (Object value : values) {
        dialect.bind(statement, index++, value);
      }
    }

    private @Nullable Object parameter(String name, Optional<Object> cursor) {
      if (name.equals(CURSOR)) {
        return cursor.orElse(null);
      }
      Object value = settings.parameters().get(name);
      if (value == null) {
        throw new ConfigurationException(
            "the query's parameter ':"
                + name
                + "' has no value"
                + Nearest.hint(
                    name, settings.parameters().keySet().stream().collect(Collectors.toList())));
      }
      return value;
    }
  }
}
