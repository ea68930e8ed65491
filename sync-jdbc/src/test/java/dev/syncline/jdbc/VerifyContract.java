package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.OnLossyWrite;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.core.plan.Plan;
import dev.syncline.core.plan.PlanOptions;
import dev.syncline.core.verify.Drift;
import dev.syncline.core.verify.DriftKind;
import dev.syncline.core.verify.FieldDifference;
import dev.syncline.core.verify.Repair;
import dev.syncline.core.verify.Verification;
import dev.syncline.testkit.ListSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tables that somebody has worked on by hand, in every database: what differs is found and put
 * right, and what only looks different is no drift.
 */
abstract class VerifyContract {
  private static final int ITEMS = 300;

  private static final Schema PLAIN =
      Schema.of(
          Field.of("code", LogicalType.STRING),
          Field.of("price", LogicalType.DECIMAL),
          Field.of("active", LogicalType.BOOLEAN),
          Field.of("stamp", LogicalType.TIMESTAMP),
          Field.of("born", LogicalType.DATE),
          Field.of("raw", LogicalType.BYTES));

  private static final Schema AWKWARD =
      Schema.of(
          Field.of("code", LogicalType.INTEGER),
          Field.of("ratio", LogicalType.FLOAT),
          Field.of("doc", LogicalType.OBJECT),
          Field.of("tag", LogicalType.STRING),
          Field.of("padded", LogicalType.STRING),
          Field.of("amount", LogicalType.STRING),
          Field.of("wide", LogicalType.FLOAT));

  final TestDatabase database;
  private SyncEngine engine;
  private ListSource items;

  VerifyContract(TestDatabase database) {
    this.database = database;
  }

  /** The definition of an id column that the database fills. */
  abstract String generatedId();

  /** The columns price, active, stamp, born and raw of a table. */
  abstract String plainColumns();

  /** The columns ratio (32 bits), doc (JSON), tag (a uuid), padded, amount (two decimals), wide. */
  abstract String awkwardColumns();

  /** Whether the database makes digests of the plain columns. */
  abstract boolean digests();

  @BeforeEach
  void open() {
    engine = SyncEngine.builder().stateStore(InMemoryStateStore.create()).build();
  }

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  private SyncDefinition sync(ListSource source, String table) {
    items = source;
    return SyncDefinition.builder("items")
        .source(source)
        .destination(JdbcTable.of(database.pool().dataSource(), table).key("code"))
        .deletes(Deletes.byAbsence())
        .build();
  }

  private static ListSource source(Schema schema) {
    return ListSource.builder(schema).key("code").snapshot().readsByKey().build();
  }

  /** 300 items under ids that the database gave; a key may come twice. */
  private SyncDefinition plainItems() {
    database.execute(
        "CREATE TABLE items ("
            + generatedId()
            + ", code VARCHAR(20) NOT NULL, "
            + plainColumns()
            + ")");
    ListSource source = source(PLAIN);
    for (int i = 1; i <= ITEMS; i++) {
      source.add(item(i));
    }
    SyncDefinition sync = sync(source, "items");
    assertThat(engine.run(sync).ledger().inserted()).isEqualTo(ITEMS);
    return sync;
  }

  private static SyncRecord item(int i) {
    return SyncRecord.of(
        PLAIN,
        "é " + i,
        i % 7 == 0 ? null : new BigDecimal(i).movePointLeft(1),
        i % 2 == 0,
        Instant.parse("2024-03-31T00:30:00Z").plusSeconds(i * 3600L).plusNanos(i * 1000L),
        LocalDate.of(2024, 1, 1).plusDays(i),
        new byte[] {(byte) i, 0});
  }

  private static Key key(int i) {
    return Key.of("é " + i);
  }

  private List<Drift> found(SyncDefinition sync) {
    try (Verification verification = engine.verify(sync)) {
      assertThat(verification.failure()).isEmpty();
      return verification.drift(1000);
    }
  }

  private Repair repaired(SyncDefinition sync) {
    try (Verification verification = engine.verify(sync)) {
      return engine.repair(sync, verification);
    }
  }

  private void execute(String sql) {
    database.execute(sql);
  }

  @Test
  void aPlanShowsWhatTheDestinationHasIfAsked() {
    SyncDefinition sync = plainItems();
    items.put(SyncRecord.of(PLAIN, "é 3", new BigDecimal("0.30"), false, null, null, null));
    items.remove(key(4));
    execute("UPDATE items SET price = 7.25 WHERE code = 'é 3'");

    try (Plan plan = engine.plan(sync, PlanOptions.DEFAULT.readingDestination())) {
      assertThat(plan.notices()).isEmpty();
      assertThat(plan.changes(1).get(0).fields()).as("not what stays").hasSize(4);
      assertThat(plan.changes(1).get(0).toString()).startsWith("~ é 3  price: 7.25 → 0.3");
      assertThat(plan.changes(2).get(1).toString())
          .startsWith("- é 4  code: \"é 4\", price: 0.4, ");
    }
  }

  @Test
  void afterARunAllAgreeAndEqualRangesCostNoRows() {
    SyncDefinition sync = plainItems();
    try (Verification verification = engine.verify(sync)) {
      assertThat(verification.drift(10)).isEmpty();
      assertThat(verification.clean()).isTrue();
      assertThat(verification.counts().compared()).isEqualTo(ITEMS);
      assertThat(verification.counts().rowsRead())
          .as(verification.howCompared())
          .isEqualTo(digests() ? 0 : ITEMS);
    }
  }

  @Test
  void onlyDifferingRangesAreRead() {
    SyncDefinition sync = plainItems();
    execute("UPDATE items SET price = 99.99 WHERE code = 'é 17'");
    try (Verification verification = engine.verify(sync)) {
      assertThat(verification.drift(10))
          .singleElement()
          .satisfies(
              drift -> {
                assertThat(drift.kind()).isEqualTo(DriftKind.DIFFERENT);
                assertThat(drift.key()).isEqualTo(key(17));
                assertThat(drift.fields())
                    .containsExactly(new FieldDifference("price", "1.7", "99.99"));
              });
      assertThat(verification.counts().rowsRead())
          .as(verification.howCompared())
          .isLessThan(digests() ? 10 : ITEMS + 1);
      assertThat(verification.counts().rangesRead()).isEqualTo(digests() ? 1 : 0);
    }
  }

  @Test
  void rowsThatWereDeletedByHandComeBack() {
    SyncDefinition sync = plainItems();
    execute("DELETE FROM items WHERE code IN ('é 3', 'é 4', 'é 5')");
    assertThat(found(sync))
        .extracting(Drift::kind, Drift::key)
        .containsExactlyInAnyOrder(
            tuple(DriftKind.MISSING, key(3)),
            tuple(DriftKind.MISSING, key(4)),
            tuple(DriftKind.MISSING, key(5)));
    Repair repair = repaired(sync);
    assertThat(repair.sent()).isEqualTo(3);
    assertThat(repair.whole()).isTrue();
    assertThat(found(sync)).isEmpty();
    assertThat(database.column("SELECT COUNT(*) FROM items")).containsExactly("" + ITEMS);
  }

  @Test
  void aKeyThatWasChangedByHandIsPutRight() {
    SyncDefinition sync = plainItems();
    execute("UPDATE items SET code = 'other' WHERE code = 'é 8'");
    assertThat(found(sync))
        .singleElement()
        .satisfies(drift -> assertThat(drift.fields().get(0).destination()).isEqualTo("\"other\""));
    assertThat(repaired(sync).whole()).isTrue();
    assertThat(found(sync)).isEmpty();
    assertThat(database.column("SELECT code FROM items WHERE code = 'other'")).isEmpty();
  }

  @Test
  void aRowThatWasDoubledByHandIsNamedAndLeft() {
    SyncDefinition sync = plainItems();
    execute(
        "INSERT INTO items (code, price, active, stamp, born, raw)"
            + " SELECT code, price, active, stamp, born, raw FROM items WHERE code = 'é 8'");
    Drift drift = found(sync).get(0);
    assertThat(drift.kind()).isEqualTo(DriftKind.DOUBLED);
    assertThat(drift.refs()).hasSize(2).doesNotHaveDuplicates();
    Repair repair = repaired(sync);
    assertThat(repair.leftCount()).isEqualTo(1);
    assertThat(repair.report()).isEmpty();
    assertThat(database.column("SELECT COUNT(*) FROM items")).containsExactly("" + (ITEMS + 1));
  }

  @Test
  void aRowThatWasInsertedByHandIsNotOurs() {
    SyncDefinition sync = plainItems();
    execute("INSERT INTO items (code, price) VALUES ('theirs', 1)");
    items.remove(key(9));
    try (Verification verification = engine.verify(sync)) {
      assertThat(verification.counts().foreign()).isEqualTo(1);
      assertThat(verification.drift(10)).extracting(Drift::kind).containsExactly(DriftKind.EXTRA);
      assertThat(engine.repair(sync, verification).sent()).isEqualTo(1);
    }
    assertThat(found(sync)).isEmpty();
    assertThat(database.column("SELECT COUNT(*) FROM items WHERE code = 'theirs'"))
        .containsExactly("1");
    assertThat(database.column("SELECT COUNT(*) FROM items")).containsExactly("" + ITEMS);
  }

  @Test
  void aReallyDifferentValueOfEveryColumnIsFoundAndRepaired() {
    SyncDefinition sync = plainItems();
    var columns = new ArrayList<String>();
    for (String change : plainChanges()) {
      execute("UPDATE items SET " + change + " WHERE code = 'é 20'");
      columns.add(change.substring(0, change.indexOf(' ')));
      assertThat(found(sync))
          .as(change)
          .singleElement()
          .satisfies(
              drift ->
                  assertThat(drift.fields())
                      .extracting(FieldDifference::field)
                      .containsExactly(columns.get(columns.size() - 1)));
      assertThat(repaired(sync).whole()).isTrue();
      assertThat(found(sync)).isEmpty();
    }
  }

  /** Changes of one column each. */
  List<String> plainChanges() {
    return List.of(
        "price = 2.01",
        "price = NULL",
        "active = FALSE",
        "stamp = '2024-03-31 20:30:00.000021" + zone() + "'",
        "born = '2024-01-20'",
        "raw = " + bytes("1401"));
  }

  /** How a text of a point in time ends. */
  String zone() {
    return "+00";
  }

  /** Two bytes. */
  String bytes(String hex) {
    return "X'" + hex + "'";
  }

  @Test
  void aCopyInATableWithoutIdsIsNamed() {
    database.execute("CREATE TABLE keyless (code INTEGER NOT NULL, ratio DOUBLE PRECISION)");
    var schema =
        Schema.of(Field.of("code", LogicalType.INTEGER), Field.of("ratio", LogicalType.FLOAT));
    ListSource source = source(schema);
    for (long i = 1; i <= 20; i++) {
      source.add(i, i / 2.0);
    }
    SyncDefinition sync = sync(source, "keyless");
    engine.run(sync);
    execute("INSERT INTO keyless (code, ratio) VALUES (7, 3.5)");
    assertThat(found(sync)).singleElement().hasToString("doubled at the destination  7  rows 7, 7");
  }

  @Test
  void valuesThatWereMadeToFitAreNoDrift() {
    database.execute(
        "CREATE TABLE short (code INTEGER PRIMARY KEY, name VARCHAR(5), price DECIMAL(10, 2))");
    var schema =
        Schema.of(
            Field.of("code", LogicalType.INTEGER),
            Field.of("name", LogicalType.STRING),
            Field.of("price", LogicalType.DECIMAL));
    ListSource source = source(schema).add(1L, "too long for it", new BigDecimal("1.23456"));
    source.add(2L, "short", new BigDecimal("1.2"));
    SyncDefinition sync =
        SyncDefinition.builder("items")
            .source(source)
            .destination(JdbcTable.of(database.pool().dataSource(), "short").key("code"))
            .onLossyWrite(OnLossyWrite.COERCE)
            .build();
    engine.run(sync);
    assertThat(found(sync)).isEmpty();
    execute("UPDATE short SET name = 'other' WHERE code = 1");
    assertThat(repaired(sync).sent()).isEqualTo(1);
    try (Verification verification = engine.verify(sync)) {
      assertThat(verification.clean()).isTrue();
      assertThat(verification.counts().compared()).isEqualTo(2);
    }
  }

  @Test
  void aTableThatIsNotThereIsSaid() {
    SyncDefinition sync = sync(source(PLAIN).add(item(1)), "no_such_table");
    try (Verification verification = engine.verify(sync)) {
      assertThat(verification.clean()).isFalse();
      assertThat(verification.toString())
          .contains("nothing was compared; it failed in INGEST")
          .contains("'no_such_table' does not exist");
    }
  }

  private SyncDefinition awkwardItems() {
    database.execute("CREATE TABLE awkward (code INTEGER PRIMARY KEY, " + awkwardColumns() + ")");
    ListSource source = source(AWKWARD);
    source.add(
        1L,
        0.1,
        Map.of("b", List.of(1L, 2L), "a", "x"),
        "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
        "AB",
        "1.5",
        1.0E20);
    source.add(2L, 1.2345678, Map.of(), "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12", "AB  ", "2", 12.5);
    source.add(3L, 16777216.0, null, null, null, null, -0.0);
    SyncDefinition sync = sync(source, "awkward");
    var report = engine.run(sync);
    assertThat(report.ledger().inserted()).as("%s", report).isEqualTo(3);
    return sync;
  }

  @Test
  void whatIsStoredInAnotherFormIsNoDrift() {
    SyncDefinition sync = awkwardItems();
    try (Verification verification = engine.verify(sync)) {
      assertThat(verification.drift(10)).isEmpty();
      assertThat(verification.counts().compared()).isEqualTo(3);
      assertThat(verification.counts().unjudged()).isZero();
    }
  }

  @Test
  void awkwardValuesThatReallyDifferAreFoundAndRepaired() {
    SyncDefinition sync = awkwardItems();
    for (String change :
        List.of(
            "ratio = 0.2",
            "doc = '{\"a\":\"y\",\"b\":[1,2]}'" + documentSuffix(),
            "tag = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380aff'",
            "padded = 'AC'",
            "amount = 1.51",
            "wide = 1")) {
      execute("UPDATE awkward SET " + change + " WHERE code = 1");
      assertThat(found(sync))
          .as(change)
          .singleElement()
          .satisfies(
              drift ->
                  assertThat(drift.fields())
                      .extracting(FieldDifference::field)
                      .containsExactly(change.substring(0, change.indexOf(' '))));
      assertThat(repaired(sync).whole()).isTrue();
      assertThat(found(sync)).isEmpty();
    }
  }

  /** What makes a text a document. */
  String documentSuffix() {
    return "";
  }
}
