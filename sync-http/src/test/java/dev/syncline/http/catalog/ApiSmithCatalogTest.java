package dev.syncline.http.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.catalog.EntityParent;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.catalog.CatalogDefinition;
import dev.syncline.core.catalog.Discovery;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.http.HttpConnection;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiSmithCatalogTest {
  private static final String TOKEN = "a-jwt-of-1234";

  private final SimulatedApi api = new SimulatedApi();
  private final TestClock clock = TestClock.create();
  private final List<Object> apis = new ArrayList<>();
  private final Map<String, Map<String, Map<String, Object>>> rows = new LinkedHashMap<>();
  private final RecordingLoader items = RecordingLoader.upserting();
  private boolean versionsAsTexts;
  private long version;

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // opened before each test
  private SyncEngine engine;

  @BeforeEach
  void open() {
    api.route("/api/v1/apis", asked -> allowed(asked) ? Told.json(apis) : Told.of(401, ""));
    api.route("/api/v1/data/", asked -> allowed(asked) ? rows(asked) : Told.of(401, ""));
    apis.add(
        Map.of(
            "slug",
            "items",
            "name",
            "Items",
            "columns",
            List.of(
                column("DESCRIPTION", "item_description", "VARCHAR2(12)"),
                column("PART_NO", "item_number", "VARCHAR2(50)"),
                column("WEIGHT", "weight", "NUMBER(10,3)")),
            "business_key_columns",
            List.of("item_number"),
            "delta_strategy",
            "rowversion"));
    engine =
        SyncEngine.builder()
            .clock(clock)
            .connection("smith", HttpConnection.url(api.url()).bearer(TOKEN))
            .stateStore(InMemoryStateStore.create(clock))
            .build();
  }

  @AfterEach
  void close() {
    engine.close();
    api.close();
  }

  private static boolean allowed(Asked asked) {
    return asked.headers().getOrDefault("authorization", "").equals("Bearer " + TOKEN);
  }

  private static Map<String, Object> column(String name, String alias, String type) {
    return Map.of("name", name, "output_alias", alias, "data_type", type, "is_nullable", true);
  }

  private void put(String slug, Map<String, Object> key, Map<String, Object> data) {
    var row = new LinkedHashMap<String, Object>();
    row.put("oracle_keys", key);
    version++;
    row.put("row_version", versionsAsTexts ? "AAA" + (10_000 + version) : (Object) version);
    row.put("data", data);
    rows.computeIfAbsent(slug, unused -> new LinkedHashMap<>()).put(key.toString(), row);
  }

  private void item(int number, String description) {
    put(
        "items",
        Map.of("PART_NO", "P" + number),
        Map.of("item_description", description, "weight", "1.500"));
  }

  private Told rows(Asked asked) {
    String slug = asked.path().substring("/api/v1/data/".length());
    int size = Integer.parseInt(asked.query().get("page_size"));
    int page = Integer.parseInt(asked.query().getOrDefault("page", "1"));
    String after = asked.query().get("rowversion_gt");
    Comparator<Map<String, Object>> byVersion =
        Comparator.comparing(row -> row.get("row_version").toString(), this::compare);
    List<Map<String, Object>> all =
        rows.getOrDefault(slug, Map.of()).values().stream()
            .filter(row -> after == null || compare(row.get("row_version").toString(), after) > 0)
            .sorted(byVersion)
            .toList();
    List<Map<String, Object>> some = all.stream().skip((page - 1L) * size).limit(size).toList();
    return Told.json(Map.of("rows", some, "total", all.size()));
  }

  private int compare(String one, String other) {
    return versionsAsTexts
        ? one.compareTo(other)
        : Long.compare(Long.parseLong(one), Long.parseLong(other));
  }

  private CatalogDefinition catalog() {
    return CatalogDefinition.builder("erp")
        .source("apismith", Map.of("connection", "smith", "pageSize", 100, "total", "total"))
        .destination(items)
        .remember(folder.resolve("erp.json"))
        .build();
  }

  private RunReport run() {
    Discovery found = engine.discover(catalog());
    assertThat(found.failure()).isEmpty();
    assertThat(found.syncs()).hasSize(1);
    RunReport report = engine.run(found.syncs().get(0));
    assertThat(report.status()).as(report.toString()).isEqualTo(RunStatus.SUCCEEDED);
    return report;
  }

  @Test
  void anApiIsAnEntityWithItsColumnsAndKeys() {
    apis.add(
        Map.of(
            "slug",
            "stock",
            "columns",
            List.of(
                Map.of("name", "PART_NO", "data_type", "VARCHAR2(50)", "is_business_key", true),
                Map.of("name", "SITE", "data_type", "NUMBER(5)", "is_business_key", true),
                Map.of("name", "COUNTED", "data_type", "DATE", "is_nullable", false)),
            "delta_strategy",
            "hash",
            "parents",
            List.of(Map.of("api", "items", "columns", List.of("PART_NO")))));
    item(1, "one");
    Discovery found = engine.discover(catalog());
    Entity items = found.entities().get(0);
    assertThat(items.key()).containsExactly("item_number");
    assertThat(items.tracking()).isEqualTo(ChangeTracking.ROWVERSION);
    assertThat(items.source().cursor()).contains("row_version");
    assertThat(items.schema().names())
        .containsExactly("item_number", "item_description", "weight", "row_version");
    assertThat(items.schema().field(0).nullable()).isFalse();
    assertThat(items.schema().field(1).limits().length()).hasValue(12);
    assertThat(items.schema().field(2).limits().scale()).hasValue(3);
    assertThat(items.schema().field(3).type()).isEqualTo(LogicalType.INTEGER);
    Entity stock = found.entities().get(1);
    assertThat(stock.key()).containsExactly("PART_NO", "SITE");
    assertThat(stock.tracking()).isEqualTo(ChangeTracking.HASH);
    assertThat(stock.source().cursor()).isEmpty();
    assertThat(stock.schema().field(2).nullable()).isFalse();
    assertThat(stock.parents()).containsExactly(new EntityParent("items", List.of("PART_NO")));
    assertThat(found.syncs()).hasSize(2);
  }

  @Test
  void rowsComeInAndOnlyWhatChangedComesAgain() {
    for (int i = 1; i <= 250; i++) {
      item(i, "part " + i);
    }
    RunReport first = run();
    assertThat(first.ledger().inserted()).isEqualTo(250);
    assertThat(items.row(Key.of("P7")))
        .hasValueSatisfying(
            row ->
                assertThat(row)
                    .containsEntry("item_number", "P7")
                    .containsEntry("item_description", "part 7")
                    .containsEntry("weight", new java.math.BigDecimal("1.500"))
                    .containsEntry("row_version", 7L));
    clock.advance(Duration.ofMinutes(10));
    assertThat(run().ledger().written()).isZero();
    clock.advance(Duration.ofMinutes(10));
    item(7, "changed");
    RunReport third = run();
    assertThat(third.ledger().updated()).isEqualTo(1);
    assertThat(third.ledger().fetched()).isLessThan(5);
  }

  @Test
  void versionsThatAreNoNumbersAreCompared() {
    versionsAsTexts = true;
    for (int i = 1; i <= 120; i++) {
      item(i, "part " + i);
    }
    assertThat(engine.discover(catalog()).entities().get(0).schema().field(3).type())
        .isEqualTo(LogicalType.STRING);
    assertThat(run().ledger().inserted()).isEqualTo(120);
  }

  @Test
  void aValueThatIsLongerThanToldIsNoneOfItsType() {
    item(1, "short");
    item(2, "much too long a description");
    item(3, "short");
    assertThat(run().ledger().inserted()).isEqualTo(3);
    assertThat(items.row(Key.of("P2")).orElseThrow())
        .as("it is not cut; the destination decides")
        .containsEntry("item_description", "much too long a description");
  }

  @Test
  void aNewColumnEvolvesAndOneThatIsGoneFreezes() {
    item(1, "one");
    run();
    var columns = new ArrayList<Object>();
    columns.add(column("PART_NO", "item_number", "VARCHAR2(50)"));
    columns.add(column("WEIGHT", "weight", "NUMBER(12,3)"));
    columns.add(column("DESCRIPTION", "item_description", "VARCHAR2(12)"));
    columns.add(column("COLOUR", "colour", "VARCHAR2(5)"));
    var changed =
        new LinkedHashMap<String, Object>(
            Map.of(
                "slug",
                "items",
                "columns",
                columns,
                "business_key_columns",
                List.of("PART_NO"),
                "delta_strategy",
                "rowversion"));
    apis.set(0, changed);
    Discovery found = engine.discover(catalog());
    assertThat(found.toString())
        .contains("items: field 'colour' is new (string(5)): evolve")
        .contains("items: field 'weight' is widened (decimal(10,3) → decimal(12,3)): evolve");
    assertThat(found.held()).isEmpty();
    columns.remove(1);
    assertThat(engine.discover(catalog()).held()).containsExactly("items");
  }

  @Test
  void aListThatMakesNoSenseIsRefusedAsAWhole() {
    apis.add(Map.of("slug", "odd", "columns", List.of(Map.of("name", "A")), "delta_strategy", "x"));
    assertThat(engine.discover(catalog()).failure().orElseThrow())
        .contains("the delta strategy 'x'")
        .contains("full, hash and rowversion");
    apis.set(1, Map.of("slug", "odd", "columns", List.of()));
    assertThat(engine.discover(catalog()).failure().orElseThrow()).contains("no columns");
    apis.set(
        1,
        Map.of(
            "slug", "odd",
            "columns", List.of(Map.of("name", "A")),
            "business_key_columns", List.of("B")));
    assertThat(engine.discover(catalog()).failure().orElseThrow()).contains("names 'B' as a key");
    apis.set(1, apis.get(0));
    assertThat(engine.discover(catalog()).failure().orElseThrow()).contains("'items' twice");
  }
}
