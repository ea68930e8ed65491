package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Outcome;
import dev.syncline.api.Stage;
import dev.syncline.api.record.Key;
import dev.syncline.api.transform.Transformed;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.Explanation;
import dev.syncline.testkit.ListSource;
import org.junit.jupiter.api.Test;

/** Why one record is sent, skipped, waits or is refused. */
class ExplainTest {

  private static Shop shop() {
    return new Shop(ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().readsByKey().build());
  }

  @Test
  void aRefusedRecordWithoutAKeyIsExplainedByItsDeadLetter() {
    try (var shop = new Shop().with(1, 3)) {
      shop.source.add(null, "nobody", "Rome");
      SyncDefinition sync = shop.sync().build();
      shop.engine.run(sync);
      Explanation explained = shop.engine.explain(sync, shop.letters().get(0));

      assertThat(explained.outcome()).contains(Outcome.REJECTED);
      assertThat(explained.steps())
          .extracting(Explanation.Step::stage)
          .containsExactly(Stage.FETCH, Stage.IDENTIFY);
      assertThat(explained.toString())
          .startsWith("customers without a key: a run would reject it")
          .contains("name \"nobody\"", "business key field 'id'", "dead letter");
      assertThat(shop.letters()).hasSize(1);
    }
  }

  @Test
  void aNewRecordGoesThroughAllStages() {
    try (var shop = shop().with(1, 3)) {
      SyncDefinition sync =
          shop.sync()
              .normalize(n -> n.trim("name"))
              .map(m -> m.field("id", "number").field("name", "title"))
              .build();
      shop.rename(2, "  Ada ");
      Explanation explained = shop.engine.explain(sync, Key.of(2L));

      assertThat(explained.outcome()).contains(Outcome.INSERTED);
      assertThat(explained.steps())
          .extracting(Explanation.Step::stage)
          .containsExactly(
              Stage.FETCH,
              Stage.NORMALIZE,
              Stage.VALIDATE,
              Stage.MAP,
              Stage.IDENTIFY,
              Stage.DELTA,
              Stage.RESOLVE,
              Stage.INGEST);
      assertThat(explained.step(Stage.FETCH).orElseThrow().values())
          .containsEntry("name", "\"  Ada \"");
      assertThat(explained.step(Stage.NORMALIZE).orElseThrow().values())
          .containsEntry("name", "\"Ada\"");
      assertThat(explained.step(Stage.MAP).orElseThrow().values())
          .containsEntry("title", "\"Ada\"")
          .containsEntry("number", "2");
      assertThat(explained.toString())
          .startsWith("customers 2: a run would insert it")
          .contains("nothing of it was written")
          .contains("this sync has never run");
      assertThat(shop.loader.writes()).isZero();
      assertThat(shop.engine.state().syncs()).isEmpty();
    }
  }

  @Test
  void anUnchangedAndAChangedRecordShowTheirHashes() {
    try (var shop = shop().with(1, 3)) {
      SyncDefinition sync = shop.sync().delta(Delta.full()).build();
      shop.engine.run(sync);
      Explanation same = shop.engine.explain(sync, Key.of(2L));
      assertThat(same.outcome()).contains(Outcome.UNCHANGED);
      assertThat(same.toString()).contains("DELTA     unchanged").doesNotContain("INGEST");

      shop.rename(2, "Ada");
      Explanation changed = shop.engine.explain(sync, Key.of(2L));
      assertThat(changed.outcome()).contains(Outcome.UPDATED);
      assertThat(changed.step(Stage.DELTA).orElseThrow().text())
          .isEqualTo("an update: name changed");
      assertThat(changed.step(Stage.IDENTIFY).orElseThrow().text()).contains("was written");
      assertThat(shop.nameOf(2)).contains("name 2");
    }
  }

  @Test
  void theRunThatWroteARecordLastIsNamed() {
    try (var shop = shop().with(1, 3)) {
      SyncDefinition sync = shop.sync().build();
      String first = shop.engine.run(sync).runId();
      shop.rename(2, "Ada");
      String second = shop.engine.run(sync).runId();
      shop.engine.run(sync);

      assertThat(shop.engine.explain(sync, Key.of(1L)).known())
          .anyMatch(line -> line.contains("last by run " + first));
      assertThat(shop.engine.explain(sync, Key.of(2L)).known())
          .anyMatch(line -> line.contains("last by run " + second));
    }
  }

  @Test
  void aRefusedRecordEndsWhereItIsRefused() {
    try (var shop = shop().with(1, 3)) {
      SyncDefinition sync =
          shop.sync()
              .secretFields("name")
              .validate(v -> v.oneOf("city", "Berlin").length("name", 1, 8))
              .build();
      shop.rename(2, "hush-hush-hush");
      shop.engine.run(sync);
      Explanation explained = shop.engine.explain(sync, Key.of(2L));

      assertThat(explained.outcome()).contains(Outcome.REJECTED);
      assertThat(explained.steps())
          .last()
          .extracting(Explanation.Step::stage)
          .isEqualTo(Stage.VALIDATE);
      assertThat(explained.toString())
          .contains("VALIDATE  refuses it")
          .contains("stored: dead letter")
          .doesNotContain("hush");
    }
  }

  @Test
  void aFilteredRecordSaysWhere() {
    try (var shop = shop().with(1, 3)) {
      SyncDefinition sync =
          shop.sync().transform((record, context) -> new Transformed.Filtered("no")).build();
      Explanation explained = shop.engine.explain(sync, Key.of(2L));
      assertThat(explained.outcome()).contains(Outcome.FILTERED);
      assertThat(explained.steps())
          .last()
          .hasToString("MAP       filters it out (no): id 2, name \"name 2\", city \"Berlin\"");
    }
  }

  @Test
  void aChildSaysForWhomItWaits() {
    try (var shop = shop().with(1, 3)) {
      SyncDefinition sync =
          shop.sync().map(m -> m.fields("id")).parent("home", "cities", "city").build();
      shop.engine.run(sync);
      var parked = shop.pending("customers");
      Explanation explained = shop.engine.explain(sync, Key.of(2L));
      assertThat(explained.outcome()).contains(Outcome.PENDING);
      assertThat(explained.step(Stage.RESOLVE).orElseThrow().text()).contains("of sync 'cities'");
      assertThat(explained.known()).anyMatch(line -> line.startsWith("waits for"));
      assertThat(shop.pending("customers")).hasSize(3).isEqualTo(parked);
    }
  }

  @Test
  void aRecordThatIsGoneSaysWhatBecomesOfIt() {
    try (var shop = shop().with(1, 3)) {
      SyncDefinition sync = shop.sync().deletes(Deletes.byAbsence()).build();
      shop.engine.run(sync);
      shop.source.remove(Key.of(2L));
      assertThat(shop.engine.explain(sync, Key.of(2L)).toString())
          .contains("the source does not hold it; the next complete scan deletes it")
          .contains("written as");
      assertThat(shop.engine.explain(sync, Key.of(9L)).known())
          .contains("nothing is known of this key");
    }
  }

  @Test
  void aSourceThatCannotBeAskedIsSaidSo() {
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      Explanation explained = shop.engine.explain(shop.sync().build(), Key.of(2L));
      assertThat(explained.outcome()).isEmpty();
      assertThat(explained.toString())
          .contains("cannot be asked for a single record")
          .contains("written as");
    }
  }
}
