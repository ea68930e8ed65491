package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.FieldMapping.LookedUp.Missing;
import dev.syncline.core.definition.FieldMapping.Templated.OnNull;
import dev.syncline.core.definition.Filter.OnLeave;
import dev.syncline.core.definition.Lookup;
import dev.syncline.core.definition.OnMappingChange;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.Plan;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What lookups, filters and expressions do to a whole run. */
class MapTest {

  private static Object mapped(Shop shop, long id, String field) {
    return shop.loader.row(Key.of(id)).orElseThrow().get(field);
  }

  // ---- filters
  // -----------------------------------------------------------------------------------

  private static SyncDefinition.Builder filtered(Shop shop, OnLeave onLeave) {
    return shop.sync()
        .map(m -> m.drop("city = 'Nowhere'").onLeave(onLeave))
        .deletes(Deletes.byAbsence());
  }

  private static void move(Shop shop, int first, int last, String city) {
    for (long id = first; id <= last; id++) {
      shop.source.put(SyncRecord.of(Shop.CUSTOMERS, id, "name " + id, city));
    }
  }

  @Test
  void filteredRecordsAreCountedAndNeverWritten() {
    try (var shop = new Shop().with(1, 40)) {
      move(shop, 1, 12, "Nowhere");
      RunReport report = shop.engine.run(filtered(shop, OnLeave.KEEP).build());
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.ledger().filtered()).isEqualTo(12);
      assertThat(report.ledger().inserted()).isEqualTo(28);
      assertThat(report.toString()).contains("12 filtered");
      assertThat(shop.nameOf(5)).isEmpty();
    }
  }

  @Test
  void aRecordThatLeavesTheFilterWasSeenAndStaysAsItIs() {
    try (var shop = new Shop().with(1, 40)) {
      var sync = filtered(shop, OnLeave.KEEP).build();
      shop.engine.run(sync);
      shop.source.put(SyncRecord.of(Shop.CUSTOMERS, 5L, "renamed", "Nowhere"));
      RunReport report = shop.engine.run(sync);
      assertThat(report.ledger().filtered()).isEqualTo(1);
      assertThat(report.ledger().absent()).isZero();
      assertThat(shop.nameOf(5)).contains("name 5");

      shop.rename(5, "back");
      assertThat(shop.engine.run(sync).ledger().updated()).isEqualTo(1);
      assertThat(shop.nameOf(5)).contains("back");
    }
  }

  @Test
  void onLeaveDeletesWhatWasWrittenAndNothingElse() {
    try (var shop = new Shop().with(1, 40)) {
      move(shop, 38, 40, "Nowhere");
      var sync = filtered(shop, OnLeave.DELETE).build();
      shop.engine.run(sync);
      move(shop, 5, 6, "Nowhere");
      RunReport report = shop.engine.run(sync);
      assertThat(report.ledger().filtered()).isEqualTo(5);
      assertThat(report.ledger().absent()).isEqualTo(2);
      assertThat(report.ledger().deleted()).isEqualTo(2);
      assertThat(shop.nameOf(5)).isEmpty();
      assertThat(shop.loader.rows()).hasSize(35);

      RunReport again = shop.engine.run(sync);
      assertThat(again.ledger().filtered()).isEqualTo(5);
      assertThat(again.ledger().deleted()).isZero();
      move(shop, 5, 5, "Berlin");
      assertThat(shop.engine.run(sync).ledger().inserted()).isEqualTo(1);
    }
  }

  @Test
  void theDeleteGuardWatchesThoseThatLeave() {
    try (var shop = new Shop().with(1, 100)) {
      var sync = filtered(shop, OnLeave.DELETE).build();
      shop.engine.run(sync);
      move(shop, 1, 30, "Nowhere");
      RunReport report = shop.engine.run(sync);
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(report.withheld().orElseThrow().count()).isEqualTo(30);
      assertThat(shop.loader.rows()).hasSize(100);
      assertThat(shop.engine.approveDeletes("customers", report.withheld().get().scan())).isTrue();
      assertThat(shop.engine.run(sync).ledger().deleted()).isEqualTo(30);
      assertThat(shop.loader.rows()).hasSize(70);
    }
  }

  /** What was never written holds nothing back: the cursor passes it. */
  @Test
  void whatNeverPassedTheFilterDoesNotStopTheCursor() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").cursor("id").build();
    try (var shop = new Shop(source).with(1, 40)) {
      move(shop, 38, 40, "Nowhere");
      var sync =
          shop.sync()
              .map(m -> m.drop("city = 'Nowhere'").onLeave(OnLeave.DELETE))
              .delta(Delta.timestamp().overlap(Duration.ZERO))
              .build();
      shop.engine.run(sync);
      assertThat(shop.engine.state().state("customers").progress().cursor()).isPresent();
      assertThat(shop.engine.run(sync).ledger().fetched()).isLessThan(10);
    }
  }

  @Test
  void anotherFilterReadsEverythingAndDeletesNothingByAbsence() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").cursor("id").snapshot().build();
    try (var shop = new Shop(source).with(1, 40)) {
      move(shop, 1, 10, "Nowhere");
      var delta = Delta.timestamp().overlap(Duration.ZERO);
      shop.engine.run(filtered(shop, OnLeave.KEEP).delta(delta).build());
      assertThat(shop.loader.rows()).hasSize(30);
      var open = shop.sync().deletes(Deletes.byAbsence()).delta(delta).build();
      RunReport report = shop.engine.run(open);
      assertThat(report.ledger().inserted()).isEqualTo(10);
      assertThat(report.ledger().absent()).isZero();
    }
  }

  @Test
  void explainNamesTheFilter() {
    try (var shop =
        new Shop(ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().readsByKey().build())
            .with(1, 3)) {
      move(shop, 2, 2, "Nowhere");
      for (OnLeave onLeave : OnLeave.values()) {
        var explained = shop.engine.explain(filtered(shop, onLeave).build(), Key.of(2L));
        assertThat(explained.outcome()).contains(Outcome.FILTERED);
        assertThat(explained.step(Stage.MAP).orElseThrow().text())
            .isEqualTo("filters it out (it is true that city = 'Nowhere')");
      }
    }
  }

  // ---- versions
  // ----------------------------------------------------------------------------------

  @Test
  void anotherExpressionSendsOnlyWhatComesOutDifferent() {
    try (var shop = new Shop().with(1, 40)) {
      var before = shop.sync().map(m -> m.fields("id").compute("big", "id > 20")).build();
      shop.engine.run(before);
      var same = shop.sync().map(m -> m.fields("id").compute("big", "not (id <= 20)")).build();
      int writes = shop.loader.attempts().size();
      assertThat(shop.engine.run(same).ledger().unchanged()).isEqualTo(40);
      assertThat(shop.loader.attempts()).hasSize(writes);
      assertThat(shop.engine.state().state("customers").progress().hashVersions()).hasSize(2);

      var waits =
          shop.sync()
              .delta(Delta.hash().onMappingChange(OnMappingChange.PLAN))
              .map(m -> m.fields("id").compute("big", "id > 30"))
              .build();
      assertThat(shop.engine.run(waits).status()).isEqualTo(RunStatus.PAUSED);
      try (Plan plan = shop.engine.plan(waits)) {
        assertThat(plan.counts().updated()).isEqualTo(10);
        assertThat(plan.remapped()).isEqualTo(10);
        assertThat(shop.engine.apply(plan).report().ledger().updated()).isEqualTo(10);
      }
    }
  }

  @Test
  void everyPartOfTheMappingIsInItsVersion() {
    try (var shop = new Shop().with(1, 3)) {
      int versions = 0;
      for (var sync :
          List.of(
              shop.sync().map(m -> m.fields("id")),
              shop.sync().map(m -> m.fields("id").keep("id > 0")),
              shop.sync().map(m -> m.fields("id").drop("id < 0")),
              shop.sync().map(m -> m.fields("id").template("t", "{id}")),
              shop.sync().map(m -> m.fields("id").template("t", "{id}", OnNull.EMPTY)),
              shop.sync().map(m -> m.fields("id").field("id", "t", LogicalType.STRING)),
              shop.sync().map(m -> m.fields("id").lookup("l", Lookup.file("a.csv", "id"))),
              shop.sync().map(m -> m.fields("id").lookup("l", Lookup.file("b.csv", "id"))),
              shop.sync().map(m -> m.fields("id").lookup("l", Lookup.sync("other"))))) {
        shop.engine.run(sync.build());
        versions++;
        assertThat(shop.engine.state().state("customers").progress().hashVersions())
            .hasSize(versions);
      }
    }
  }

  // ---- lookups
  // -----------------------------------------------------------------------------------

  private static ListSource cities(String... names) {
    var schema =
        Schema.of(Field.of("city", LogicalType.STRING), Field.of("people", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("city").snapshot().build();
    for (int i = 0; i < names.length; i++) {
      source.add(names[i], 1000L * (i + 1));
    }
    return source;
  }

  @Test
  void aSourceIsLookedUpInWithItsTypes() {
    try (var shop = new Shop().with(1, 25)) {
      var cities = cities("Paris", "Berlin");
      var sync =
          shop.sync()
              .map(
                  m ->
                      m.fields("id")
                          .lookup("cities", Lookup.source(cities))
                          .lookUp("cities", "city", "people", "people"))
              .build();
      move(shop, 7, 7, "Rome");
      RunReport report = shop.engine.run(sync);
      assertThat(report.ledger().inserted()).isEqualTo(24);
      assertThat(mapped(shop, 1, "people")).isEqualTo(2000L);
      assertThat(shop.letters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.stage()).isEqualTo(Stage.MAP);
                assertThat(letter.message())
                    .isEqualTo("lookup 'cities' has no entry for city 'Rome'");
              });
      assertThat(sync.local()).isPresent();

      cities.put(SyncRecord.of(cities.describe(), "Berlin", 9L));
      assertThat(shop.engine.run(sync).ledger().updated()).isEqualTo(24);
      assertThat(mapped(shop, 1, "people")).isEqualTo(9L);
    }
  }

  @Test
  void aLookupThatIsTooLargeOrCannotBeReadFailsTheRunBeforeItWrites() {
    try (var shop = new Shop().with(1, 25)) {
      var large = Lookup.source(cities("Paris", "Berlin", "Rome")).atMost(2);
      RunReport report =
          shop.engine.run(
              shop.sync()
                  .map(
                      m ->
                          m.fields("id")
                              .lookup("cities", large)
                              .lookUp("cities", "city", "people", "people"))
                  .build());
      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message())
          .contains("lookup 'cities' has more than 2 records");
      var cut = cities("Paris", "Berlin", "Rome");
      cut.stopAfter(0);
      RunReport incomplete =
          shop.engine.run(
              shop.sync()
                  .map(
                      m ->
                          m.fields("id")
                              .lookup("cities", Lookup.source(cut))
                              .lookUp("cities", "city", "people", "people"))
                  .build());
      assertThat(incomplete.failure().orElseThrow().message())
          .contains("did not yield all of its records");
      assertThat(shop.loader.rows()).isEmpty();
    }
  }

  @Test
  void whatAnotherSyncHasWrittenIsFoundByItsKey() {
    try (var shop = new Shop().with(1, 3)) {
      var towns = RecordingLoader.upserting();
      var parents =
          SyncDefinition.builder("towns")
              .source(cities("Berlin", "Paris"))
              .delta(Delta.full())
              .map(m -> m.field("city", "label").compute("size", "people / 1000"))
              .destination(towns)
              .build();
      shop.engine.run(parents);
      move(shop, 3, 3, "Rome");
      var sync =
          shop.sync()
              .map(
                  m ->
                      m.fields("id")
                          .lookup("towns", Lookup.sync("towns"))
                          .lookUp("towns", "city", "ref", "town", Missing.TO_NULL)
                          .lookUpOr("towns", "city", "size", "size", "unknown"))
              .build();
      assertThat(shop.engine.run(sync).ledger().inserted()).isEqualTo(3);
      assertThat(mapped(shop, 1, "town"))
          .isEqualTo(String.valueOf(towns.refs(Key.of("Berlin")).get(0).single()));
      assertThat(mapped(shop, 1, "size")).isEqualTo("1");
      assertThat(mapped(shop, 3, "town")).isNull();
      assertThat(mapped(shop, 3, "size")).isEqualTo("unknown");
    }
  }

  @Test
  void whatIsLookedUpRunsFirstUnlessThatIsACircle() {
    try (var shop = new Shop().with(1, 3)) {
      var sync =
          shop.sync()
              .map(
                  m ->
                      m.fields("id")
                          .lookup("towns", Lookup.sync("towns"))
                          .lookUp("towns", "city", "ref", "town"))
              .build();
      var towns =
          SyncDefinition.builder("towns")
              .source(cities("Berlin"))
              .map(m -> m.fields("city").lookup("back", Lookup.sync("customers")));
      var alone =
          SyncDefinition.builder("towns").source(cities("Berlin")).map(m -> m.fields("city"));
      var reports =
          shop.engine.runAll(List.of(sync, alone.destination(RecordingLoader.upserting()).build()));
      assertThat(reports).extracting(RunReport::sync).containsExactly("towns", "customers");
      assertThat(reports.get(1).ledger().inserted()).isEqualTo(3);
      assertThat(
              shop.engine.runAll(
                  List.of(sync, towns.destination(RecordingLoader.upserting()).build())))
          .extracting(RunReport::sync)
          .containsExactly("customers", "towns");
    }
  }

  @Test
  void aSyncDoesNotLookUpWhatItWritesItself() {
    try (var shop = new Shop()) {
      assertThatThrownBy(
              () ->
                  shop.sync()
                      .map(
                          m ->
                              m.fields("id")
                                  .lookup("me", Lookup.sync("customers"))
                                  .lookUp("you", "id", "ref", "x"))
                      .build())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("there is no lookup 'you'")
          .hasMessageContaining("make 'customers' its parent");
    }
  }

  // ---- the rest
  // ----------------------------------------------------------------------------------

  @Test
  void aValueThatCannotBeComputedRejectsItsRecordOnly() {
    try (var shop = new Shop().with(1, 30)) {
      var sync = shop.sync().map(m -> m.fields("id").compute("share", "100 / (id - 7)")).build();
      RunReport report = shop.engine.run(sync);
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(mapped(shop, 11, "share")).isEqualTo(new BigDecimal("25"));
      assertThat(shop.letters().get(0).message())
          .isEqualTo("'share' cannot be computed: nothing can be divided by 0 (character 5)");
    }
  }

  @Test
  void aFieldThatIsNotThereFailsTheRunBeforeTheFirstRecord() {
    try (var shop = new Shop().with(1, 3)) {
      for (var sync :
          Map.of(
                  "map.x: the source has no field 'nmae'; did you mean 'name'?",
                  shop.sync().map(m -> m.fields("id").compute("x", "upper(nmae)")),
                  "filter.keep: the source has no field 'nmae'; did you mean 'name'?",
                  shop.sync().map(m -> m.keep("nmae != null")),
                  "validate.id: the source has no field 'nmae'; did you mean 'name'?",
                  shop.sync().validate(v -> v.expression("id", "nmae != null")))
              .entrySet()) {
        RunReport report = shop.engine.run(sync.getValue().build());
        assertThat(report.status()).isEqualTo(RunStatus.FAILED);
        assertThat(report.failure().orElseThrow().message()).contains(sync.getKey());
      }
      assertThat(shop.loader.rows()).isEmpty();
    }
  }

  @Test
  void whatIsMadeOfSecretsIsSecret() {
    try (var shop =
        new Shop(ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().readsByKey().build())
            .with(1, 3)) {
      shop.rename(2, "hush-hush");
      var sync =
          shop.sync()
              .secretFields("name")
              .map(
                  m ->
                      m.fields("id")
                          .template("label", "{id}: {name}")
                          .compute("loud", "upper(name)")
                          .field("name", "deep.inside"))
              .build();
      assertThat(shop.engine.explain(sync, Key.of(2L)).toString())
          .containsIgnoringCase("label")
          .doesNotContainIgnoringCase("hush");
    }
  }
}
