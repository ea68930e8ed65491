package dev.syncline.testkit.engine;

import static dev.syncline.api.record.LogicalType.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sync does when the fields of its source are others than the remembered ones. */
class SchemaDriftTest extends DriftingSource {
  @Test
  void theFirstRunRemembersAndLaterOnesOverTheSameFieldsSayNothing() {
    firstRun();
    assertThat(remembered()).contains(BEFORE);
    var other = source(Schema.of(CITY, ID, NAME)).add("Berlin", 1L, "Ada");
    assertThat(run(other).drift()).isEmpty();
  }

  @Test
  void aFieldThatVanishedFreezesBeforeAnythingIsReadOrWritten() {
    firstRun();
    int writes = shop.loader.writes();
    var now = source(Schema.of(ID, NAME)).add(1L, "Ada");
    frozen(run(now), "field 'city' has vanished (was string): freeze");
    assertThat(now.opened()).isZero();
    assertThat(shop.loader.writes()).isEqualTo(writes);
    assertThat(shop.loader.row(Key.of(1L)).orElseThrow()).containsEntry("city", "Berlin");
    // It stays so until somebody does something about it.
    frozen(run(now), "field 'city'");
    assertThat(remembered()).contains(BEFORE);
  }

  @Test
  void aMappedFieldThatVanishedFreezesToo() {
    firstRun();
    var mapped =
        from(source(Schema.of(ID, NAME)).add(1L, "Ada"))
            .map(m -> m.fields("id", "name").field("city", "town"))
            .build();
    frozen(shop.engine.run(mapped), "field 'city' has vanished");
  }

  @Test
  void theRunTellsItsListenersAndItsReportAlsoTheStoredOne() {
    firstRun();
    var report = run(source(Schema.of(ID, NAME)).add(1L, "Ada"));
    var change = new SchemaChange("city", Kind.VANISHED, "string", "", SchemaChange.Answer.FREEZE);
    assertThat(report.drift()).containsExactly(change);
    assertThat(report.toString()).contains("schema: field 'city' has vanished");
    assertThat(events)
        .filteredOn(SyncEvent.SchemaDrifted.class::isInstance)
        .containsExactly(new SyncEvent.SchemaDrifted("customers", report.runId(), List.of(change)));
    assertThat(shop.engine.state().runs("customers", 1).get(0).drift()).containsExactly(change);
  }

  @Test
  void whatTheSyncDoesNotUseMayChangeAsItLikes() {
    shop.source.add(1L, "Ada", "Berlin");
    SyncDefinition.Builder mapped = shop.sync().map(m -> m.fields("id", "name"));
    shop.engine.run(mapped.build());
    var now = source(Schema.of(ID, NAME, Field.of("vip", INTEGER))).add(1L, "Ada", 7L);
    RunReport report =
        shop.engine.run(
            from(now)
                .map(m -> m.fields("id", "name"))
                .schemaDrift(SchemaDrift.always(Answer.FREEZE))
                .build());
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(report.drift())
        .extracting(SchemaChange::toString)
        .containsExactly(
            "field 'vip' is new (integer): evolve",
            "field 'city' has vanished (was string): evolve");
    assertThat(report.ledger().unchanged()).isEqualTo(1);
    assertThat(remembered()).contains(Schema.of(ID, NAME, Field.of("vip", INTEGER)));
  }

  @Test
  void aFieldThatARuleNamesIsUsed() {
    shop.source.add(1L, "Ada", "Berlin");
    shop.engine.run(shop.sync().map(m -> m.fields("id")).validate(v -> v.required("city")).build());
    var now = from(source(Schema.of(ID, NAME)).add(1L, "Ada"));
    frozen(
        shop.engine.run(now.map(m -> m.fields("id")).validate(v -> v.required("city")).build()),
        "'city'");
  }

  @Test
  void aFieldThatIsDiscardedOnceItVanishedStaysAsItIsAtTheDestination() {
    firstRun();
    var discard = SchemaDrift.standard().on(Kind.VANISHED, Answer.DISCARD);
    var now = source(Schema.of(ID, NAME)).add(1L, "Ada").add(2L, "Rob").add(3L, "Eve");
    RunReport report = run(now, discard);
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(shop.loader.row(Key.of(2L)).orElseThrow())
        .containsEntry("city", "Paris")
        .containsEntry("name", "Rob");
    assertThat(shop.loader.row(Key.of(3L)).orElseThrow()).doesNotContainKey("city");
    // It goes on being agreed to, and missed.
    assertThat(run(now, discard).drift()).hasSize(1);
    assertThat(run(now, discard).ledger().unchanged()).isEqualTo(3);
    now = source(BEFORE).add(1L, "Ada", "Rome");
    assertThat(run(now, discard).drift()).isEmpty();
    assertThat(shop.loader.row(Key.of(1L)).orElseThrow()).containsEntry("city", "Rome");
  }

  @Test
  void evolvingNeverWritesNullForAFieldThatTheMappingNames() {
    firstRun();
    var evolve = SchemaDrift.always(Answer.EVOLVE);
    var now = source(Schema.of(ID, NAME)).add(1L, "Ada");
    RunReport report =
        shop.engine.run(
            from(now).map(m -> m.fields("id", "name", "city")).schemaDrift(evolve).build());
    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    assertThat(report.failure().orElseThrow().message()).contains("map.city", "no field 'city'");
    assertThat(shop.loader.row(Key.of(1L)).orElseThrow()).containsEntry("city", "Berlin");

    assertThat(run(now, evolve).status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(shop.loader.row(Key.of(1L)).orElseThrow()).containsEntry("city", "Berlin");
    assertThat(remembered()).contains(Schema.of(ID, NAME));
  }

  @Test
  void aSourceThatDoesNotTellItsFieldsShowsOnlyNewOnesAndOnlyInTheBatchThatHasThem() {
    shop.source.add(1L, "Ada", "Berlin");
    RunReport first = shop.engine.run(silent(shop.source, SchemaDrift.standard()));
    assertThat(first.drift()).isEmpty();
    assertThat(remembered().orElseThrow().names()).containsExactlyInAnyOrder("id", "name", "city");

    var fewer = source(Schema.of(ID, NAME)).add(1L, "Ada");
    RunReport missing = shop.engine.run(silent(fewer, SchemaDrift.standard()));
    assertThat(missing.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(missing.drift()).isEmpty();

    var more = source(Schema.of(ID, NAME, CITY, Field.of("age", INTEGER)));
    more.add(1L, "Ada", "Berlin", 36L);
    int writes = shop.loader.writes();
    RunReport frozen = shop.engine.run(silent(more, SchemaDrift.always(Answer.FREEZE)));
    assertThat(frozen.status()).isEqualTo(RunStatus.FAILED);
    assertThat(frozen.failure().orElseThrow().message())
        .contains("field 'age' is new", "the batch that shows it was not written");
    assertThat(frozen.drift()).hasSize(1);
    assertThat(shop.loader.writes()).isEqualTo(writes);

    var leave = SchemaDrift.standard().on(Kind.NEW, Answer.DISCARD);
    assertThat(shop.engine.run(silent(more, leave)).drift()).hasSize(1);
    assertThat(shop.loader.row(Key.of(1L)).orElseThrow()).doesNotContainKey("age");
    assertThat(shop.engine.run(silent(more, SchemaDrift.standard())).drift()).hasSize(1);
    assertThat(shop.loader.row(Key.of(1L)).orElseThrow()).containsEntry("age", 36L);
    assertThat(shop.engine.run(silent(more, SchemaDrift.standard())).drift()).isEmpty();
  }

  private SyncDefinition silent(ListSource list, SchemaDrift contract) {
    var extractor =
        new Wrapped(list) {
          @Override
          public Schema describe() {
            return Schema.of();
          }
        };
    return shop.sync()
        .source(
            () -> {
              SourceSpec spec = list.toSpec();
              return new SourceSpec(spec.type(), spec.config(), Optional.of(() -> extractor));
            })
        .schemaDrift(contract)
        .build();
  }
}
