package dev.syncline.jdbc.source;

import dev.syncline.api.error.SyncException;
import dev.syncline.jdbc.database.Database;
import dev.syncline.jdbc.database.TableRef;
import dev.syncline.jdbc.database.Transaction;
import dev.syncline.jdbc.dialect.ColumnMeta;
import dev.syncline.jdbc.dialect.Dialects;
import dev.syncline.jdbc.dialect.RowVersions;
import dev.syncline.jdbc.source.ScanSql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is read: a table, or the result of a query. Connects at the first use. */
final class TableOrQuery {
  private final Supplier<Database> connection;
  private final SourceSettings settings;
  private final Optional<NamedParameters> query;
  private final RunningStatement running = new RunningStatement();

  TableOrQuery(Supplier<Database> connection, SourceSettings settings) {
    this.connection = connection;
    this.settings = settings;
    this.query = settings.query().map(NamedParameters::parse);
  }

  Database database() {
    return connection.get();
  }

  SourceSettings settings() {
    return settings;
  }

  RunningStatement running() {
    return running;
  }

  /** Whether the query does the incremental part itself. */
  boolean usesCursor() {
    return query.map(ScanSql::usesCursor).orElse(false);
  }

  boolean resumable() {
    return settings.resumable() && !usesCursor();
  }

  /** Whether changes come in the order of the cursor; asks no database. */
  boolean ordered() {
    boolean versions =
        settings.table().isPresent() && settings.cursor().map(Dialects::versionsRows).orElse(false);
    return settings.cursor().isPresent() && !usesCursor() && !versions;
  }

  /** The database's own versions of rows; of a table only, not of a query. */
  Optional<RowVersions> rowVersions() {
    return settings.table().isEmpty()
        ? Optional.empty()
        : settings.cursor().flatMap(database().dialect()::rowVersions);
  }

  Transaction begin() {
    Database database = database();
    database.requireExisting();
    return database.read();
  }

  SyncException unreadable(SQLException e) {
    return database().failure(this + " cannot be read", e);
  }

  ScanSql sql(Transaction transaction) throws SQLException {
    return sql(transaction, Optional.empty());
  }

  /** With another condition besides the filter of the table. */
  ScanSql sql(Transaction transaction, Optional<String> also) throws SQLException {
    if (query.isPresent()) {
      return ScanSql.ofQuery(settings, transaction.dialect(), query.get());
    }
    String table = table(transaction);
    String conditions =
        Stream.of(settings.where(), also)
            .flatMap(Optional::stream)
            .map(condition -> "(" + condition + "\n)")
            .collect(Collectors.joining(" AND "));
    return conditions.isEmpty()
        ? ScanSql.ofTable(settings, transaction.dialect(), table)
        : ScanSql.ofQuery(
            settings,
            transaction.dialect(),
            NamedParameters.parse("SELECT * FROM " + table + " WHERE " + conditions));
  }

  ScanSql unfiltered(Transaction transaction) throws SQLException {
    return ScanSql.ofTable(settings, transaction.dialect(), table(transaction));
  }

  private String table(Transaction transaction) throws SQLException {
    return TableRef.require(transaction.connection(), settings.table().orElseThrow())
        .quoted(transaction.dialect());
  }

  SourceColumns columns(Connection open, ScanSql sql) throws SQLException {
    Statement probe = sql.probe();
    var dialect = database().dialect();
    try (PreparedStatement statement = open.prepareStatement(probe.sql())) {
      probe.bind(running.now(statement), Optional.empty());
      List<ColumnMeta> metas;
      if (probe.sql().equals(sql.plain().sql())) {
        metas = ColumnMeta.of(statement.getMetaData());
      } else {
        try (ResultSet nothing = statement.executeQuery()) {
          metas = ColumnMeta.of(nothing.getMetaData());
        }
      }
      SourceColumns columns = SourceColumns.of(metas, dialect, settings);
      settings.key().forEach(name -> columns.require("key", name));
      if (rowVersions().isEmpty()) {
        settings.cursor().ifPresent(name -> columns.require("cursor", name));
      }
      return columns;
    }
  }

  @Override
  public String toString() {
    return settings.table().map(table -> "the table '" + table + "'").orElse("the query");
  }
}
