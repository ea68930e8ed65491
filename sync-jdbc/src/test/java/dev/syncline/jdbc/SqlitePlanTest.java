package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Outcome;
import dev.syncline.api.record.Key;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.AppliedPlan;
import dev.syncline.core.plan.Plan;
import dev.syncline.core.plan.PlannedChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans on a real source, destination and state store. */
class SqlitePlanTest {
  private static final SyncDefinition CUSTOMERS =
      SyncDefinition.builder("customers")
          .source(JdbcSource.table("shop", "customers").key("id"))
          .map(m -> m.field("id", "customer_id").field("name", "title"))
          .destination(JdbcTable.of("crm", "contacts").createIfMissing())
          .delta(Delta.full())
          .deletes(Deletes.byAbsence())
          .build();

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // opened before each test
  private SyncEngine engine;

  @BeforeEach
  void open() throws SQLException {
    shop("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT)");
    for (int id = 1; id <= 30; id++) {
      shop("INSERT INTO customers VALUES (" + id + ", 'name " + id + "')");
    }
    engine =
        SyncEngine.builder()
            .connection("shop", JdbcConnection.url("jdbc:sqlite:" + folder.resolve("shop.db")))
            .connection("crm", JdbcConnection.url("jdbc:sqlite:" + folder.resolve("crm.db")))
            .stateStore(SqliteStateStore.at(folder.resolve("state.db")))
            .build();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theFirstPlanMakesNeitherTheTableNorTheState() throws SQLException {
    try (Plan plan = engine.plan(CUSTOMERS)) {
      assertThat(plan.counts().inserted()).isEqualTo(30);
      assertThat(plan.changes(1).get(0)).hasToString("+ 1  customer_id: 1, title: \"name 1\"");
    }
    assertThat(
            Files.exists(folder.resolve("crm.db"))
                ? rows("SELECT name FROM sqlite_master")
                : List.of())
        .isEmpty();
    assertThat(engine.state().syncs()).isEmpty();
    assertThat(engine.explain(CUSTOMERS, Key.of(2L)).outcome()).contains(Outcome.INSERTED);
    assertThat(engine.state().syncs()).isEmpty();
  }

  @Test
  void whatIsPlannedIsWhatIsDone() throws SQLException {
    engine.run(CUSTOMERS);
    shop("UPDATE customers SET name = 'Ada' WHERE id = 7");
    shop("INSERT INTO customers VALUES (31, 'Eve')");
    shop("DELETE FROM customers WHERE id = 3");
    try (Plan plan = engine.plan(CUSTOMERS)) {
      assertThat(plan.changes(10))
          .extracting(PlannedChange::toString)
          .containsExactly(
              "~ 7  title: \"name 7\" → \"Ada\"",
              "+ 31  customer_id: 31, title: \"Eve\"",
              "- 3  customer_id: 3, title: \"name 3\"");
      assertThat(rows("SELECT title FROM contacts WHERE customer_id IN (3, 7, 31)"))
          .containsExactlyInAnyOrder("name 3", "name 7");
      assertThat(engine.explain(CUSTOMERS, Key.of(7L)).toString())
          .contains("an update: title changed");

      shop("UPDATE customers SET name = 'Bob' WHERE id = 31");
      AppliedPlan applied = engine.apply(plan);
      assertThat(applied.skipped()).extracting(PlannedChange::key).containsExactly("31");
      assertThat(rows("SELECT title FROM contacts WHERE customer_id IN (3, 7, 31)"))
          .containsExactly("Ada");
    }
    assertThat(engine.run(CUSTOMERS).ledger().written()).isEqualTo(1);
    assertThat(rows("SELECT title FROM contacts WHERE customer_id = 31")).containsExactly("Bob");
  }

  private void shop(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("crm.db"));
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }
}
