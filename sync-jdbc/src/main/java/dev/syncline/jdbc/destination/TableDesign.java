package dev.syncline.jdbc.destination;

import dev.syncline.api.destination.Target;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.jdbc.database.TableRef;
import dev.syncline.jdbc.destination.TableShape.Column;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.TableSql;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a destination table should look like, and the statements that lead there. Columns are added
 * and widened; nothing is ever dropped or narrowed.
 */
final class TableDesign {
  private static final int LONGEST_NAME = 60;

  private final Dialect dialect;
  private final TableSql sql;
  private final TableSettings settings;
  private final Target target;
  private final List<String> key;

  TableDesign(Dialect dialect, TableSettings settings, Target target, List<String> key) {
    this.dialect = dialect;
    this.sql = dialect.tables();
    this.settings = settings;
    this.target = target;
    this.key = key;
  }

  /** The statements that lead from what is there to what should be there. */
  List<String> statements(Connection connection) throws SQLException {
    Optional<TableRef> table = TableRef.find(connection, settings.table());
    if (table.isEmpty()) {
      return settings.create() ? creation() : List.of();
    }
    return settings.evolve() ? evolution(connection, table.get()) : List.of();
  }

  /**
   * The statements that create the table.
   *
   * @throws PermanentException if there is no key: nothing could be written into a table whose rows
   *     are not known
   */
  List<String> creation() {
    if (key.isEmpty()) {
      throw new PermanentException(
          "the table '"
              + settings.table()
              + "' would be created without a primary key; name the key columns of the"
              + " destination");
    }
    String name =
        Stream.of(settings.table().split("\\."))
            .map(dialect::quote)
            .collect(Collectors.joining("."));
    Stream<String> mapped =
        target.schema().fields().stream()
            .map(field -> column(field) + (key.contains(field.name()) ? " NOT NULL" : ""));
    String columns =
        Stream.concat(mapped, audit().stream().map(AuditColumn::definition))
            .collect(Collectors.joining(", "));
    var statements = new ArrayList<String>();
    statements.add(
        "CREATE TABLE IF NOT EXISTS "
            + name
            + " ("
            + columns
            + ", PRIMARY KEY ("
            + dialect.quoted(key)
            + "))");
    statements.addAll(indexes(name, Set.of()));
    return statements;
  }

  private List<String> evolution(Connection connection, TableRef table) throws SQLException {
    TableShape shape = TableShape.of(connection, dialect, table);
    String name = table.quoted(dialect);
    var statements = new ArrayList<String>();
    var widening = new Widening(dialect);
    for (Field field : target.schema().fields()) {
      Optional<Column> column = find(shape, field.name());
      if (column.isEmpty()) {
        statements.add("ALTER TABLE " + name + " ADD COLUMN " + column(field));
        continue;
      }
      Optional<String> wider = widening.of(column.get(), field, key.contains(field.name()));
      if (wider.isPresent()) {
        sql.widen(connection, name, column.get().name(), wider.get()).ifPresent(statements::add);
      }
    }
    for (AuditColumn audited : audit()) {
      if (find(shape, audited.name()).isEmpty()) {
        statements.add("ALTER TABLE " + name + " ADD COLUMN " + audited.definition());
      }
    }
    statements.addAll(indexes(name, indexed(connection, table)));
    return statements;
  }

  private static Optional<Column> find(TableShape shape, String name) {
    return shape.columns().values().stream()
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst();
  }

  private String column(Field field) {
    return dialect.quote(field.name()) + " " + definition(field);
  }

  private String definition(Field field) {
    return dialect.columnDefinition(field, key.contains(field.name()));
  }

  // ---- the columns that tell of the sync itself

  private record AuditColumn(String name, String definition) {}

  private List<AuditColumn> audit() {
    AuditNames names = settings.audit();
    var columns = new ArrayList<AuditColumn>();
    names.id().ifPresent(name -> columns.add(audited(name, sql.uuid())));
    for (Optional<String> time : List.of(names.createdAt(), names.updatedAt())) {
      time.ifPresent(name -> columns.add(audited(name, type(LogicalType.TIMESTAMP, Limits.NONE))));
    }
    names
        .hash()
        .ifPresent(name -> columns.add(audited(name, type(LogicalType.STRING, Limits.length(64)))));
    names.deleted().ifPresent(name -> columns.add(audited(name, sql.mark())));
    return columns;
  }

  private String type(LogicalType type, Limits limits) {
    return dialect.columnDefinition(new Field("audit", type, true, limits), false);
  }

  private AuditColumn audited(String name, String type) {
    return new AuditColumn(name, dialect.quote(name) + " " + type);
  }

  // ---- indexes

  /** The columns that stand first in some index. */
  private static Set<String> indexed(Connection connection, TableRef table) throws SQLException {
    var first = new HashSet<String>();
    DatabaseMetaData meta = connection.getMetaData();
    try (ResultSet row =
        meta.getIndexInfo(table.catalog(), table.schema(), table.name(), false, true)) {
      while (row.next()) {
        @Nullable String column = row.getString("COLUMN_NAME");
        if (column != null && row.getInt("ORDINAL_POSITION") == 1) {
          first.add(column.toLowerCase(Locale.ROOT));
        }
      }
    }
    return first;
  }

  private List<String> indexes(String table, Set<String> there) {
    var statements = new ArrayList<String>();
    for (String column : settings.index()) {
      if (!there.contains(column.toLowerCase(Locale.ROOT))) {
        statements.add(
            "CREATE INDEX "
                + dialect.quote(indexName(column))
                + " ON "
                + table
                + " ("
                + sql.indexed(column, definition(mapped(column)))
                + ")");
      }
    }
    return statements;
  }

  private Field mapped(String column) {
    return target.schema().fields().stream()
        .filter(field -> field.name().equalsIgnoreCase(column))
        .findFirst()
        .orElseThrow(
            () ->
                new PermanentException("'index' names '" + column + "', which is no mapped field"));
  }

  private String indexName(String column) {
    String bare = settings.table().substring(settings.table().lastIndexOf('.') + 1);
    String name = "ix_" + bare + "_" + column;
    return name.length() <= LONGEST_NAME
        ? name
        : name.substring(0, LONGEST_NAME - 9)
            + "_"
            + Integer.toHexString(Objects.hash(bare, column));
  }
}
