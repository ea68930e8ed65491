package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.jdbc.dialect.ColumnMeta;
import dev.syncline.jdbc.dialect.ColumnType;
import dev.syncline.jdbc.dialect.Dialect;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every type of a database goes through a whole sync and arrives as it was: in a table that was
 * made by hand like the source, and in one that Syncline made. The database compares.
 */
abstract class EveryTypeContract {
  final TestDatabase database;
  private final SyncEngine engine =
      SyncEngine.builder().stateStore(InMemoryStateStore.create()).build();

  EveryTypeContract(TestDatabase database) {
    this.database = database;
  }

  /** The types, and values at their edges. */
  abstract EveryType types();

  /** A value as a text that differs wherever the value does. */
  abstract String text(String column, String type);

  /** A value of the table that Syncline made, as the type that it came from. */
  String back(String column, String type) {
    return column;
  }

  private void fill(EveryType types) {
    beforeTypes();
    database.execute("CREATE TABLE every_type (" + types.definition() + ")");
    for (String row : types.rows()) {
      database.execute("INSERT INTO every_type VALUES (" + row + ")");
    }
  }

  /** Makes the types that do not come with the database. */
  void beforeTypes() {}

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  /** Runs a sync, refusing nothing. */
  final RunReport run(JdbcSource source, JdbcTable table) {
    RunReport report = engine.run(sync(source, table));
    var letters = engine.state().deadLetters("types", Optional.empty(), 20);
    assertThat(letters.stream().map(DeadLetter::message)).isEmpty();
    assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
    return report;
  }

  private static SyncDefinition sync(JdbcSource source, JdbcTable table) {
    return SyncDefinition.builder("types").source(source).destination(table).build();
  }

  private void runTwice(EveryType types, JdbcTable table) {
    var source = JdbcSource.table(database.pool().dataSource(), "every_type").key(id());
    int rows = types.rows().size();
    assertThat(run(source, table).ledger().inserted()).isEqualTo(rows);
    assertThat(run(source, table).ledger().unchanged()).isEqualTo(rows);
    assertThat(engine.verify(sync(source, table)).toString()).contains("all agree");
  }

  private void requireSame(EveryType types, String copy) {
    for (EveryType.Column column : types.columns()) {
      String sql = "SELECT " + text(column.name(), column.sql()) + " FROM %s ORDER BY id";
      assertThat(database.column(sql.formatted(copy)))
          .as(column.sql())
          .isEqualTo(database.column(sql.formatted("every_type")));
    }
  }

  @Test
  void arrivesInATableMadeByHand() {
    EveryType types = types();
    fill(types);
    database.execute("CREATE TABLE by_hand (" + types.definition() + ")");
    runTwice(types, JdbcTable.of(database.pool().dataSource(), "by_hand"));
    requireSame(types, "by_hand");
  }

  @Test
  void arrivesInATableThatSynclineMakes() {
    EveryType types = types().withoutMixed();
    fill(types);
    runTwice(types, JdbcTable.of(database.pool().dataSource(), "made").createIfMissing());
    String values =
        types.columns().stream()
            .map(column -> back(quoted(column.name()), column.sql()))
            .collect(Collectors.joining(", "));
    database.execute(
        "CREATE TABLE taken_back (" + types.definition() + ")",
        "INSERT INTO taken_back SELECT "
            + database.quote(id())
            + ", "
            + values
            + " FROM "
            + database.quote("made"));
    requireSame(types, "taken_back");
  }

  /** What docs/databases.md says of the types is what they are. */
  final void requireOnPage() throws IOException, SQLException {
    EveryType types = types();
    beforeTypes();
    database.execute("CREATE TABLE every_type (" + types.definition() + ")");
    Dialect dialect = database.dialect();
    var rows = new LinkedHashSet<String>();
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var nothing = statement.executeQuery("SELECT * FROM every_type")) {
      List<ColumnMeta> metas = ColumnMeta.of(nothing.getMetaData());
      for (int i = 0; i < types.columns().size(); i++) {
        ColumnType type = dialect.type(metas.get(i + 1));
        var field = new Field("f", type.type(), true, type.limits());
        String declared = types.columns().get(i).sql();
        rows.add(
            "| %s | %s | `%s` |\n"
                .formatted(
                    declared.isEmpty() ? "none" : "`" + declared + "`",
                    type.type().name().toLowerCase(Locale.ROOT),
                    dialect.columnDefinition(field, false)));
      }
    }
    DatabasesPage.requirePart(
        dialect.name(), "| column | type | new column |\n|---|---|---|\n" + String.join("", rows));
  }

  private String quoted(String name) {
    return database.quote(database.dialect().unquoted(name));
  }

  private String id() {
    return database.dialect().unquoted("id");
  }
}
