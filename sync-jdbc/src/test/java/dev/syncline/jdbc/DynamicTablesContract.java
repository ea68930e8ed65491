package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.Plan;
import dev.syncline.core.verify.Verification;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.TestClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that a sync makes and changes by itself, in every database. */
abstract class DynamicTablesContract {
  private static final Schema ITEMS = schema(10, 8);
  private static final JdbcTable ALL =
      JdbcTable.of("crm", "items").createIfMissing().evolve().audit().index("version");

  final TestDatabase database;
  private final TestClock clock = TestClock.at(Instant.parse("2026-03-01T10:00:00.123456Z"));
  private ListSource items;

  DynamicTablesContract(TestDatabase database) {
    this.database = database;
  }

  /** Whether the declared length of a column is a bound that can be widened. */
  boolean widens() {
    return true;
  }

  private static Schema schema(int name, int digits) {
    return Schema.of(
        new Field("code", LogicalType.STRING, false, Limits.length(20)),
        new Field("name", LogicalType.STRING, true, Limits.length(name)),
        new Field("weight", LogicalType.DECIMAL, true, Limits.digits(digits, 2)),
        new Field("version", LogicalType.STRING, true, Limits.length(30)));
  }

  @BeforeEach
  void fill() {
    items = ListSource.of(ITEMS, "code");
    put("a", "Ada", "1.50");
    put("b", "Bob", "2.00");
    put("c", "Cid", "3.00");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void put(String code, String name, String weight) {
    put(ITEMS, code, name, new BigDecimal(weight), "v1");
  }

  private void put(Schema schema, @Nullable Object... values) {
    items.put(SyncRecord.of(schema, values));
  }

  private SyncEngine engine() {
    return SyncEngine.builder()
        .clock(clock)
        .connection("crm", JdbcConnection.url(database.url()))
        .stateStore(JdbcStateStore.of(database.pool().dataSource()))
        .build();
  }

  private static SyncDefinition sync(ListSource source, JdbcTable table) {
    return SyncDefinition.builder("items")
        .source(source)
        .destination(table)
        .delta(Delta.full())
        .deletes(Deletes.byAbsence().atMostPercent(50))
        .build();
  }

  private RunReport run(JdbcTable table) {
    try (SyncEngine engine = engine()) {
      return engine.run(sync(items, table));
    }
  }

  private List<String> changes(RunReport report) {
    return report.notices().stream()
        .filter(notice -> notice.startsWith("the destination was changed: "))
        .map(notice -> notice.substring("the destination was changed: ".length()))
        .toList();
  }

  private String text(String column, String code) {
    return database
        .column(
            "SELECT "
                + database.quote(column)
                + " FROM "
                + database.quote("items")
                + " WHERE "
                + database.quote("code")
                + " = '"
                + code
                + "'")
        .get(0);
  }

  private boolean deleted(String code) {
    return List.of("1", "t", "true").contains(text("_sync_deleted", code).toLowerCase(Locale.ROOT));
  }

  @Test
  void whatIsMadeIsPlannedAndReported() {
    List<String> planned = new ArrayList<>();
    try (SyncEngine engine = engine();
        Plan plan = engine.plan(sync(items, ALL))) {
      for (String notice : plan.notices()) {
        planned.add(notice.replace("the destination would be changed: ", ""));
      }
      assertThat(plan.counts().inserted()).isEqualTo(3);
    }
    assertThat(planned).hasSize(2);
    assertThat(planned.get(0))
        .startsWith("CREATE TABLE IF NOT EXISTS " + database.quote("items"))
        .endsWith("PRIMARY KEY (" + database.quote("code") + "))");
    assertThat(planned.get(1)).startsWith("CREATE INDEX " + database.quote("ix_items_version"));

    RunReport first = run(ALL);
    assertThat(first.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(changes(first)).isEqualTo(planned);
    RunReport second = run(ALL);
    assertThat(second.ledger().unchanged()).isEqualTo(3);
    assertThat(second.notices()).isEmpty();
  }

  @Test
  void rowsTellWhenAndAsWhatTheyWereWritten() {
    run(ALL);
    String id = text("_sync_id", "a");
    String created = text("_sync_created_at", "a");
    String hash = text("_sync_hash", "a");
    assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(Long.parseLong(id.replace("-", "").substring(0, 12), 16))
        .isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z").toEpochMilli());
    assertThat(text("_sync_id", "b")).isGreaterThan(id);
    assertThat(created).contains("10:00:00.123").doesNotContain("123456");
    assertThat(text("_sync_updated_at", "a")).isEqualTo(created);
    assertThat(hash).matches("[0-9a-f]{32}");
    assertThat(deleted("a")).isFalse();

    clock.advance(Duration.ofHours(1));
    put("a", "Eve", "1.50");
    assertThat(run(ALL).ledger().updated()).isEqualTo(1);
    assertThat(text("_sync_id", "a")).isEqualTo(id);
    assertThat(text("_sync_created_at", "a")).isEqualTo(created);
    assertThat(text("_sync_updated_at", "a")).contains("11:00:00.123");
    assertThat(text("_sync_updated_at", "b")).isEqualTo(created);
    assertThat(text("_sync_hash", "a")).matches("[0-9a-f]{32}").isNotEqualTo(hash);
  }

  /** Without record states, inserts meet rows that are there. */
  @Test
  void rowsThatAreAdoptedKeepTheirBeginning() {
    run(ALL);
    String id = text("_sync_id", "a");
    String created = text("_sync_created_at", "a");
    clock.advance(Duration.ofHours(1));
    put("a", "Eve", "1.50");
    try (SyncEngine engine =
        SyncEngine.builder()
            .clock(clock)
            .connection("crm", JdbcConnection.url(database.url()))
            .stateStore(JdbcStateStore.of(TestDatabase.sqlite().pool().dataSource()))
            .build()) {
      assertThat(engine.run(sync(items, ALL)).status()).isEqualTo(RunStatus.SUCCEEDED);
    }
    assertThat(text("name", "a")).isEqualTo("Eve");
    assertThat(text("_sync_id", "a")).isEqualTo(id);
    assertThat(text("_sync_created_at", "a")).isEqualTo(created);
    assertThat(text("_sync_updated_at", "a")).contains("11:00:00.123");
  }

  @Test
  void aDeleteMarksItsRowAndAComebackTakesTheMarkAway() {
    run(ALL);
    String id = text("_sync_id", "c");
    items.remove(Key.of("c"));
    clock.advance(Duration.ofHours(1));
    assertThat(run(ALL).ledger().deleted()).isEqualTo(1);
    assertThat(deleted("c")).isTrue();
    assertThat(deleted("a")).isFalse();
    assertThat(text("name", "c")).isEqualTo("Cid");
    assertThat(text("_sync_updated_at", "c")).contains("11:00:00.123");
    assertThat(run(ALL).ledger().written()).isZero();
    try (SyncEngine engine = engine();
        Verification verification = engine.verify(sync(items, ALL))) {
      assertThat(verification.toString()).contains("2 records compared, all agree");
      assertThat(verification.toString()).doesNotContain("not ours");
    }

    put("c", "Cid", "4.00");
    assertThat(run(ALL).ledger().inserted()).isEqualTo(1);
    assertThat(deleted("c")).isFalse();
    assertThat(text("_sync_id", "c")).isEqualTo(id);
  }

  @Test
  void aNewFieldIsANewColumnAndALongerOneAWiderColumn() {
    run(ALL);
    var fields = new ArrayList<>(schema(30, 12).fields());
    fields.add(new Field("colour", LogicalType.STRING, true, Limits.length(7)));
    Schema wider = Schema.of(fields);
    items = ListSource.of(wider, "code");
    put(wider, "a", "x".repeat(30), new BigDecimal("1234567890.12"), "v1", "red");
    put(wider, "b", "Bob", new BigDecimal("2.00"), "v1", null);
    put(wider, "c", "Cid", new BigDecimal("3.00"), "v1", null);

    RunReport report = run(ALL);
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    List<String> changes = changes(report);
    assertThat(changes).hasSize(widens() ? 3 : 1);
    assertThat(changes)
        .filteredOn(sql -> sql.contains("ADD COLUMN " + database.quote("colour")))
        .hasSize(1);
    assertThat(changes)
        .filteredOn(sql -> sql.contains(database.quote("name")) && sql.contains("VARCHAR(30)"))
        .hasSize(widens() ? 1 : 0);
    assertThat(text("name", "a")).hasSize(30);
    assertThat(text("colour", "a")).isEqualTo("red");
    assertThat(text("weight", "a")).isEqualTo("1234567890.12");
    assertThat(changes(run(ALL))).isEmpty();
  }

  @Test
  void nothingIsDroppedOrNarrowed() {
    run(ALL);
    Schema narrower = schema(5, 4);
    items = ListSource.of(narrower, "code");
    put(narrower, "a", "Ada", new BigDecimal("1.50"), "v1");
    put(narrower, "b", "Bob", new BigDecimal("2.00"), "v1");
    put(narrower, "c", "Cid", new BigDecimal("3.00"), "v1");
    RunReport report = run(ALL);
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(changes(report)).isEmpty();
    assertThat(report.ledger().written()).isZero();
  }

  @Test
  void columnsThatTellOfTheSyncCanBeNamedAndLeftOut() {
    JdbcTable table =
        JdbcTable.of("crm", "items")
            .createIfMissing()
            .audit(Map.of("id", "false", "hash", "fingerprint", "deleted", "false"));
    String made = changes(run(table)).get(0);
    assertThat(made)
        .contains(database.quote("fingerprint"))
        .contains(database.quote("_sync_created_at"))
        .doesNotContain("_sync_id")
        .doesNotContain("_sync_deleted")
        .doesNotContain("_sync_hash");
    assertThat(text("fingerprint", "a")).matches("[0-9a-f]{32}");
    items.remove(Key.of("c"));
    assertThat(run(table).ledger().deleted()).isEqualTo(1);
    assertThat(database.column("SELECT COUNT(*) FROM " + database.quote("items")))
        .containsExactly("2");
  }

  @Test
  void aTableThatIsThereGetsTheColumnsWhereItMayEvolve() {
    run(JdbcTable.of("crm", "items").createIfMissing());
    RunReport refused = run(JdbcTable.of("crm", "items").audit());
    assertThat(refused.failure().orElseThrow().message())
        .contains("'_sync_id'")
        .contains("'evolve: true'");
    RunReport evolved = run(JdbcTable.of("crm", "items").evolve().audit().index("version"));
    assertThat(evolved.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(changes(evolved)).hasSize(6);
    assertThat(deleted("a")).isFalse();
    assertThat(text("_sync_hash", "a")).matches("[0-9a-f]{32}");
    assertThat(text("_sync_id", "a")).as("nobody knows when the row was made").isEqualTo("null");
    put("d", "Dan", "1.50");
    RunReport next = run(JdbcTable.of("crm", "items").evolve().audit().index("version"));
    assertThat(next.ledger().inserted()).isEqualTo(1);
    assertThat(changes(next)).isEmpty();
    assertThat(text("_sync_id", "d")).hasSize(36);
  }

  @Test
  void manyRowsGoTogether() {
    items = ListSource.of(ITEMS, "code");
    IntStream.range(0, 2_500).forEach(i -> put("k" + i, "n" + i, "1.00"));
    assertThat(run(ALL).ledger().inserted()).isEqualTo(2_500);
    assertThat(
            database.column(
                "SELECT COUNT(DISTINCT "
                    + database.quote("_sync_id")
                    + ") FROM "
                    + database.quote("items")))
        .containsExactly("2500");
  }
}
