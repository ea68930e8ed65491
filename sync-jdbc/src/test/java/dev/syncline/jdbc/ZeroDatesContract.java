package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The day 0000-00-00 of MySQL: refused by name, kept as a text, or null where that is said. */
abstract class ZeroDatesContract {
  private final TestDatabase shop;
  private final TestDatabase crm = TestDatabase.sqlite();
  private final SyncEngine engine =
      SyncEngine.builder().stateStore(InMemoryStateStore.create()).build();

  ZeroDatesContract(TestDatabase shop) {
    this.shop = shop;
  }

  @BeforeEach
  void zeroDates() {
    shop.execute(
        "CREATE TABLE people (id INTEGER PRIMARY KEY, born DATE, seen DATETIME, at TIMESTAMP NULL)",
        "INSERT INTO people VALUES (1, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00')",
        "INSERT INTO people VALUES (2, '2024-00-00', '2024-01-00 00:00:00', NULL)",
        "INSERT INTO people VALUES (3, '2024-01-02', '2024-01-02 03:04:05', '2024-01-02 03:04:05')");
  }

  @AfterEach
  void close() {
    engine.close();
    shop.close();
    crm.close();
  }

  private RunReport run(JdbcSource source, TestDatabase target, String table) {
    return engine.run(
        SyncDefinition.builder("people")
            .source(source)
            .destination(JdbcTable.of(target.pool().dataSource(), table))
            .build());
  }

  private JdbcSource people() {
    return JdbcSource.table(shop.pool().dataSource(), "people").key("id");
  }

  @Test
  void areRefusedByNameWhereDaysAreWanted() {
    shop.execute(
        "CREATE TABLE copy (id INTEGER PRIMARY KEY, born DATE, seen DATETIME, at TIMESTAMP NULL)");
    RunReport report = run(people(), shop, "copy");
    assertThat(report.ledger().rejected()).as(report.toString()).isEqualTo(2);
    List<String> messages =
        engine.state().deadLetters("people", Optional.empty(), 10).stream()
            .map(DeadLetter::message)
            .toList();
    assertThat(messages)
        .allSatisfy(message -> assertThat(message).contains("the column '", "zeroDatesAsNull"))
        .anySatisfy(message -> assertThat(message).contains("0000-00-00"));
    assertThat(shop.column("SELECT id FROM copy")).containsExactly("3");
  }

  @Test
  void areKeptWhereTextsAreTaken() {
    crm.execute("CREATE TABLE copy (id INTEGER PRIMARY KEY, born TEXT, seen TEXT, at TEXT)");
    assertThat(run(people(), crm, "copy").ledger().inserted()).isEqualTo(3);
    assertThat(crm.column("SELECT born FROM copy ORDER BY id"))
        .containsExactly("0000-00-00", "2024-00-00", "2024-01-02");
  }

  @Test
  void areNullWhereThatIsSaid() {
    shop.execute(
        "CREATE TABLE copy (id INTEGER PRIMARY KEY, born DATE, seen DATETIME, at TIMESTAMP NULL)");
    RunReport report = run(people().zeroDatesAsNull(true), shop, "copy");
    assertThat(report.ledger().inserted()).isEqualTo(3);
    assertThat(
            shop.column(
                "SELECT COUNT(*) FROM copy WHERE born IS NULL AND seen IS NULL AND at IS NULL"))
        .containsExactly("2");
    assertThat(run(people().zeroDatesAsNull(true), shop, "copy").ledger().unchanged()).isEqualTo(3);
  }
}
