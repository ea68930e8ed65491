package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.catalog.EntityParent;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.catalog.Discovery;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.SyncDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole schema of a real database becomes syncs into another place of the same database. */
abstract class CatalogContract {
  private final TestDatabase shop;
  private final TestDatabase copy;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // opened before each test
  private SyncEngine engine;

  CatalogContract(TestDatabase shop) {
    this.shop = shop;
    this.copy = shop.another();
  }

  @BeforeEach
  void open() {
    shop.execute(
        "CREATE TABLE customers (code VARCHAR(10) NOT NULL PRIMARY KEY, name VARCHAR(30),"
            + " version BIGINT NOT NULL)",
        "CREATE TABLE order_lines (order_no INTEGER NOT NULL, line_no INTEGER NOT NULL,"
            + " customer VARCHAR(10) NOT NULL, amount DECIMAL(10, 2), PRIMARY KEY (order_no,"
            + " line_no), FOREIGN KEY (customer) REFERENCES customers (code))",
        "CREATE TABLE labels (tag VARCHAR(10) NOT NULL, colour VARCHAR(5))",
        "CREATE UNIQUE INDEX labels_by_tag ON labels (tag)",
        "CREATE TABLE notes (remark VARCHAR(10))",
        "CREATE VIEW rich AS SELECT code, name FROM customers",
        "INSERT INTO customers VALUES ('a', 'Ada', 1)",
        "INSERT INTO customers VALUES ('b', 'Bob', 2)",
        "INSERT INTO order_lines VALUES (1, 1, 'a', 10.50)",
        "INSERT INTO order_lines VALUES (1, 2, 'b', 20.00)",
        "INSERT INTO labels VALUES ('x', 'red')");
    engine =
        SyncEngine.builder()
            .connection("shop", JdbcConnection.url(shop.url()).maxPoolSize(1))
            .connection("copy", JdbcConnection.url(copy.url()))
            .stateStore(SqliteStateStore.at(folder.resolve("state.db")))
            .build();
  }

  @AfterEach
  void close() {
    engine.close();
    shop.close();
    copy.close();
  }

  private CatalogDefinition.Builder catalog() {
    return CatalogDefinition.builder("shop")
        .source("jdbc", Map.of("connection", "shop", "cursor", List.of("version", "updated_at")))
        .destination(
            JdbcTable.of("copy", "copy_{entity}")
                .createIfMissing()
                .evolve()
                .audit()
                .index("{cursor}"))
        .deletes(Deletes.byAbsence())
        .remember(folder.resolve("shop.json"));
  }

  private static Map<String, Entity> byName(Discovery found) {
    return found.entities().stream()
        .collect(Collectors.toMap(e -> e.name().toLowerCase(Locale.ROOT), e -> e));
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  @Test
  void tablesAreEntitiesWithTheirKeysAndParents() {
    Discovery found = engine.discover(catalog().build());
    assertThat(found.failure()).isEmpty();
    Map<String, Entity> entities = byName(found);
    assertThat(entities.keySet())
        .containsExactlyInAnyOrder("customers", "order_lines", "labels", "notes");
    Entity customers = entities.get("customers");
    assertThat(lower(customers.key())).containsExactly("code");
    assertThat(customers.tracking()).isEqualTo(ChangeTracking.ROWVERSION);
    assertThat(lower(customers.schema().names())).containsExactly("code", "name", "version");
    assertThat(customers.schema().field(0).nullable()).isFalse();
    assertThat(customers.schema().field(2).type()).isEqualTo(LogicalType.INTEGER);
    Entity lines = entities.get("order_lines");
    assertThat(lower(lines.key())).containsExactly("order_no", "line_no");
    assertThat(lines.tracking()).isEqualTo(ChangeTracking.HASH);
    assertThat(lines.parents()).hasSize(1);
    EntityParent parent = lines.parents().get(0);
    assertThat(parent.entity()).isEqualTo(customers.name());
    assertThat(lower(parent.fields())).containsExactly("customer");
    assertThat(lower(entities.get("labels").key()))
        .as("a unique index without nulls")
        .containsExactly("tag");
    assertThat(found.notices().toString()).containsIgnoringCase("'notes' has no key");
    assertThat(found.syncs())
        .extracting(sync -> sync.name().toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrder("shop.customers", "shop.labels", "shop.order_lines");
  }

  @Test
  void viewsAreEntitiesWhereTheyAreWanted() {
    Discovery found =
        engine.discover(
            catalog()
                .source("jdbc", Map.of("connection", "shop", "views", true))
                .entities("rich")
                .key(spelled("rich"), spelled("code"))
                .build());
    assertThat(found.syncs()).hasSize(1);
  }

  private String spelled(String name) {
    return shop.dialect().unquoted(name);
  }

  @Test
  void allOfItIsCopiedAndStaysACopy() throws IOException {
    Discovery found = engine.discover(catalog().build());
    assertThat(found.alterations()).hasSize(4);
    List<RunReport> first = engine.runAll(found.syncs());
    assertThat(first).allSatisfy(report -> assertThat(report.status()).isEqualTo(SUCCEEDED));
    assertThat(first.stream().mapToLong(report -> report.ledger().inserted()).sum()).isEqualTo(5);
    assertThat(amounts())
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("10.50"), new BigDecimal("20.00"));
    List<RunReport> second = engine.runAll(engine.discover(catalog().build()).syncs());
    assertThat(second.stream().mapToLong(report -> report.ledger().written()).sum()).isZero();

    shop.execute(
        "ALTER TABLE customers ADD city VARCHAR(20)",
        "UPDATE customers SET city = 'Ulm', version = 3 WHERE code = 'a'");
    Discovery again = engine.discover(catalog().build());
    assertThat(again.changes())
        .singleElement()
        .satisfies(
            change -> assertThat(change.toString()).containsIgnoringCase("field 'city' is new"));
    assertThat(again.alterations())
        .singleElement()
        .asString()
        .contains("ADD COLUMN " + copy.quote(spelled("city")));
    List<SyncDefinition> customers =
        again.syncs().stream().filter(s -> s.name().equalsIgnoreCase("shop.customers")).toList();
    assertThat(engine.run(customers.get(0)).status()).isEqualTo(SUCCEEDED);
    assertThat(
            copy.column(
                "SELECT "
                    + copy.quote(spelled("city"))
                    + " FROM "
                    + copy.quote("copy_" + spelled("customers"))
                    + " WHERE "
                    + copy.quote(spelled("code"))
                    + " = 'a'"))
        .containsExactly("Ulm");
    assertThat(Files.readString(folder.resolve("shop.json"))).containsIgnoringCase("\"city\"");
  }

  private static final RunStatus SUCCEEDED = RunStatus.SUCCEEDED;

  private List<BigDecimal> amounts() {
    return copy
        .column(
            "SELECT "
                + copy.quote(spelled("amount"))
                + " FROM "
                + copy.quote("copy_" + spelled("order_lines"))
                + " ORDER BY 1")
        .stream()
        .map(BigDecimal::new)
        .toList();
  }
}
