package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions and changes of rows, kept in the transaction of the rows. */
abstract class HistoryContract {
  private final TestDatabase shop = TestDatabase.sqlite();
  final TestDatabase crm;
  private SyncEngine engine = SyncEngine.builder().stateStore(InMemoryStateStore.create()).build();

  HistoryContract(TestDatabase crm) {
    this.crm = crm;
  }

  @BeforeEach
  void fill() {
    shop.execute(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, amount REAL)",
        "INSERT INTO people VALUES (1, 'ann', 1.5), (2, 'bob', NULL), (3, NULL, 3)");
  }

  @AfterEach
  void close() {
    engine.close();
    shop.close();
    crm.close();
  }

  /** Begins with nothing known, as after the loss of the state. */
  private void forget(boolean joined) {
    engine.close();
    var store =
        joined
            ? JdbcStateStore.of(crm.pool().dataSource())
            : (StateStore) InMemoryStateStore.create();
    engine = SyncEngine.builder().stateStore(store).build();
  }

  private RunReport run() {
    RunReport report = engine.run(definition(people()));
    assertThat(report.status().success()).as(report.toString()).isTrue();
    return report;
  }

  private JdbcTable people() {
    return JdbcTable.of(crm.pool().dataSource(), "people")
        .createIfMissing()
        .history("people_history")
        .changeLog("people_changes");
  }

  private SyncDefinition definition(JdbcTable table) {
    return SyncDefinition.builder("people")
        .source(JdbcSource.table(shop.pool().dataSource(), "people").key("id"))
        .destination(table)
        .deletes(Deletes.byAbsence().atMostPercent(100))
        .build();
  }

  private String q(String name) {
    return crm.quote(name);
  }

  /** The versions of a row as texts, the oldest first. */
  private List<String> versions(int id) {
    String order = " ORDER BY " + q("valid_from") + ", " + q("is_current");
    String where = " FROM " + q("people_history") + " WHERE " + q("id") + " = " + id + order;
    List<String> names = crm.column("SELECT " + q("name") + where);
    List<String> changes = crm.column("SELECT " + q("change") + where);
    List<String> current =
        crm.column("SELECT CASE WHEN " + q("is_current") + " THEN 'now' ELSE 'then' END" + where);
    return IntStream.range(0, names.size())
        .mapToObj(i -> changes.get(i) + " " + names.get(i) + " " + current.get(i))
        .toList();
  }

  private List<String> changes(int id) {
    String order = " ORDER BY " + number();
    String where = " FROM " + q("people_changes") + " WHERE " + q("id") + " = " + id + order;
    List<String> names = crm.column("SELECT " + q("name") + where);
    List<String> changes = crm.column("SELECT " + q("change") + where);
    return IntStream.range(0, names.size())
        .mapToObj(i -> changes.get(i) + " " + names.get(i))
        .toList();
  }

  String number() {
    return q("seq");
  }

  private void tellTheStory() {
    run();
    shop.execute("UPDATE people SET name = 'Ann' WHERE id = 1", "DELETE FROM people WHERE id = 2");
    run();
    run();
    shop.execute(
        "INSERT INTO people VALUES (2, 'ben', 2)",
        "UPDATE people SET name = NULL, amount = 7 WHERE id = 1");
    run();
  }

  private void requireTheStory() {
    assertThat(versions(1))
        .containsExactly("INSERT ann then", "UPDATE Ann then", "UPDATE null now");
    assertThat(changes(1)).containsExactly("INSERT ann", "UPDATE Ann", "UPDATE null");
    assertThat(versions(2)).containsExactly("INSERT bob then", "DELETE bob then", "INSERT ben now");
    assertThat(changes(2)).containsExactly("INSERT bob", "DELETE bob", "INSERT ben");
    assertThat(versions(3)).containsExactly("INSERT null now");
    assertThat(changes(3)).containsExactly("INSERT null");
  }

  @Test
  void everyVersionAndEveryChangeIsKept() {
    tellTheStory();
    requireTheStory();
    assertThat(
            crm.column(
                "SELECT COUNT(*) FROM "
                    + q("people_history")
                    + " a JOIN "
                    + q("people_history")
                    + " b ON a."
                    + q("id")
                    + " = b."
                    + q("id")
                    + " AND a."
                    + q("valid_to")
                    + " = b."
                    + q("valid_from")
                    + " WHERE a."
                    + q("change")
                    + " <> 'DELETE' AND b."
                    + q("change")
                    + " = 'UPDATE'"))
        .as("a version ends when the next begins")
        .containsExactly("2");
    assertThat(
            crm.column(
                "SELECT COUNT(*) FROM "
                    + q("people_history")
                    + " WHERE "
                    + q("is_current")
                    + " = TRUE AND "
                    + q("valid_to")
                    + " IS NOT NULL"))
        .containsExactly("0");
  }

  /** As after a crash between the commit of the rows and that of the state: all is sent again. */
  @Test
  void whatIsSentAgainAddsNothing() {
    tellTheStory();
    forget(false);
    assertThat(run().ledger().inserted()).isEqualTo(3);
    requireTheStory();
  }

  @Test
  void oneTransactionHoldsTheRowsTheirHistoryAndTheState() {
    forget(true);
    tellTheStory();
    requireTheStory();
  }

  @Test
  void noRowIsWrittenWithoutItsHistory() {
    run();
    // A second version of any row is refused now.
    crm.execute("CREATE UNIQUE INDEX one_each ON " + q("people_history") + " (" + q("id") + ")");
    shop.execute("UPDATE people SET name = 'Ann' WHERE id = 1");
    assertThat(run().ledger().rejected()).isEqualTo(1);
    String name = "SELECT " + q("name") + " FROM " + q("people") + " WHERE " + q("id") + " = 1";
    assertThat(crm.column(name)).containsExactly("ann");
    assertThat(changes(1)).containsExactly("INSERT ann");

    crm.execute(withoutIndex());
    run();
    assertThat(crm.column(name)).containsExactly("Ann");
    assertThat(versions(1)).containsExactly("INSERT ann then", "UPDATE Ann now");
  }

  String withoutIndex() {
    return "DROP INDEX one_each";
  }

  @Test
  void aNewFieldIsANewColumnOfTheHistory() {
    run();
    shop.execute(
        "ALTER TABLE people ADD COLUMN city TEXT", "UPDATE people SET city = 'Rome' WHERE id = 1");
    crm.execute("ALTER TABLE " + q("people") + " ADD COLUMN " + q("city") + " " + textType());
    run();
    assertThat(
            crm.column(
                "SELECT "
                    + q("city")
                    + " FROM "
                    + q("people_history")
                    + " WHERE "
                    + q("id")
                    + " = 1 AND "
                    + q("is_current")
                    + " = TRUE"))
        .containsExactly("Rome");
    assertThat(versions(1)).containsExactly("INSERT ann then", "UPDATE ann now");
  }

  @Test
  void aWidenedColumnIsWidenedInTheHistory() {
    crm.execute(
        "CREATE TABLE "
            + q("people")
            + " ("
            + q("id")
            + " BIGINT PRIMARY KEY, "
            + q("name")
            + " VARCHAR(5), "
            + q("amount")
            + " DOUBLE PRECISION)");
    run();
    shop.execute("UPDATE people SET name = 'Bartholomew' WHERE id = 2");
    assertThat(run().ledger().rejected()).isEqualTo(tooLong());
    RunReport wider = engine.run(definition(people().evolve()));
    assertThat(wider.ledger().rejected()).as(wider.toString()).isZero();
    assertThat(versions(2)).containsExactly("INSERT bob then", "UPDATE Bartholomew now");
    assertThat(changes(2)).containsExactly("INSERT bob", "UPDATE Bartholomew");
  }

  /** With a mark instead of a delete the row stays, and the mark is part of its versions. */
  @Test
  void aMarkedRowIsAnotherVersion() {
    SyncDefinition marking = definition(people().audit(Map.of("id", "false", "deleted", "gone")));
    engine.run(marking);
    shop.execute("DELETE FROM people WHERE id = 2");
    assertThat(engine.run(marking).ledger().deleted()).isEqualTo(1);
    assertThat(versions(2)).containsExactly("INSERT bob then", "UPDATE bob now");
    assertThat(
            crm.column(
                "SELECT CASE WHEN "
                    + q("gone")
                    + " THEN 'gone' ELSE 'there' END FROM "
                    + q("people_history")
                    + " WHERE "
                    + q("id")
                    + " = 2 ORDER BY "
                    + q("valid_from")))
        .containsExactly("there", "gone");
  }

  /** How many records a column of five characters refuses. */
  long tooLong() {
    return 1;
  }

  String textType() {
    return "VARCHAR(50)";
  }
}
