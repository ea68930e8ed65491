package dev.syncline.smartsuite.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.catalog.ChangeTracking;
import dev.syncline.api.catalog.Entity;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.error.CursorRefusedException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Cursor;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.source.BatchLimits;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.Poll;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.simulator.Fault;
import dev.syncline.smartsuite.simulator.RequestKind;
import dev.syncline.smartsuite.simulator.SimulatedField;
import dev.syncline.smartsuite.simulator.SimulatedTable;
import dev.syncline.smartsuite.simulator.SimulatorBuilder;
import dev.syncline.smartsuite.simulator.SmartSuiteSimulator;
import dev.syncline.smartsuite.simulator.Variant;
import dev.syncline.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading a table of the simulator. */
class SmartSuiteExtractorTest {
  private static final String TABLE = "64a0000000000000000000aa";
  private static final BatchLimits LIMITS = new BatchLimits(400, 1 << 24);

  private final TestClock clock = TestClock.at(Instant.parse("2025-05-05T12:00:00Z"));
  private @Nullable SmartSuiteSimulator running;

  private SmartSuiteSimulator start(UnaryOperator<SimulatorBuilder> behaviour) {
    SmartSuiteSimulator simulator =
        behaviour
            .apply(
                SmartSuiteSimulator.builder()
                    .clock(clock)
                    .table(
                        SimulatedTable.of(TABLE, "Things")
                            .field("s00000when", "When", "datefield")
                            .field(
                                SimulatedField.of("s00000kind", "Kind", "singleselectfield")
                                    .choice("3u0Cl", "Good"))))
            .start();
    running = simulator;
    return simulator;
  }

  private SmartSuiteSimulator start() {
    return start(builder -> builder);
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
  }

  private SmartSuiteClient client() {
    SmartSuiteSimulator simulator = Objects.requireNonNull(running);
    return new SmartSuiteClient(
        ComponentConfig.of(
            Map.of(
                "url", simulator.baseUrl(),
                "account", simulator.account(),
                "token", simulator.token())),
        clock,
        clock::advance);
  }

  private SmartSuiteExtractor extractor(Map<String, ?> more) {
    SmartSuiteClient client = client();
    var settings = new LinkedHashMap<String, Object>();
    settings.put("connection", "work");
    settings.put("table", TABLE);
    settings.put("key", "id");
    settings.put("cursor", "last_updated");
    settings.put("lag", "0s");
    settings.putAll(more);
    return new SmartSuiteExtractor(() -> client, SourceOptions.of(ComponentConfig.of(settings)));
  }

  private static ExtractRequest all() {
    return new ExtractRequest.FullScan(Optional.empty(), LIMITS);
  }

  private static ExtractRequest since(String time) {
    return new ExtractRequest.Since(SmartSuiteExtractor.cursor(Instant.parse(time)), LIMITS);
  }

  /** Everything that a reading yields. */
  private record Read(List<RecordBatch> batches, Poll.End end) {
    List<Object> titles() {
      var titles = new ArrayList<Object>();
      for (RecordBatch batch : batches) {
        for (int row = 0; row < batch.size(); row++) {
          if (batch.op(row) == Op.UPSERT) {
            titles.add(Objects.requireNonNull(batch.row(row).get("title")));
          }
        }
      }
      return titles;
    }
  }

  private static Read read(SmartSuiteExtractor extractor, ExtractRequest request) {
    try (Extraction reading = extractor.open(request)) {
      return read(reading);
    }
  }

  private static Read read(Extraction reading) {
    var batches = new ArrayList<RecordBatch>();
    while (true) {
      Poll poll = reading.next(Duration.ofSeconds(40));
      if (poll instanceof Poll.Batch batch) {
        batches.add(batch.records());
      } else if (poll instanceof Poll.End end) {
        return new Read(batches, end);
      }
    }
  }

  private String put(String title) {
    return Objects.requireNonNull(running).create(TABLE, Map.of("title", title));
  }

  @Test
  void readsEverythingAndProvesIt() {
    var simulator = start(builder -> builder.usualLimit(10));
    for (int i = 0; i < 2_500; i++) {
      put("t" + i);
    }

    Read read = read(extractor(Map.of()), all());

    assertThat(read.titles()).hasSize(2_500).doesNotHaveDuplicates();
    assertThat(read.end().complete()).isTrue();
    assertThat(read.end().notices()).isEmpty();
    assertThat(read.end().nextCursor())
        .contains(SmartSuiteExtractor.cursor(Instant.parse("2025-05-05T12:00:00Z")));
    assertThat(simulator.requests(RequestKind.LIST)).isEqualTo(3);
  }

  @Test
  void readsWhatChangedAtOrAfterTheVeryMomentOfTheCursor() {
    var simulator = start();
    put("long ago");
    clock.advance(Duration.ofDays(3));
    put("that day, before");
    clock.advance(Duration.ofMillis(500));
    String id = put("at that moment");
    clock.advance(Duration.ofNanos(1_000));
    put("a microsecond after");
    clock.advance(Duration.ofDays(2));
    simulator.update(TABLE, id, Map.of("title", "changed"));

    Read read = read(extractor(Map.of()), since("2025-05-08T12:00:00.500Z"));

    assertThat(read.titles()).containsExactlyInAnyOrder("changed", "a microsecond after");
    assertThat(read.end().complete()).isFalse();
    assertThat(read(extractor(Map.of()), since("2025-05-08T12:00:00.500001Z")).titles())
        .containsExactlyInAnyOrder("changed", "a microsecond after");
    assertThat(read(extractor(Map.of()), since("2025-05-08T12:00:00.500002Z")).titles())
        .containsExactly("changed");
  }

  @Test
  void tellsWhatWasDeletedIfThatIsWanted() {
    var simulator = start(builder -> builder.with(Variant.NO_PAGES_OF_DELETED_RECORDS));
    String early = put("early");
    String late = put("late");
    simulator.delete(TABLE, early);
    clock.advance(Duration.ofHours(1));
    simulator.delete(TABLE, late);
    var extractor = extractor(Map.of("deleted", true));

    Read read = read(extractor, since("2025-05-05T12:30:00Z"));

    assertThat(extractor.traits().tombstones()).isTrue();
    RecordBatch batch = read.batches().get(0);
    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.op(0)).isEqualTo(Op.DELETE);
    assertThat(batch.row(0).get("id")).isEqualTo(late);
  }

  @Test
  void keepsDaysAndTimesApart() {
    var simulator = start();
    simulator.create(
        TABLE, Map.of("s00000when", Map.of("date", "2024-02-29T00:00:00Z", "include_time", false)));
    simulator.create(
        TABLE, Map.of("s00000when", Map.of("date", "2024-02-29T10:00:00Z", "include_time", true)));

    Read read = read(extractor(Map.of("fields", List.of("When"))), all());

    assertThat(read.batches()).hasSize(2);
    RecordBatch days = read.batches().get(0);
    assertThat(days.row(0).get("When")).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(days.schema().field(days.schema().indexOf("When").orElseThrow()).type())
        .isEqualTo(LogicalType.DATE);
    assertThat(read.batches().get(1).row(0).get("When"))
        .isEqualTo(Instant.parse("2024-02-29T10:00:00Z"));
  }

  @Test
  void provesNothingWhenPagesShift() {
    var simulator = start();
    String first = put("first");
    for (int i = 0; i < 1_500; i++) {
      put("t" + i);
    }
    try (Extraction reading = extractor(Map.of()).open(all())) {
      reading.next(Duration.ofSeconds(10));
      simulator.delete(TABLE, first);

      Read rest = read(reading);

      assertThat(rest.end().complete()).isFalse();
      assertThat(rest.end().nextCursor()).isEmpty();
      assertThat(rest.end().notices().toString()).contains("the cursor stays where it was");
    }
  }

  @Test
  void aPageThatIsRefusedIsAskedForAgain() {
    var simulator = start();
    for (int i = 0; i < 1_500; i++) {
      put("t" + i);
    }
    try (Extraction reading = extractor(Map.of()).open(all())) {
      reading.next(Duration.ofSeconds(10));
      simulator.fail(RequestKind.LIST, Fault.TOO_MANY);
      simulator.fail(RequestKind.LIST, Fault.ANSWER_CUT);
      simulator.fail(RequestKind.LIST, Fault.UNAVAILABLE);

      Read rest = read(reading);

      assertThat(rest.titles()).hasSize(1_100);
      assertThat(rest.end().complete()).isTrue();
    }
  }

  @Test
  void aFirstPageThatIsRefusedSaysForHowLong() {
    var simulator = start();
    var extractor = extractor(Map.of());
    extractor.describe();
    simulator.fail(RequestKind.LIST, Fault.TOO_MANY);
    try (Extraction reading = extractor.open(all())) {
      assertThatThrownBy(() -> reading.next(Duration.ofSeconds(5)))
          .isInstanceOfSatisfying(
              RetryableException.class,
              e ->
                  assertThat(e.delay().orElseThrow())
                      .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30)));
    }
  }

  @Test
  void readsSingleRecordsAlsoBeyondItsFilter() {
    start(builder -> builder.with(Variant.UNKNOWN_FIELD_TYPES, Variant.SHOWS_EMPTY_VALUES));
    String one = put("one");
    String two = put("two");
    var clause = Map.of("field", "title", "comparison", "is", "value", "one");
    var filter = Map.of("operator", "and", "fields", List.of(clause));
    var extractor = extractor(Map.of("filter", filter));
    var keys = List.of(Key.of(one), Key.of(two), Key.of("0".repeat(24)));

    assertThat(extractor.read(keys).size()).isEqualTo(1);
    assertThat(extractor.readBeyondFilter(keys).orElseThrow().size()).isEqualTo(2);
    assertThat(read(extractor, all()).titles()).containsExactly("one");
    assertThat(read(extractor, since("2025-05-05T12:00:00Z")).titles()).containsExactly("one");
  }

  @Test
  void readsLabelsIfTheyAreWanted() {
    var simulator = start();
    simulator.create(TABLE, Map.of("title", "x", "s00000kind", "3u0Cl"));

    var labelled = read(extractor(Map.of("labels", true, "fields", List.of("Kind"))), all());

    assertThat(labelled.batches().get(0).row(0).get("Kind")).isEqualTo("Good");
    assertThat(read(extractor(Map.of()), all()).batches().get(0).row(0).get("s00000kind"))
        .isEqualTo("3u0Cl");
  }

  @Test
  void aCatalogNamesTheTablesOfASolution() {
    start(
        builder ->
            builder
                .table(SimulatedTable.of("64a0000000000000000000bb", "Twin"))
                .table(SimulatedTable.of("64a0000000000000000000cc", "Twin")));
    var client = client();
    try (var catalog =
        new TableCatalog(
            () -> client,
            ComponentConfig.of(Map.of("connection", "work", "solution", "Simulated")))) {
      var entities = catalog.entities();

      assertThat(entities)
          .extracting(Entity::name)
          .containsExactly(
              "Things", "Twin 64a0000000000000000000bb", "Twin 64a0000000000000000000cc");
      Entity things = entities.get(0);
      assertThat(things.key()).containsExactly("id");
      assertThat(things.tracking()).isEqualTo(ChangeTracking.TIMESTAMP);
      assertThat(things.schema()).isEqualTo(extractor(Map.of()).describe());
      assertThat(SourceOptions.of(things.source().config()).table()).isEqualTo(TABLE);
    }
    var none = Map.of("connection", "work", "solution", "Simulatd");
    try (var catalog = new TableCatalog(() -> client, ComponentConfig.of(none))) {
      assertThatThrownBy(catalog::entities).hasMessageContaining("'Simulated'");
    }
  }

  @Test
  void namesWhatIsNotThere() {
    start();

    assertThatThrownBy(() -> extractor(Map.of("fields", List.of("Kinf"))).describe())
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("'Things'")
        .hasMessageContaining("Kind");
    assertThatThrownBy(
            () ->
                extractor(Map.of())
                    .open(new ExtractRequest.Since(new Cursor(1, "yesterday"), LIMITS)))
        .isInstanceOf(CursorRefusedException.class);
  }
}
