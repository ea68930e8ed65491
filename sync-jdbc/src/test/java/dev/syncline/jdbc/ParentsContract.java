package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.StateStore;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Parents and children between tables whose ids the database gives, with foreign keys: what comes
 * in the wrong order is refused by the database itself.
 */
abstract class ParentsContract {
  private final TestDatabase database;
  private SyncEngine engine;

  ParentsContract(TestDatabase database) {
    this.database = database;
  }

  /** The definition of an id column that the database fills. */
  abstract String generatedId();

  /** Where the state lives. */
  StateStore state() {
    return JdbcStateStore.of(database.pool().dataSource());
  }

  @BeforeEach
  void open() {
    engine = SyncEngine.builder().stateStore(state()).build();
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  private SyncDefinition.Builder sync(String name, String target) {
    return SyncDefinition.builder(name)
        .source(JdbcSource.table(database.pool().dataSource(), "from_" + name).key("id"))
        .map(m -> m.field("id", "source_id"))
        .destination(JdbcTable.of(database.pool().dataSource(), target).key("source_id"))
        .deletes(Deletes.byAbsence().atMostPercent(100));
  }

  private SyncDefinition tree() {
    return sync("nodes", "nodes").optionalParent("parent_id", "nodes", "parent").build();
  }

  private void nodes(int count, List<Integer> order, List<Integer> parents) {
    database.execute(
        "CREATE TABLE from_nodes (place INTEGER, id INTEGER PRIMARY KEY, parent INTEGER)",
        "CREATE TABLE nodes (id "
            + generatedId()
            + ", source_id INTEGER NOT NULL UNIQUE, parent_id INTEGER REFERENCES nodes(id))");
    try (Connection connection = database.connect();
        var statement = connection.prepareStatement("INSERT INTO from_nodes VALUES (?, ?, ?)")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        statement.setInt(1, i);
        statement.setInt(2, order.get(i));
        statement.setObject(3, parents.get(i) == 0 ? null : parents.get(i));
        statement.addBatch();
      }
      statement.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertTreeIsComplete(int nodes) {
    assertThat(database.column("SELECT COUNT(*) FROM nodes")).containsExactly("" + nodes);
    assertThat(
            database.column(
                "SELECT f.id FROM from_nodes f LEFT JOIN from_nodes fp ON fp.id = f.parent"
                    + " LEFT JOIN nodes n ON n.source_id = f.id LEFT JOIN nodes p"
                    + " ON p.id = n.parent_id"
                    + " WHERE n.id IS NULL OR COALESCE(fp.id, 0) <> COALESCE(p.source_id, 0)"))
        .as("nodes with the wrong parent")
        .isEmpty();
  }

  private RunReport timed(String what, SyncDefinition sync) {
    long start = System.nanoTime();
    RunReport report = engine.run(sync);
    System.out.printf(
        "%s on %s: %.1f s, %s%n",
        what,
        database.dialect().name(),
        (System.nanoTime() - start) / 1e9,
        report.ledger().byOutcome());
    assertThat(report.failure()).isEmpty();
    return report;
  }

  @Test
  void aTreeInRandomOrderEndsCompleteInOneRunAndGoesInOne() {
    int nodes = Integer.getInteger("syncline.test.tree", 3_000);
    var random = new Random(5);
    // Parents have higher ids than their children, or lower ones: the scan goes by id.
    List<Integer> ids = new ArrayList<>(IntStream.rangeClosed(1, nodes).boxed().toList());
    Collections.shuffle(ids, random);
    List<Integer> parents =
        IntStream.range(0, nodes)
            .mapToObj(i -> i == 0 ? 0 : ids.get((int) (random.nextDouble() * i)))
            .toList();
    nodes(nodes, ids, parents);
    RunReport report = timed("tree of " + nodes, tree());
    assertTreeIsComplete(nodes);
    assertThat(report.ledger().inserted()).isEqualTo(nodes);
    assertThat(engine.run(tree()).ledger().unchanged()).isEqualTo(nodes);

    // All but the root go.
    database.execute("DELETE FROM from_nodes WHERE parent IS NOT NULL");
    RunReport deletes = timed("its deletes", tree());
    assertThat(deletes.ledger().deleted()).isEqualTo(nodes - 1);
    assertThat(deletes.ledger().rejected()).isZero();
    assertTreeIsComplete(1);
  }

  @Test
  void aChainInReverseOrderEndsCompleteInOneRun() {
    int nodes = Integer.getInteger("syncline.test.chain", 300);
    nodes(
        nodes,
        IntStream.rangeClosed(1, nodes).boxed().toList(),
        IntStream.rangeClosed(1, nodes).map(id -> id == nodes ? 0 : id + 1).boxed().toList());
    timed("chain of " + nodes, tree());
    assertTreeIsComplete(nodes);
  }

  private SyncDefinition customers() {
    return sync("customers", "customers").deferredParent("main_id", "contacts", "main").build();
  }

  private SyncDefinition contacts() {
    return sync("contacts", "contacts").parent("customer_id", "customers", "customer").build();
  }

  private void customersAndContacts() {
    database.execute(
        "CREATE TABLE from_customers (id INTEGER PRIMARY KEY, main INTEGER)",
        "CREATE TABLE from_contacts (id INTEGER PRIMARY KEY, customer INTEGER, version INTEGER)",
        "CREATE TABLE customers (id "
            + generatedId()
            + ", source_id INTEGER NOT NULL UNIQUE, main_id INTEGER)",
        "CREATE TABLE contacts (id "
            + generatedId()
            + ", source_id INTEGER NOT NULL UNIQUE,"
            + " customer_id INTEGER NOT NULL REFERENCES customers(id))",
        "INSERT INTO from_customers VALUES (1, 11), (2, 21), (3, NULL)",
        "INSERT INTO from_contacts VALUES (11, 1, 1), (12, 1, 2), (21, 2, 3)");
  }

  private List<String> links() {
    return database.column(
        "SELECT CONCAT(c.source_id, ' ', m.source_id) FROM customers c"
            + " JOIN contacts m ON m.id = c.main_id JOIN customers o ON o.id = m.customer_id"
            + " WHERE o.id = c.id ORDER BY c.source_id");
  }

  @Test
  void recordsThatNeedEachOtherAreWrittenLinkedAndDeletedTogether() {
    customersAndContacts();
    List<RunReport> reports = engine.runAll(List.of(contacts(), customers()));
    assertThat(reports).extracting(RunReport::status).containsOnly(RunStatus.SUCCEEDED);
    assertThat(links()).containsExactly("1 11", "2 21");
    assertThat(reports.get(0).ledger().inserted()).isEqualTo(3);
    assertThat(reports.get(0).ledger().updated()).isEqualTo(2);
    assertThat(engine.runAll(List.of(contacts(), customers())))
        .extracting(report -> report.ledger().written())
        .containsExactly(0L, 0L);

    database.execute(
        "DELETE FROM from_customers WHERE id = 2", "DELETE FROM from_contacts WHERE id = 21");
    assertThat(engine.runAll(List.of(contacts(), customers())))
        .extracting(report -> report.ledger().deleted())
        .containsExactly(1L, 1L);
    assertThat(links()).containsExactly("1 11");
  }

  @Test
  void aParentUnderANewIdTakesItsChildrenAlongAlsoByCursor() {
    customersAndContacts();
    SyncDefinition byCursor =
        SyncDefinition.builder("contacts")
            .source(
                JdbcSource.table(database.pool().dataSource(), "from_contacts")
                    .key("id")
                    .cursor("version"))
            .map(m -> m.field("id", "source_id"))
            .optionalParent("customer_id", "customers", "customer")
            .destination(JdbcTable.of(database.pool().dataSource(), "loose").key("source_id"))
            .delta(Delta.rowversion().overlap(Duration.ZERO))
            .build();
    SyncDefinition plain = sync("customers", "customers").build();
    database.execute(
        "CREATE TABLE loose (source_id INTEGER PRIMARY KEY, customer_id INTEGER)",
        "ALTER TABLE from_customers ADD COLUMN name INTEGER");
    engine.runAll(List.of(plain, byCursor));
    String dangling =
        "SELECT l.source_id FROM loose l WHERE NOT EXISTS"
            + " (SELECT 1 FROM customers c WHERE c.id = l.customer_id)";
    database.execute(
        "UPDATE customers SET id = id + 1000 WHERE source_id = 1",
        "UPDATE from_customers SET name = 7 WHERE id = 1");
    assertThat(database.column(dangling)).hasSize(2);
    SyncDefinition named =
        SyncDefinition.builder("customers")
            .source(JdbcSource.table(database.pool().dataSource(), "from_customers").key("id"))
            .map(m -> m.field("id", "source_id").field("name", "main_id"))
            .destination(JdbcTable.of(database.pool().dataSource(), "customers").key("source_id"))
            .build();
    engine.run(named);
    RunReport report = engine.run(byCursor);
    assertThat(report.ledger().updated()).isEqualTo(2);
    assertThat(database.column(dangling)).isEmpty();
  }
}
