package dev.syncline.testkit.engine;

import static dev.syncline.api.record.LogicalType.DECIMAL;
import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.Stage;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.state.SyncProgress.KnownSource;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.Plan;
import dev.syncline.testkit.ListSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a sync does when the fields of its source are others than the remembered ones. */
class SchemaDriftTest {
  private static final Field ID = Field.of("id", INTEGER);
  private static final Field NAME = new Field("name", STRING, true, Limits.length(10));
  private static final Field CITY = Field.of("city", STRING);
  private static final Schema BEFORE = Schema.of(ID, NAME, CITY);

  private final List<SyncEvent> events = new ArrayList<>();
  private final Shop shop =
      new Shop(source(BEFORE), builder -> builder.sameThread().listener(events::add));

  @AfterEach
  void close() {
    shop.close();
  }

  private static ListSource source(Schema schema) {
    return ListSource.builder(schema).key("id").snapshot().build();
  }

  /** The same source, asked the same, with other fields now. */
  private SyncDefinition.Builder from(ListSource source) {
    return shop.sync().source(source);
  }

  private RunReport run(ListSource source, SchemaDrift contract) {
    return shop.engine.run(from(source).schemaDrift(contract).build());
  }

  private RunReport run(ListSource source) {
    return run(source, SchemaDrift.standard());
  }

  private void firstRun() {
    shop.source.add(1L, "Ada", "Berlin").add(2L, "Bob", "Paris");
    assertThat(shop.run().drift()).isEmpty();
    assertThat(shop.run().ledger().unchanged()).isEqualTo(2);
    events.clear();
  }

  private Optional<Schema> remembered() {
    return shop.engine.state().state("customers").progress().source().map(KnownSource::schema);
  }

  private void frozen(RunReport report, String... words) {
    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    assertThat(report.ledger().fetched()).isZero();
    assertThat(report.failure().orElseThrow().stage()).isEqualTo(Stage.FETCH);
    assertThat(report.failure().orElseThrow().message())
        .contains(words)
        .contains("nothing was written", "acceptSchema", "schemaDrift");
  }

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
  void aNewFieldGoesAlongOrIsLeftOutOrItsRecordsAreRejected() {
    firstRun();
    var age = Field.of("age", INTEGER);
    var now =
        source(Schema.of(ID, NAME, CITY, age))
            .add(1L, "Ada", "Berlin", 36L)
            .add(2L, "Bob", "Paris", null);
    frozen(run(now, SchemaDrift.standard().on(Kind.NEW, Answer.FREEZE)), "field 'age' is new");

    RunReport discarded = run(now, SchemaDrift.standard().on(Kind.NEW, Answer.DISCARD));
    assertThat(discarded.ledger().unchanged()).isEqualTo(2);
    assertThat(discarded.drift()).hasSize(1);
    assertThat(remembered()).contains(BEFORE);

    RunReport rejected = run(now, SchemaDrift.standard().on(Kind.NEW, Answer.REJECT));
    assertThat(rejected.ledger().rejected()).isEqualTo(1);
    assertThat(rejected.ledger().unchanged()).isEqualTo(1);
    assertThat(shop.letters().get(0).message()).contains("field 'age' is new at the source");

    RunReport evolved = run(now);
    assertThat(evolved.ledger().updated()).isEqualTo(2);
    assertThat(shop.loader.row(Key.of(1L)).orElseThrow()).containsEntry("age", 36L);
    assertThat(remembered()).contains(Schema.of(ID, NAME, CITY, age));
    assertThat(shop.letters()).isEmpty();
    assertThat(run(now).drift()).isEmpty();
  }

  @Test
  void aWiderFieldGoesAlongOrIsHeldToWhatWasAgreed() {
    firstRun();
    var longer = new Field("name", STRING, true, Limits.length(40));
    var now =
        source(Schema.of(ID, longer, CITY))
            .add(1L, "Ada", "Berlin")
            .add(2L, "Bartholomew Bob", "Rome");
    frozen(
        run(now, SchemaDrift.standard().on(Kind.WIDENED, Answer.FREEZE)),
        "field 'name' is widened (string(10) → string(40))");

    RunReport rejected = run(now, SchemaDrift.standard().on(Kind.WIDENED, Answer.REJECT));
    assertThat(rejected.ledger().unchanged()).isEqualTo(1);
    assertThat(shop.letters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.stage()).isEqualTo(Stage.FETCH);
              assertThat(letter.errorType()).isEqualTo("schema-drift");
              assertThat(letter.message())
                  .contains("'name' takes 10 characters", "15", "'Bartholomew Bob'");
            });

    RunReport discarded = run(now, SchemaDrift.standard().on(Kind.WIDENED, Answer.DISCARD));
    assertThat(discarded.ledger().updated()).isEqualTo(1);
    assertThat(shop.loader.row(Key.of(2L)).orElseThrow())
        .containsEntry("name", "Bob")
        .containsEntry("city", "Rome");
    assertThat(remembered()).contains(BEFORE);

    assertThat(run(now).ledger().updated()).isEqualTo(1);
    assertThat(shop.nameOf(2)).contains("Bartholomew Bob");
    assertThat(remembered()).contains(Schema.of(ID, longer, CITY));
  }

  @Test
  void aFieldThatMayBeNullNowIsWider() {
    var strict = new Field("name", STRING, false, Limits.NONE);
    var then = source(Schema.of(ID, strict)).add(1L, "Ada");
    run(then);
    var now = source(Schema.of(ID, Field.of("name", STRING))).add(1L, null);
    RunReport report = run(now, SchemaDrift.standard().on(Kind.WIDENED, Answer.REJECT));
    assertThat(report.ledger().rejected()).isEqualTo(1);
    assertThat(shop.letters().get(0).message()).contains("'name' was agreed to hold no null");
  }

  @Test
  void aFieldOfAnotherTypeFreezes() {
    firstRun();
    var now = source(Schema.of(ID, Field.of("name", INTEGER), CITY)).add(1L, 7L, "Berlin");
    frozen(run(now), "field 'name' has another type (string(10) → integer): freeze");
    RunReport rejected = run(now, SchemaDrift.standard().on(Kind.RETYPED, Answer.REJECT));
    assertThat(rejected.ledger().rejected()).isEqualTo(1);
    assertThat(shop.letters().get(0).message()).contains("another type than that of '7'");
    RunReport discarded = run(now, SchemaDrift.standard().on(Kind.RETYPED, Answer.DISCARD));
    assertThat(discarded.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(shop.nameOf(1)).contains("Ada");
  }

  @Test
  void aNarrowerFieldIsToldAndEveryValueOfItFits() {
    firstRun();
    var shorter = new Field("name", STRING, false, Limits.length(3));
    var now = source(Schema.of(ID, shorter, CITY)).add(1L, "Ada", "Berlin");
    frozen(run(now, SchemaDrift.always(Answer.FREEZE)), "field 'name' is narrowed");
    RunReport kept = run(now, SchemaDrift.always(Answer.REJECT));
    assertThat(kept.ledger().unchanged()).isEqualTo(1);
    assertThat(remembered()).contains(BEFORE);
    RunReport report = run(now);
    assertThat(report.drift())
        .extracting(SchemaChange::toString)
        .containsExactly("field 'name' is narrowed (string(10) → string(3) not null): evolve");
    assertThat(report.ledger().unchanged()).isEqualTo(1);
    assertThat(remembered()).contains(Schema.of(ID, shorter, CITY));
  }

  @Test
  void aNumberThatBecomesADecimalIsWiderAndUnchangedWhereItMeansTheSame() {
    var then = source(Schema.of(ID, Field.of("age", INTEGER))).add(1L, 36L).add(2L, 7L);
    run(then);
    var now =
        source(Schema.of(ID, Field.of("age", DECIMAL)))
            .add(1L, new BigDecimal("36.0"))
            .add(2L, new BigDecimal("7.5"));
    RunReport report = run(now);
    assertThat(report.drift()).extracting(SchemaChange::kind).containsExactly(Kind.WIDENED);
    assertThat(report.ledger().unchanged()).isEqualTo(1);
    assertThat(report.ledger().updated()).isEqualTo(1);
  }

  @Test
  void aRunThatFailsRemembersNothingAndTheNextTellsAgain() {
    firstRun();
    var now = source(Schema.of(ID, NAME, CITY, Field.of("age", INTEGER)));
    for (long id = 1; id <= 40; id++) {
      now.add(id, "name", "Berlin", id);
    }
    now.failAfter(2, new IllegalStateException("the source broke"));
    RunReport failed = run(now);
    assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
    assertThat(failed.ledger().written()).isPositive();
    assertThat(failed.drift()).hasSize(1);
    assertThat(remembered()).contains(BEFORE);

    assertThat(run(now).drift()).hasSize(1);
    assertThat(run(now).drift()).isEmpty();
  }

  @Test
  void aFirstRunThatFailsRemembersNothing() {
    shop.source.add(1L, "Ada", "Berlin");
    shop.source.failAfter(0, new IllegalStateException("the source broke"));
    assertThat(shop.run().status()).isEqualTo(RunStatus.FAILED);
    assertThat(remembered()).isEmpty();
    assertThat(run(source(Schema.of(ID)).add(1L)).status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(remembered()).contains(Schema.of(ID));
  }

  @Test
  void aPlanShowsTheDriftAndRemembersNothing() {
    firstRun();
    var now = source(Schema.of(ID, NAME, CITY, Field.of("age", INTEGER)));
    now.add(1L, "Ada", "Berlin", 36L);
    try (Plan plan = shop.engine.plan(from(now).build())) {
      assertThat(plan.drift())
          .extracting(SchemaChange::toString)
          .containsExactly("field 'age' is new (integer): evolve");
      assertThat(plan.toString()).contains("\n  schema: field 'age' is new (integer): evolve");
      assertThat(plan.toJson()).contains("\"drift\":[{\"field\":\"age\",\"kind\":\"new\"");
      assertThat(plan.counts().updated()).isEqualTo(1);
    }
    assertThat(remembered()).contains(BEFORE);
    assertThat(events).noneMatch(SyncEvent.SchemaDrifted.class::isInstance);
    var gone = from(source(Schema.of(ID, NAME)).add(1L, "Ada")).build();
    try (Plan plan = shop.engine.plan(gone)) {
      assertThat(plan.complete()).isFalse();
      assertThat(plan.failure().orElseThrow().message()).contains("'city' has vanished");
    }
  }

  @Test
  void aFrozenSchemaIsAcceptedOnce() {
    firstRun();
    var now = source(Schema.of(ID, NAME)).add(1L, "Ada");
    SyncDefinition sync = from(now).build();
    frozen(shop.engine.run(sync), "'city'");
    assertThat(shop.engine.acceptSchema(sync))
        .extracting(SchemaChange::toString)
        .containsExactly("field 'city' has vanished (was string): evolve");
    RunReport report = shop.engine.run(sync);
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(report.drift()).isEmpty();
    // The next change is another one.
    frozen(run(source(Schema.of(ID)).add(1L)), "'name'");
    assertThat(shop.engine.acceptSchema(sync)).isEmpty();
  }

  @Test
  void nothingIsAcceptedBehindTheBackOfARun() {
    firstRun();
    var lease = LeaseRequest.of("customers", "somebody else", Duration.ofMinutes(1));
    assertThat(shop.store.acquire(lease)).isInstanceOf(LeaseAnswer.Granted.class);
    assertThatThrownBy(() -> shop.engine.acceptSchema(shop.sync().build()))
        .isInstanceOf(StateConflictException.class);
  }

  @Test
  void anotherQuestionToTheSourceIsNoDrift() {
    firstRun();
    var other = source(Schema.of(ID, NAME)).add(1L, "Ada");
    SyncDefinition sync =
        shop.sync()
            .source(
                () -> {
                  SourceSpec spec = other.toSpec();
                  return new SourceSpec(
                      spec.type(), spec.config().with("table", "people"), spec.local());
                })
            .build();
    RunReport report = shop.engine.run(sync);
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(report.drift()).isEmpty();
    assertThat(remembered()).contains(Schema.of(ID, NAME));
  }

  @Test
  void deadLettersAreReplayedUnderTheContractToo() {
    shop.source.add(1L, "Ada", "Berlin").add(2L, "Bob", "Paris");
    shop.loader.reject(write -> write.key().equals(Key.of(2L)), "closed");
    shop.run();
    shop.loader.heal();
    var now = source(Schema.of(ID, NAME)).add(1L, "Ada");
    var letters = shop.engine.deadLetters("customers");
    var all = LetterSelection.all();
    RunReport replay = letters.replay(from(now).build(), all);
    assertThat(replay.status()).isEqualTo(RunStatus.FAILED);
    var discard =
        from(now).schemaDrift(SchemaDrift.standard().on(Kind.VANISHED, Answer.DISCARD)).build();
    assertThat(letters.replay(discard, all).status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(shop.loader.row(Key.of(2L)).orElseThrow()).containsEntry("city", "Paris");
    assertThat(remembered()).contains(BEFORE);
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
