package dev.syncline.testkit.engine;

import static dev.syncline.api.record.LogicalType.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.StateConflictException;
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
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.core.definition.SchemaDrift;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.Plan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When the schema that a sync agreed to is remembered, and when it is another one. */
class AgreedSchemaTest extends DriftingSource {
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
}
