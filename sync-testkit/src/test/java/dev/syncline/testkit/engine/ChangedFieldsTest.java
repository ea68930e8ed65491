package dev.syncline.testkit.engine;

import static dev.syncline.api.record.LogicalType.DECIMAL;
import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SchemaChange;
import dev.syncline.api.run.SchemaChange.Answer;
import dev.syncline.api.run.SchemaChange.Kind;
import dev.syncline.core.definition.SchemaDrift;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Fields that are new, wider, narrower or of another type than what was agreed. */
class ChangedFieldsTest extends DriftingSource {
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
}
