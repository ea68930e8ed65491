package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A table of a real database is altered between runs, each of an engine of its own, so that what is
 * remembered comes from the state store of this database.
 */
abstract class SchemaDriftContract {
  private final TestDatabase shop;
  private final TestDatabase crm = TestDatabase.sqlite();

  SchemaDriftContract(TestDatabase shop) {
    this.shop = shop;
  }

  @BeforeEach
  void firstRun() {
    shop.execute(
        "CREATE TABLE customers ("
            + shop.quote("id")
            + " INTEGER PRIMARY KEY, "
            + shop.quote("name")
            + " VARCHAR(10), "
            + shop.quote("city")
            + " VARCHAR(20), "
            + shop.quote("points")
            + " INTEGER)",
        "INSERT INTO customers VALUES (1, 'Ada', 'Berlin', 1)",
        "INSERT INTO customers VALUES (2, 'Bob', 'Paris', 2)");
    RunReport first = run(SchemaDrift.standard());
    assertThat(first.ledger().inserted()).isEqualTo(2);
    assertThat(run(SchemaDrift.always(Answer.FREEZE)).drift()).isEmpty();
  }

  @AfterEach
  void close() {
    shop.close();
    crm.close();
  }

  private SyncDefinition.Builder sync() {
    return SyncDefinition.builder("customers")
        .source(JdbcSource.table(shop.pool().dataSource(), "customers").key("id"))
        .destination(JdbcTable.of(crm.pool().dataSource(), "contacts").createIfMissing());
  }

  private SyncEngine engine() {
    return SyncEngine.builder().stateStore(JdbcStateStore.of(shop.pool().dataSource())).build();
  }

  private RunReport run(SchemaDrift contract) {
    try (SyncEngine engine = engine()) {
      return engine.run(sync().schemaDrift(contract).build());
    }
  }

  private List<String> cities() {
    return crm.column("SELECT city FROM contacts ORDER BY id");
  }

  private String update(String column, String value) {
    return "UPDATE customers SET "
        + shop.quote(column)
        + " = "
        + value
        + " WHERE "
        + shop.quote("id")
        + " = 2";
  }

  final void alter(String change) {
    shop.execute("ALTER TABLE customers " + change);
  }

  @Test
  void aDroppedColumnFreezesUntilItIsAccepted() {
    alter("DROP COLUMN " + shop.quote("city"));
    RunReport report = run(SchemaDrift.standard());
    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    assertThat(report.failure().orElseThrow().message())
        .containsIgnoringCase("field 'city' has vanished")
        .contains("nothing was written", "acceptSchema");
    assertThat(run(SchemaDrift.standard()).status()).isEqualTo(RunStatus.FAILED);
    assertThat(cities()).containsExactly("Berlin", "Paris");

    try (SyncEngine engine = engine()) {
      SyncDefinition sync = sync().build();
      assertThat(engine.state().runs("customers", 1).get(0).drift()).isEqualTo(report.drift());
      assertThat(engine.acceptSchema(sync)).hasSize(1);
      assertThat(engine.run(sync).status()).isEqualTo(RunStatus.SUCCEEDED);
    }
    // Nothing became null: the column is not written any more.
    assertThat(cities()).containsExactly("Berlin", "Paris");
    assertThat(run(SchemaDrift.standard()).ledger().unchanged()).isEqualTo(2);
  }

  @Test
  void aDroppedColumnMayBeDiscarded() {
    alter("DROP COLUMN " + shop.quote("city"));
    shop.execute(update("name", "'Eve'"));
    RunReport report = run(SchemaDrift.standard().on(Kind.VANISHED, Answer.DISCARD));
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(crm.column("SELECT name FROM contacts ORDER BY id")).containsExactly("Ada", "Eve");
    assertThat(cities()).containsExactly("Berlin", "Paris");
  }

  @Test
  void aNewColumnThatTheDestinationDoesNotHaveIsNamed() {
    alter("ADD COLUMN " + shop.quote("vip") + " INTEGER");
    RunReport report = run(SchemaDrift.standard());
    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    assertThat(report.failure().orElseThrow().message()).containsIgnoringCase("no column 'vip'");
    assertThat(report.drift()).extracting(SchemaChange::kind).containsExactly(Kind.NEW);

    RunReport left = run(SchemaDrift.standard().on(Kind.NEW, Answer.DISCARD));
    assertThat(left.ledger().unchanged()).isEqualTo(2);

    crm.execute("ALTER TABLE contacts ADD COLUMN vip INTEGER");
    shop.execute(update("vip", "1"));
    assertThat(run(SchemaDrift.standard()).ledger().updated()).isEqualTo(2);
    assertThat(crm.column("SELECT vip FROM contacts ORDER BY id")).containsExactly("null", "1");
    assertThat(run(SchemaDrift.always(Answer.FREEZE)).drift()).isEmpty();
  }

  @Test
  void aLongerTextIsWiderAndAShorterOneNarrower() {
    if (!altersTypes()) {
      return;
    }
    alter(type(shop.quote("name"), "VARCHAR(40)"));
    shop.execute(update("name", "'Bartholomew'"));
    RunReport rejected = run(SchemaDrift.standard().on(Kind.WIDENED, Answer.REJECT));
    assertThat(rejected.drift()).extracting(SchemaChange::kind).containsExactly(Kind.WIDENED);
    assertThat(rejected.ledger().rejected()).isEqualTo(1);
    assertThat(run(SchemaDrift.standard()).ledger().updated()).isEqualTo(1);

    alter(type(shop.quote("name"), "VARCHAR(30)"));
    RunReport narrowed = run(SchemaDrift.standard());
    assertThat(narrowed.drift()).extracting(SchemaChange::kind).containsExactly(Kind.NARROWED);
    assertThat(narrowed.ledger().unchanged()).isEqualTo(2);
  }

  @Test
  void aLargerNumberIsWiderAndATextInItsPlaceAnother() {
    if (!altersTypes()) {
      return;
    }
    alter(type(shop.quote("points"), "BIGINT"));
    RunReport widened = run(SchemaDrift.standard());
    assertThat(widened.drift()).extracting(SchemaChange::kind).containsExactly(Kind.WIDENED);
    assertThat(widened.ledger().unchanged()).isEqualTo(2);

    alter(type(shop.quote("points"), "VARCHAR(20)"));
    RunReport retyped = run(SchemaDrift.standard());
    assertThat(retyped.status()).isEqualTo(RunStatus.FAILED);
    assertThat(retyped.drift()).extracting(SchemaChange::kind).containsExactly(Kind.RETYPED);
  }

  boolean altersTypes() {
    return true;
  }

  String type(String column, String type) {
    return "ALTER COLUMN " + column + " SET DATA TYPE " + type;
  }
}
