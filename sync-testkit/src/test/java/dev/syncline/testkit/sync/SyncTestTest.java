package dev.syncline.testkit.sync;

import static dev.syncline.testkit.sync.RecordChange.delete;
import static dev.syncline.testkit.sync.RecordChange.insert;
import static dev.syncline.testkit.sync.RecordChange.update;
import static dev.syncline.testkit.sync.TestRow.row;
import static dev.syncline.testkit.sync.TestRow.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.Stage;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.definition.Writes;
import dev.syncline.core.project.SyncProject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncTestTest {

  private static SyncDefinition.Builder sync(Map<String, Object> source) {
    return SyncDefinition.builder("people")
        .source(SourceSpec.of("jdbc", ComponentConfig.of(source)))
        .destination(DestinationSpec.of("jdbc", ComponentConfig.of(Map.of("table", "contacts"))));
  }

  private static SyncDefinition.Builder sync() {
    return sync(Map.of("connection", "nowhere", "table", "people", "key", List.of("id")));
  }

  @Test
  void runsASyncThatOnlyInserts() {
    var test = SyncTest.of(sync().writes(Writes.insertOnly().namespace("shop", "north")).build());
    test.given(row("id", 1, "name", "Ada")).run();

    var result = test.given(row("id", 1, "name", "Adele"), row("id", 2, "name", "Bob")).run();

    assertThat(result.changes())
        .containsExactly(insert(2, "id", 2, "name", "Bob", "shop", "north"));
    assertThat(result.ledger().filtered()).isEqualTo(1);
  }

  @Test
  void runsADefinitionWhoseConnectionsDoNotExist() {
    var result = SyncTest.of(sync().build()).given(row("id", 1, "name", "Ada")).run();

    assertThat(result.changes()).containsExactly(insert(1, "id", 1, "name", "Ada"));
    assertThat(result.deadLetters()).isEmpty();
    assertThat(result.pending()).isEmpty();
    assertThat(result.ledger().inserted()).isEqualTo(1);
    assertThat(result.report().status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void runsASyncOfAProjectFile() {
    var project =
        SyncProject.parse(
            """
            connections:
              shop: {type: jdbc, url: "jdbc:sqlite:shop.db"}
            syncs:
              - name: customers
                source: {connection: shop, table: customers, key: id}
                normalize: {trim: name}
                validate: {required: email}
                map: {id: customer_id, name: title}
                destination: {connection: shop, table: contacts}
            """,
            "sync.yml",
            Map.of());

    assertThat(
            SyncTest.of(project, "customers")
                .given(row("id", 1, "name", " Ada ", "email", "a@b"), row("id", 2, "name", "Bob"))
                .run())
        .writes(insert(1, "customer_id", 1, "title", "Ada"))
        .rejects(2, Stage.VALIDATE, "email");
    assertThatThrownBy(() -> SyncTest.of(project, "custmers"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("customers");
  }

  @Test
  void deletesByAbsenceKeepTheGuard() {
    var test =
        SyncTest.of(sync().deletes(Deletes.byAbsence().atMost(1)).build())
            .given(row("id", 1), row("id", 2), row("id", 3));
    test.run();

    assertThat(test.given(row("id", 1), row("id", 2)).run()).writes(delete(3));
    assertThat(test.given(row("id", 2)).run()).writes(delete(1));
    // An empty source never empties a destination.
    var empty = test.given().run();
    assertThat(empty).writesNothing();
    assertThat(empty.report().withheld()).isPresent();
  }

  @Test
  void deletesByFlagAndByTombstone() {
    var flagged = SyncTest.of(sync().deletes(Deletes.byFlag("gone")).build());
    flagged.given(row("id", 1, "gone", false)).run();
    assertThat(flagged.given(row("id", 1, "gone", true)).run()).writes(delete(1));

    var stones = SyncTest.of(sync().build());
    stones.given(row("id", 1)).run();
    assertThat(stones.given(tombstone("id", 1)).run()).writes(delete(1));
  }

  @Test
  void readsSinceTheDefinitionsOwnCursor() {
    var test =
        SyncTest.of(
            sync(Map.of("table", "people", "key", List.of("id"), "cursor", "changed"))
                .delta(Delta.timestamp())
                .build());
    var noon = Instant.parse("2025-06-01T12:00:00Z");
    test.given(row("id", 1, "changed", noon), row("id", 2, "changed", noon)).run();

    // Row 1 differs, but its cursor is old: a run since the cursor does not see it.
    var later =
        test.given(
                row("id", 1, "changed", noon.minus(Duration.ofDays(9)), "name", "hidden"),
                row("id", 2, "changed", noon.plusSeconds(60)))
            .run();

    assertThat(later).writes(update(2, "id", 2, "changed", noon.plusSeconds(60)));
    assertThat(later.ledger().fetched()).isEqualTo(1);
  }

  @Test
  void aDestinationWithLimitsRejectsWhatDoesNotFit() {
    var fields =
        Schema.of(
            Field.of("id", LogicalType.INTEGER),
            new Field("name", LogicalType.STRING, true, Limits.length(3)));

    var result =
        SyncTest.of(sync().build())
            .destinationFields(fields)
            .given(row("id", 1, "name", "Ada"), row("id", 2, "name", "Adele"))
            .run();

    assertThat(result.changes()).containsExactly(insert(1, "id", 1, "name", "Ada"));
    assertThat(result.deadLetters()).hasSize(1);
    assertThat(result.deadLetters().get(0).row()).contains(row("id", 2, "name", "Adele"));
    assertThat(result).rejects(2, Stage.INGEST, "does not fit into 'name'");
  }

  @Test
  void aRowWithoutAKeyIsADeadLetterWithoutAKey() {
    var result = SyncTest.of(sync().build()).given(row("name", "Ada"), row("id", 2)).run();

    assertThat(result.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).isEmpty();
              assertThat(letter.stage()).isEqualTo(Stage.IDENTIFY);
              assertThat(letter.toString()).contains("Ada");
            });
  }

  @Test
  void keysOfSeveralFieldsAndParentsUnderOtherIds() {
    var regions =
        sync(Map.of("table", "regions", "key", List.of("country", "code")))
            .map(m -> m.fields("code"))
            .parent("country_id", "countries", "country")
            .build();
    var test =
        SyncTest.of(regions)
            .parent("countries", "DE", "c-1")
            .given(row("country", "DE", "code", 5), row("country", "FR", "code", 6));
    var key = Key.of("DE", 5);

    assertThat(test.run())
        .writes(insert(key, "code", 5, "country_id", "c-1"))
        .parks(Key.of("FR", 6), "countries", "FR");
    test.parent("countries", "DE", "c-2");
    assertThat(test.run()).writes(update(key, "code", 5, "country_id", "c-2"));
  }

  @Test
  void numbersOfOneFieldMayBeWrittenWithAndWithoutAPoint() {
    var result =
        SyncTest.of(sync().build())
            .given(row("id", 1, "price", 2), row("id", 2, "price", new BigDecimal("2.50")))
            .run();

    assertThat(result)
        .writes(
            insert(1, "id", 1, "price", new BigDecimal("2.0")),
            insert(2, "id", 2, "price", new BigDecimal("2.5")));
  }

  @Test
  void aFieldOfTwoTypesIsRefusedWithTheRow() {
    var test = SyncTest.of(sync().build());

    assertThatThrownBy(() -> test.given(row("id", 1), row("id", "2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'id'")
        .hasMessageContaining("{id=\"2\"}");
  }

  @Test
  void statedFieldsRefuseOthersAndNameTheNearest() {
    var test =
        SyncTest.of(sync().build())
            .sourceFields(
                Schema.of(
                    Field.of("id", LogicalType.INTEGER), Field.of("name", LogicalType.STRING)));

    assertThatThrownBy(() -> test.given(row("id", 1, "nmae", "Ada")))
        .hasMessageContaining("'nmae'")
        .hasMessageContaining("'name'");
    assertThatThrownBy(() -> test.given(row("id", "1"))).hasMessageContaining("INTEGER");
  }

  @Test
  void namesAndValuesTakeTurns() {
    assertThatThrownBy(() -> row("id")).hasMessageContaining("take turns");
    assertThatThrownBy(() -> row(1, "id")).hasMessageContaining("name of a field");
    assertThatThrownBy(() -> row("id", 1, "id", 2)).hasMessageContaining("twice");
  }

  @Test
  void aRunThatFailsIsAnErrorUnlessItShould() {
    var budget =
        sync().errorBudget(ErrorBudget.ofPercent(1).after(2)).validate(v -> v.required("name"));
    var rows = IntStream.range(0, 50).mapToObj(id -> row("id", id, "name", null)).toList();

    assertThatThrownBy(() -> SyncTest.of(budget.build()).given(rows).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the error budget is used up")
        .hasMessageContaining("row 7 was rejected in VALIDATE")
        .hasMessageContaining("and 30 more");
    assertThat(SyncTest.of(budget.build()).given(rows).runToFailure().report().failure())
        .isPresent();
    assertThatThrownBy(() -> SyncTest.of(sync().build()).given(row("id", 1)).runToFailure())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("should have failed");
  }

  @Test
  void aMessageSaysWhichFieldDiffers() {
    var result = SyncTest.of(sync().build()).given(row("id", 1, "name", "Ada ")).run();

    assertThatThrownBy(() -> assertThat(result).writes(insert(1, "id", 1, "name", "Ada")))
        .hasMessageContaining("expected INSERT 1 {id=1, name=\"Ada\"}")
        .hasMessageContaining("'name' is \"Ada \", not \"Ada\"");
    assertThatThrownBy(() -> assertThat(result).writesNothing())
        .hasMessageContaining("nobody expected INSERT 1");
  }

  @Test
  void aMessageSaysWhichStageRejectedTheRow() {
    var result =
        SyncTest.of(sync().validate(v -> v.required("email")).build())
            .given(row("id", 1, "email", null))
            .run();

    assertThatThrownBy(() -> assertThat(result).writes(insert(1, "id", 1, "email", null)))
        .hasMessageContaining("row 1 was rejected in VALIDATE (required)")
        .hasMessageContaining("{id=1, email=null}");
    assertThatThrownBy(() -> assertThat(result).rejects(1, Stage.MAP, "email"))
        .hasMessageContaining("expected row 1 to be rejected in MAP")
        .hasMessageContaining("rejected in VALIDATE");
    assertThatThrownBy(() -> assertThat(result).rejectsNothing())
        .hasMessageContaining("row 1 was rejected in VALIDATE");
    assertThatThrownBy(() -> assertThat(result).parks(1, "countries", "GB"))
        .hasMessageContaining("to wait for countries/GB");
  }

  @Test
  void explainsEveryRow() {
    var test = SyncTest.of(sync().build()).given(row("id", 1));
    test.run();
    var second = test.run();

    assertThat(second.explain(1)).isEqualTo("nothing was written of row 1, which is {id=1}");
    assertThat(second.explain(2)).isEqualTo("no row with the key 2 was given");
  }
}
