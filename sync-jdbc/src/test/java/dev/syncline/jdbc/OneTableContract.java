package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.Lookup;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.definition.Writes;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several syncs that write into one table, filters of the source, modes and lost cursors, in a real
 * database.
 */
abstract class OneTableContract {
  private final TestDatabase database;
  @TempDir private Path folder;
  private SyncEngine engine;

  OneTableContract(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    var connection = JdbcConnection.url(database.url()).maxPoolSize(4);
    engine =
        SyncEngine.builder()
            .connection(
                "db", database.user().isEmpty() ? connection : connection.user(database.user()))
            .stateStore(SqliteStateStore.at(folder.resolve("state.db")))
            .build();
    for (String shop : new String[] {"a", "b"}) {
      database.execute(
          "CREATE TABLE shop_" + shop + " (id INTEGER PRIMARY KEY, name VARCHAR(40), v INTEGER)",
          "INSERT INTO shop_" + shop + " VALUES (1, '" + shop + " one', 1)",
          "INSERT INTO shop_" + shop + " VALUES (2, '" + shop + " two', 2)");
    }
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  private SyncDefinition.Builder sync(String shop) {
    return from(shop, JdbcSource.table("db", "shop_" + shop).key("id"));
  }

  private static SyncDefinition.Builder from(String shop, JdbcSource source) {
    return SyncDefinition.builder(shop)
        .source(source)
        .map(m -> m.fields("id", "name"))
        .destination(JdbcTable.of("db", "everyone").createIfMissing())
        .delta(Delta.hash())
        .deletes(Deletes.byAbsence());
  }

  private static SyncDefinition.Builder evolving(JdbcSource source) {
    return from("a", source).schemaDrift(SchemaDrift.always(SchemaChange.Answer.EVOLVE));
  }

  private RunReport run(SyncDefinition.Builder sync) {
    RunReport report = engine.run(sync.build());
    assertThat(report.failure()).isEmpty();
    return report;
  }

  private java.util.List<String> names() {
    return database.column("SELECT name FROM everyone ORDER BY name");
  }

  private SyncDefinition.Builder named(String shop) {
    return sync(shop).writes(Writes.ALL.namespace("shop", shop));
  }

  @Test
  void aNamespaceKeepsTheRecordsOfTwoSyncsApart() {
    assertThat(run(named("a")).ledger().inserted()).isEqualTo(2);
    assertThat(run(named("b")).ledger().inserted()).isEqualTo(2);

    assertThat(names()).containsExactly("a one", "a two", "b one", "b two");
    assertThat(run(named("a")).ledger().unchanged()).isEqualTo(2);
    database.execute("UPDATE shop_b SET name = 'b 1' WHERE id = 1");
    assertThat(run(named("b")).ledger().updated()).isEqualTo(1);
    assertThat(names()).containsExactly("a one", "a two", "b 1", "b two");
  }

  @Test
  void valuesAreLookedUpByAQueryWhoseKeyHasAnotherType() {
    database.execute(
        "CREATE TABLE ranks (v VARCHAR(10) PRIMARY KEY, name VARCHAR(20))",
        "INSERT INTO ranks VALUES ('1', 'gold')",
        "INSERT INTO ranks VALUES ('7', 'silver')");
    SyncDefinition.Builder ranked =
        named("a")
            .map(
                m ->
                    m.lookup(
                            "ranks",
                            Lookup.source(
                                JdbcSource.query("db", "SELECT v, name FROM ranks").key("v")))
                        .lookUp("ranks", "v", "name", "medal"));

    RunReport report = run(ranked);

    assertThat(database.column("SELECT medal FROM everyone")).containsExactly("gold");
    assertThat(report.ledger().rejected()).isEqualTo(1);
    database.execute("UPDATE ranks SET v = '2' WHERE v = '7'");
    assertThat(run(ranked).ledger().inserted()).isEqualTo(1);
    assertThat(database.column("SELECT medal FROM everyone ORDER BY id"))
        .containsExactly("gold", "silver");
  }

  @Test
  void eachDeletesItsOwnOnly() {
    run(named("a"));
    run(named("b"));
    database.execute("DELETE FROM shop_a WHERE id = 1", "DELETE FROM shop_b WHERE id = 2");

    assertThat(run(named("a")).ledger().deleted()).isEqualTo(1);
    assertThat(names()).containsExactly("a two", "b one", "b two");
    assertThat(run(named("b")).ledger().deleted()).isEqualTo(1);
    assertThat(names()).containsExactly("a two", "b one");
  }

  @Test
  void withoutANamespaceTheSecondSyncIsRefusedAndTheFirstIsNamed() {
    run(sync("a"));
    database.execute("INSERT INTO shop_b VALUES (3, 'b three', 3)");

    RunReport report = run(sync("b"));

    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
    assertThat(report.ledger().inserted()).isEqualTo(1);
    assertThat(report.ledger().rejected()).isEqualTo(2);
    assertThat(engine.state().deadLetters("b", Optional.empty(), 10))
        .allSatisfy(
            letter ->
                assertThat(letter.message())
                    .contains("already, and sync 'a' wrote it: give one of the two a namespace"));
    assertThat(names()).containsExactly("a one", "a two", "b three");
    database.execute("DELETE FROM shop_b");
    database.execute("INSERT INTO shop_b VALUES (9, 'b nine', 3)");
    run(sync("b"));
    assertThat(names()).contains("a one", "a two");
  }

  @Test
  void sharedRowsMayBeAccepted() {
    run(sync("a"));

    assertThat(run(sync("b").accept(Risk.SHARED_ROWS)).ledger().rejected()).isZero();
    assertThat(names()).containsExactly("b one", "b two");
  }

  @Test
  void anotherSyncMayUpdateTheSameRows() {
    run(sync("a"));
    database.execute("INSERT INTO shop_b VALUES (3, 'b three', 3)");

    RunReport report = run(sync("b").writes(Writes.updateOnly()));

    assertThat(report.ledger().updated()).isEqualTo(2);
    assertThat(report.ledger().filtered()).isEqualTo(1);
    assertThat(names()).containsExactly("b one", "b two");
    database.execute("DELETE FROM shop_b WHERE id = 1");
    assertThat(run(sync("b").writes(Writes.updateOnly())).ledger().deleted()).isZero();
  }

  @Test
  void anotherNamespaceIsAnotherPlace() {
    run(named("a"));

    RunReport moved = run(sync("a").writes(Writes.ALL.namespace("shop", "A")));

    assertThat(moved.ledger().inserted()).isEqualTo(2);
    assertThat(database.column("SELECT shop FROM everyone ORDER BY shop, id"))
        .containsExactlyInAnyOrder("A", "A", "a", "a");
  }

  @Test
  void insertOnlyLeavesWhatIsThere() {
    run(sync("a"));
    database.execute("UPDATE everyone SET name = 'edited' WHERE id = 1");
    database.execute("UPDATE shop_a SET name = 'a 1' WHERE id = 1");
    database.execute("INSERT INTO shop_a VALUES (3, 'a three', 3)");

    RunReport report = run(sync("a").writes(Writes.insertOnly()));

    assertThat(report.ledger().inserted()).isEqualTo(1);
    assertThat(report.ledger().filtered()).isEqualTo(1);
    assertThat(names()).containsExactly("a three", "a two", "edited");
    assertThat(run(sync("a")).ledger().updated()).isEqualTo(1);
    assertThat(names()).containsExactly("a 1", "a three", "a two");
  }

  @Test
  void insertOnlyTakesNoNoticeOfRowsThatOthersMade() {
    run(sync("a"));
    database.execute("INSERT INTO everyone (id, name) VALUES (3, 'by hand')");
    database.execute("INSERT INTO shop_a VALUES (3, 'a three', 3)");

    assertThat(run(sync("a").writes(Writes.insertOnly())).ledger().filtered()).isEqualTo(1);

    assertThat(names()).containsExactly("a one", "a two", "by hand");
  }

  @Test
  void aFilterIsCheckedByTheDatabaseAndLeavingItIsNoDelete() {
    var source = JdbcSource.table("db", "shop_a").where("v < :most").parameter("most", 3).key("id");
    database.execute("INSERT INTO shop_a VALUES (3, 'a three', 3)");
    assertThat(run(from("a", source)).ledger().fetched()).isEqualTo(2);
    database.execute("UPDATE shop_a SET v = 3 WHERE id = 1");

    RunReport report = run(from("a", source));

    assertThat(report.ledger().fetched()).isEqualTo(1);
    assertThat(report.ledger().absent()).isZero();
    assertThat(report.withheld()).isEmpty();
    assertThat(report.notices()).anyMatch(n -> n.startsWith("1 records left the filter"));
    assertThat(names()).containsExactly("a one", "a two");
    database.execute("DELETE FROM shop_a WHERE id = 1");
    assertThat(run(from("a", source)).ledger().deleted()).isEqualTo(1);
  }

  @Test
  void leavingAFilterIsADeleteWhereTheDefinitionSaysSo() {
    var source = JdbcSource.table("db", "shop_a").where("v < 2").key("id");
    database.execute("UPDATE shop_a SET v = 1");
    var deletes = Deletes.byAbsence().onLeave(Deletes.OnLeave.DELETE);
    run(from("a", source).deletes(deletes));
    database.execute("UPDATE shop_a SET v = 2 WHERE id = 1");

    assertThat(run(from("a", source).deletes(deletes)).ledger().deleted()).isEqualTo(1);

    assertThat(names()).containsExactly("a two");
  }

  @Test
  void aFilterBelongsToATable() {
    var query = JdbcSource.query("db", "SELECT * FROM shop_a").where("v < 2").key("id");
    var cursor = JdbcSource.table("db", "shop_a").where("v > :cursor").key("id");

    Assertions.assertThatThrownBy(() -> engine.run(from("a", query).build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'where' filters a table");
    Assertions.assertThatThrownBy(() -> engine.run(from("a", cursor).build()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("':cursor' is for queries");
  }

  @Test
  void aCursorOfAnotherTypeLeadsToOneFullScan() {
    database.execute(
        "CREATE TABLE numbered (id INTEGER PRIMARY KEY, name VARCHAR(40), seen INTEGER)",
        "INSERT INTO numbered VALUES (1, 'one', 10)");
    var source = JdbcSource.table("db", "numbered").key("id").cursor("seen");
    var byCursor = Delta.rowversion().overlap(java.time.Duration.ZERO);
    run(evolving(source).delta(byCursor));
    database.execute(
        "DROP TABLE numbered",
        "CREATE TABLE numbered (id INTEGER PRIMARY KEY, name VARCHAR(40), seen VARCHAR(40))",
        "INSERT INTO numbered VALUES (1, 'one', 'x')",
        "INSERT INTO numbered VALUES (2, 'two', 'y')");

    var strict = engine.run(evolving(source).delta(byCursor.fullScanFallback(false)).build());
    RunReport report = run(evolving(source).delta(byCursor));

    assertThat(strict.failure().orElseThrow().message()).contains("the stored cursor is a Long");
    assertThat(report.notices()).anyMatch(n -> n.contains("does not take the cursor any more"));
    assertThat(report.ledger().inserted()).isEqualTo(1);
    assertThat(report.ledger().unchanged()).isEqualTo(1);
    assertThat(run(evolving(source).delta(byCursor)).notices()).isEmpty();
  }

  @Test
  void explainTellsAFilteredUpdate() {
    run(sync("a"));
    database.execute("UPDATE shop_a SET name = 'a 1' WHERE id = 1");

    var explained = engine.explain(sync("a").writes(Writes.insertOnly()).build(), Key.of(1L));

    assertThat(explained.toString()).contains("INGEST").contains("'updateExisting' is false");
  }
}
