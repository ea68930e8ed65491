package dev.syncline.examples.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.definition.Writes;
import dev.syncline.examples.page.Page;
import dev.syncline.jdbc.JdbcConnection;
import dev.syncline.jdbc.JdbcSource;
import dev.syncline.jdbc.JdbcTable;
import dev.syncline.jdbc.SqliteStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/typed-records.md shows is what is compiled and run. */
class TypedPageTest {
  private static final Page PAGE = Page.of("docs/typed-records.md");
  private static final Path CODE =
      Path.of("src", "main", "java", "dev", "syncline", "examples", "typed", "Customers.java");

  @TempDir private Path folder;
  private SyncEngine engine;

  @BeforeEach
  void open() throws SQLException {
    engine =
        SyncEngine.builder()
            .connection("shop", JdbcConnection.url("jdbc:sqlite:" + folder.resolve("shop.db")))
            .connection("crm", JdbcConnection.url("jdbc:sqlite:" + folder.resolve("crm.db")))
            .stateStore(SqliteStateStore.at(folder.resolve("state.db")))
            .build();
    shop(
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, e_mail TEXT, born TEXT,"
            + " level TEXT, balance NUMERIC, closed TEXT, secret TEXT)");
    shop(
        "INSERT INTO customers VALUES (1,' Ada ','ada@example.org','1815-12-10','GOLD',1,'N','x')");
    shop("INSERT INTO customers VALUES (2,'Bob','bob@example.org',NULL,'PLAIN',-2,'N','x')");
    shop("INSERT INTO customers VALUES (3,'Cy','cy@example.org',NULL,'PLAIN',0,'Y','x')");
    shop("INSERT INTO customers VALUES (4,'Di',NULL,NULL,'PLAIN',0,'N','x')");
    shop("INSERT INTO customers VALUES (5,'Ed','ed@example.org',NULL,'SILVER',0,'N','x')");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theCodeIsPartOfWhatIsCompiled() throws IOException {
    assertThat(Files.readString(CODE)).contains(PAGE.block("java"));
  }

  @Test
  void itDoesWhatThePageSays() throws SQLException, IOException {
    RunReport report = engine.run(Customers.sync());

    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
    assertThat(report.ledger().inserted()).isEqualTo(2);
    assertThat(report.ledger().filtered()).isEqualTo(1);
    assertThat(rows("SELECT id, title, email, birthday, creditLimit FROM contacts ORDER BY id"))
        .containsExactly("1|Ada|ada@example.org|1815-12-10|1", "2|Bob|bob@example.org|null|0");
    List<String> letters =
        engine.state().deadLetters("customers", Optional.empty(), 10).stream()
            .map(letter -> letter.stage() + ": " + letter.message())
            .sorted()
            .toList();
    assertThat(letters.get(0)).startsWith("MAP: component 'level' (Level) of Customer");
    assertThat(PAGE.text()).contains(letters.get(0) + "\n");
    assertThat(letters.get(1)).startsWith("VALIDATE: field 'e_mail'");
  }

  @Test
  void theSecondRunWritesNothingAndTheThirdWhatChanged() throws SQLException {
    engine.run(Customers.sync());
    assertThat(engine.run(Customers.sync()).ledger().unchanged()).isEqualTo(2);
    shop("UPDATE customers SET balance = 5 WHERE id = 2");
    shop("UPDATE customers SET balance = -5 WHERE id = 1");

    // Bob pays now, whatever he has.
    assertThat(engine.run(Customers.sync()).ledger().updated()).isEqualTo(1);
    assertThat(rows("SELECT creditLimit FROM contacts ORDER BY id")).containsExactly("0", "0");
  }

  @Test
  void aRuleForNoComponentIsRefusedWhenTheDefinitionIsBuilt() {
    assertThatThrownBy(
            () ->
                SyncDefinition.builder("customers")
                    .as(Customers.Customer.class)
                    .validate(v -> v.required("email")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Customer has no component for the field 'email'")
        .hasMessageContaining("did you mean 'e_mail'?");
  }

  @Test
  void aSyncIsMappedOnceOnly() {
    assertThatThrownBy(
            () ->
                SyncDefinition.builder("customers")
                    .source(JdbcSource.table("shop", "customers").key("id"))
                    .map(m -> m.fields("id"))
                    .as(Customers.Customer.class)
                    .unchanged()
                    .destination(JdbcTable.of("crm", "contacts"))
                    .build())
        .hasMessageContaining("by 'map' or by 'as', not by both");
  }

  record Named(long id, String name) {}

  @Test
  void aNamespacePassesByTheRecords() throws SQLException {
    var sync =
        SyncDefinition.builder("customers")
            .source(JdbcSource.table("shop", "customers").key("id"))
            .writes(Writes.ALL.namespace("shop", "north"))
            .as(Named.class)
            .unchanged()
            .destination(JdbcTable.of("crm", "names").createIfMissing())
            .build();

    assertThat(engine.run(sync).ledger().inserted()).isEqualTo(5);
    assertThat(rows("SELECT id, name, shop FROM names WHERE id = 2"))
        .containsExactly("2|Bob|north");
  }

  @Test
  void whatIsGoneIsDeletedInTheSchemaOfTheWrittenRecords() throws SQLException {
    var sync =
        SyncDefinition.builder("customers")
            .source(JdbcSource.table("shop", "customers").key("id"))
            .as(Named.class)
            .unchanged()
            .destination(JdbcTable.of("crm", "names").createIfMissing())
            .deletes(Deletes.byAbsence())
            .build();
    engine.run(sync);
    shop("DELETE FROM customers WHERE id = 2");

    assertThat(engine.run(sync).ledger().deleted()).isEqualTo(1);
    assertThat(rows("SELECT id FROM names")).containsExactly("1", "3", "4", "5");
  }

  private void shop(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/shop.db");
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/crm.db");
        var rows = connection.createStatement().executeQuery(sql)) {
      var all = new ArrayList<String>();
      while (rows.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(rows.getObject(i)));
        }
        all.add(String.join("|", row));
      }
      return all;
    }
  }
}
