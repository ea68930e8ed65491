package dev.syncline.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.core.verify.DriftKind;
import dev.syncline.core.verify.Repair;
import dev.syncline.core.verify.Verification;
import dev.syncline.http.HttpConnection;
import dev.syncline.http.HttpDestination;
import dev.syncline.http.simulator.SimulatedApi;
import dev.syncline.http.simulator.SimulatedApi.Asked;
import dev.syncline.http.simulator.SimulatedApi.Told;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.TestClock;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API whose records somebody has worked on by hand: what differs is found and put right. */
class HttpVerifyTest {
  private static final Schema ITEMS =
      Schema.of(
          Field.of("number", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("price", LogicalType.DECIMAL),
          Field.of("changed", LogicalType.TIMESTAMP));
  private static final int PAGE = 10;

  private final SimulatedApi api = new SimulatedApi();
  private final TestClock clock = TestClock.create();
  private final Map<String, Map<String, Object>> held = new TreeMap<>();
  private final ListSource items = ListSource.builder(ITEMS).key("number").readsByKey().build();
  private int created;

  @SuppressWarnings("NullAway.Init") // opened before each test
  private SyncEngine engine;

  @BeforeEach
  void open() {
    api.route("/items", this::answer);
    for (long number = 0; number < 35; number++) {
      put(number, "name " + number);
    }
    engine =
        SyncEngine.builder()
            .clock(clock)
            .connection("shop", HttpConnection.url(api.url()))
            .stateStore(InMemoryStateStore.create(clock))
            .build();
    RunReport first = engine.run(sync());
    assertThat(first.ledger().inserted()).as(first.toString()).isEqualTo(35);
  }

  @AfterEach
  void close() {
    engine.close();
    api.close();
  }

  private void put(long number, String name) {
    items.put(
        SyncRecord.of(
            ITEMS, number, name, new BigDecimal("1.50"), Instant.parse("2025-03-01T10:00:00Z")));
  }

  private static SyncDefinition.Builder definition(ListSource source) {
    return SyncDefinition.builder("items").source(source).accept(Risk.EPHEMERAL_STATE);
  }

  private SyncDefinition sync() {
    return sync(Map.of("type", "offset", "size", PAGE, "total", "total"));
  }

  private SyncDefinition sync(Map<String, ?> pages) {
    return definition(items)
        .destination(
            HttpDestination.create("shop", "/items", "id")
                .update("/items/{ref}")
                .delete("/items/{ref}")
                .lookup("/items", "number", "items", "id")
                .with("read", Map.of("path", "/items/{ref}", "record", "item"))
                .with(
                    "list",
                    Map.of(
                        "path", "/items",
                        "records", "items",
                        "id", "id",
                        "fields", Map.of("name", "label.text"),
                        "pagination", pages)))
        .build();
  }

  /** Shows the name elsewhere than it takes it, and prices with more digits. */
  private synchronized Told answer(Asked asked) {
    String id = asked.path().replaceFirst("/items/?", "");
    switch (asked.method()) {
      case "POST" -> {
        String ref = String.format("i%03d", ++created);
        held.put(ref, stored(asked));
        return Told.of(201, "{\"id\": \"" + ref + "\"}");
      }
      case "PATCH" -> {
        return held.computeIfPresent(id, (ref, row) -> merged(row, stored(asked))) == null
            ? Told.of(404, "")
            : Told.of(204, "");
      }
      case "DELETE" -> {
        return held.remove(id) == null ? Told.of(404, "") : Told.of(204, "");
      }
      default -> {
        return id.isEmpty() ? list(asked) : one(id);
      }
    }
  }

  private static Map<String, Object> merged(Map<String, Object> row, Map<String, Object> changed) {
    var all = new LinkedHashMap<>(row);
    all.putAll(changed);
    return all;
  }

  @SuppressWarnings("unchecked") // JSON objects have names that are texts
  private static Map<String, Object> stored(Asked asked) {
    return new LinkedHashMap<>((Map<String, Object>) asked.json());
  }

  private Map<String, Object> shown(String id) {
    var shown = new LinkedHashMap<>(held.get(id));
    shown.put("id", id);
    shown.put("label", Map.of("text", String.valueOf(shown.remove("name"))));
    shown.computeIfPresent("price", (name, price) -> new BigDecimal(price + "00"));
    return shown;
  }

  private Told one(String id) {
    return held.containsKey(id) ? Told.json(Map.of("item", shown(id))) : Told.of(404, "");
  }

  private Told list(Asked asked) {
    Optional<String> number = Optional.ofNullable(asked.query().get("number"));
    List<String> ids =
        held.keySet().stream()
            .filter(
                id -> number.map(String.valueOf(held.get(id).get("number"))::equals).orElse(true))
            .toList();
    int from = Integer.parseInt(asked.query().getOrDefault("offset", "0"));
    int size = Integer.parseInt(asked.query().getOrDefault("limit", "1000"));
    return Told.json(
        Map.of(
            "items", ids.stream().skip(from).limit(size).map(this::shown).toList(),
            "total", ids.size()));
  }

  @Test
  void whatWasWrittenIsNoDrift() {
    try (Verification found = engine.verify(sync())) {
      assertThat(found.clean()).as(found.toString()).isTrue();
      assertThat(found.counts().compared()).isEqualTo(35);
    }
  }

  @Test
  void whatWasChangedOrTakenAwayIsFoundAndPutRight() {
    held.put("i003", merged(held.get("i003"), Map.of("name", "another")));
    held.remove("i005");
    held.put("i900", Map.of("number", 900L, "name", "a stranger"));
    try (Verification found = engine.verify(sync())) {
      assertThat(found.counts().of(DriftKind.DIFFERENT)).as(found.toString()).isEqualTo(1);
      assertThat(found.counts().of(DriftKind.MISSING)).isEqualTo(1);
      assertThat(found.counts().foreign()).isEqualTo(1);
      Repair repair = engine.repair(sync(), found);
      assertThat(repair.report().orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    }
    assertThat(held.get("i003")).containsEntry("name", "name 2");
    assertThat(held).containsKey("i900").hasSize(36);
    try (Verification again = engine.verify(sync())) {
      assertThat(again.clean()).as(again.toString()).isTrue();
    }
  }

  /** Else every record that a page did not show would be sent once more. */
  @Test
  void aListThatProvesNothingIsNotComparedWith() {
    SyncDefinition unproved = sync(Map.of("type", "offset", "size", PAGE));
    assertThatThrownBy(() -> engine.verify(unproved))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("proves nothing");
  }
}
