package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Change;
import dev.syncline.api.Ledger;
import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.FieldChange;
import dev.syncline.core.plan.Plan;
import dev.syncline.core.plan.PlanOptions;
import dev.syncline.core.plan.PlannedChange;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan says what the run then does, and does nothing itself. */
class PlanTest {
  @TempDir private Path folder;

  private static SyncDefinition deleting(Shop shop) {
    return shop.sync().delta(Delta.full()).deletes(Deletes.byAbsence()).build();
  }

  /** The plan, and the proof that the run after it does just that. */
  private static Ledger planned(Shop shop, SyncDefinition sync) {
    Ledger planned;
    try (Plan plan = shop.engine.plan(sync)) {
      planned = plan.counts();
      var seen = new ArrayList<PlannedChange>();
      plan.forEach(seen::add);
      assertThat(seen).hasSize(Math.toIntExact(planned.written()));
    }
    assertThat(shop.engine.run(sync).ledger()).isEqualTo(planned);
    return planned;
  }

  @Test
  void itCountsWhatTheRunThenDoes() {
    try (var shop = new Shop().with(1, 95)) {
      SyncDefinition sync = deleting(shop);
      assertThat(planned(shop, sync).inserted()).isEqualTo(95);
      shop.rename(17, "Ada");
      shop.with(96, 97);
      shop.source.remove(Key.of(3L));
      Ledger second = planned(shop, sync);
      assertThat(second.inserted()).isEqualTo(2);
      assertThat(second.updated()).isEqualTo(1);
      assertThat(second.deleted()).isEqualTo(1);
      assertThat(second.unchanged()).isEqualTo(93);
    }
  }

  @Test
  void itWritesNeitherToTheDestinationNorToTheState() {
    try (var shop = new Shop().with(1, 45)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.rename(17, "Ada");
      shop.source.add(null, "no key", "Berlin");
      var before = shop.engine.state().state("customers");
      List<RunReport> runs = shop.engine.state().runs("customers", 10);
      int attempts = shop.loader.attempts().size();
      shop.engine.plan(sync).close();

      assertThat(shop.loader.attempts()).hasSize(attempts);
      assertThat(shop.engine.state().state("customers")).isEqualTo(before);
      assertThat(shop.engine.state().runs("customers", 10)).isEqualTo(runs);
      assertThat(shop.letters()).isEmpty();
    }
  }

  @Test
  void aSyncThatNeverRanIsNotKnownAfterItsPlan() {
    try (var shop = new Shop().with(1, 5)) {
      assertThat(shop.engine.plan(deleting(shop)).counts().inserted()).isEqualTo(5);
      assertThat(shop.engine.state().syncs()).isEmpty();
    }
  }

  @Test
  void itTellsTheSourceNothing() {
    var schema =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("version", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("id").cursor("version").ordered().build();
    source.add(1L, 100L);
    try (var shop = new Shop(source)) {
      SyncDefinition sync = shop.sync().delta(Delta.rowversion().overlap(Duration.ZERO)).build();
      shop.engine.plan(sync).close();
      assertThat(source.acknowledged()).isEmpty();
      shop.engine.run(sync);
      assertThat(source.acknowledged()).isNotEmpty();
    }
  }

  @Test
  void itNeedsNoLeaseAndDisturbsNoRun() {
    try (var shop = new Shop().with(1, 5)) {
      shop.run();
      var ttl = Duration.ofMinutes(5);
      assertThat(shop.store.acquire(LeaseRequest.of("customers", "somebody", ttl)))
          .isInstanceOf(LeaseAnswer.Granted.class);
      assertThat(shop.engine.plan(shop.sync().build()).counts().unchanged()).isEqualTo(5);
    }
  }

  @Test
  void changesAreShownFieldByFieldWhereValuesAreKept() {
    try (var shop = new Shop().with(1, 30)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.rename(17, "Ada");
      shop.with(31, 31);
      shop.source.remove(Key.of(3L));
      try (Plan plan = shop.engine.plan(sync)) {
        assertThat(plan.changes(10))
            .extracting(PlannedChange::change)
            .containsExactly(Change.UPDATE, Change.INSERT, Change.DELETE);
        assertThat(plan.changes(1).get(0).fields())
            .containsExactly(
                new FieldChange("name", Optional.of("\"name 17\""), Optional.of("\"Ada\"")));
        assertThat(plan.toString())
            .contains("~ 17  name: \"name 17\" → \"Ada\"")
            .contains("+ 31  id: 31, name: \"name 31\", city: \"Berlin\"")
            .contains("- 3  id: 3, name: \"name 3\", city: \"Berlin\"")
            .startsWith("customers: 30 records read; a run would insert 1, update 1,");
        assertThat(plan.toJson()).contains("\"updated\":1");
      }
    }
  }

  @Test
  void earlierValuesThatAreNotKeptAreReadFromTheDestinationIfAsked() {
    try (var shop = new Shop().with(1, 30)) {
      SyncDefinition sync =
          shop.sync().delta(Delta.hash()).deletes(Deletes.byAbsence()).secretFields("city").build();
      shop.engine.run(sync);
      shop.rename(17, "Ada");
      shop.source.remove(Key.of(3L));
      shop.loader.failRead(1, new RetryableException("away", null));
      try (Plan unread = shop.engine.plan(sync);
          Plan plan = shop.engine.plan(sync, PlanOptions.DEFAULT.readingDestination())) {
        assertThat(unread.toString()).contains("~ 17  id: → 17, name: → \"Ada\", city: → ***");
        assertThat(plan.toString())
            .contains("~ 17  name: \"name 17\" → \"Ada\"")
            .contains("- 3  id: 3, name: \"name 3\", city: ***");
        assertThat(shop.engine.applyStrictly(plan).exact()).isTrue();
      }
    }
  }

  @Test
  void aDestinationThatCannotBeReadIsNamedAndHindersNothing() {
    try (var shop = new Shop().with(1, 3)) {
      SyncDefinition sync =
          SyncDefinition.builder("customers")
              .source(shop.source)
              .destination(DestinationSpec.local(() -> new WriteOnly(shop.loader)))
              .build();
      try (Plan plan = shop.engine.plan(sync, PlanOptions.DEFAULT.readingDestination())) {
        assertThat(plan.counts().inserted()).isEqualTo(3);
        assertThat(plan.notices())
            .anyMatch(notice -> notice.startsWith("the destination was not read"));
      }
    }
  }

  @Test
  void secretValuesAreInNoPartOfIt() throws IOException {
    try (var shop = new Shop().with(1, 5)) {
      SyncDefinition sync =
          shop.sync().secretFields("name").validate(v -> v.oneOf("city", "Berlin")).build();
      shop.engine.run(sync);
      shop.rename(2, "hush-hush");
      shop.source.add(6L, "hush-hush", "hush-hush");
      try (Plan plan =
          shop.engine.plan(sync, PlanOptions.DEFAULT.to(folder.resolve("plan.jsonl")))) {
        assertThat(plan.changes(1).get(0).fields())
            .contains(new FieldChange("name", Optional.empty(), Optional.of("***")));
        assertThat(plan.refused()).hasSize(1);
        assertThat(plan + plan.toJson() + Files.readString(plan.file()))
            .doesNotContain("hush-hush")
            .doesNotContain("name 2");
      }
      assertThat(folder.resolve("plan.jsonl")).exists();
    }
  }

  @Test
  void itSaysWhatTheDeleteGuardWouldSay() {
    try (var shop = new Shop().with(1, 100)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      for (long id = 1; id <= 40; id++) {
        shop.source.remove(Key.of(id));
      }
      try (Plan plan = shop.engine.plan(sync)) {
        assertThat(plan.withheld().orElseThrow().count()).isEqualTo(40);
        assertThat(plan.withheld().orElseThrow().reason()).contains("more than the allowed");
        assertThat(plan.counts().deleted()).isZero();
      }
      assertThat(shop.engine.state().state("customers").progress().withheld()).isEmpty();
    }
  }

  @Test
  void newRecordsWithoutAKeyWithholdDeletesInThePlanToo() {
    try (var shop = new Shop().with(1, 30)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      shop.source.remove(Key.of(3L));
      shop.source.add(null, "no key", "Berlin");
      try (Plan plan = shop.engine.plan(sync)) {
        assertThat(plan.withheld().orElseThrow().reason()).contains("without a business key");
      }
    }
  }

  @Test
  void equalRejectionsAreOneLine() {
    try (var shop = new Shop().with(1, 50)) {
      for (long id = 51; id <= 60; id++) {
        shop.source.add(id, null, "Berlin");
      }
      SyncDefinition sync = shop.sync().validate(v -> v.required("name")).build();
      try (Plan plan = shop.engine.plan(sync)) {
        assertThat(plan.refused())
            .singleElement()
            .satisfies(one -> assertThat(one.count()).isEqualTo(10));
        assertThat(plan.counts().rejected()).isEqualTo(10);
        assertThat(plan.toString()).contains("! 10 × VALIDATE:").doesNotContain("\u001b");
        assertThat(plan.toColouredText(5).lines())
            .anyMatch(line -> line.matches("\u001b\\[35m  ! 10 × VALIDATE:.*\u001b\\[0m"))
            .first()
            .asString()
            .doesNotContain("\u001b");
      }
    }
  }

  @Test
  void itSaysWhyTheRunWouldFail() {
    try (var shop = new Shop()) {
      for (long id = 1; id <= 60; id++) {
        shop.source.add(id, null, "Berlin");
      }
      SyncDefinition sync =
          shop.sync()
              .validate(v -> v.required("name"))
              .errorBudget(ErrorBudget.unlimited().count(5))
              .build();
      try (Plan plan = shop.engine.plan(sync)) {
        assertThat(plan.complete()).isFalse();
        assertThat(plan.failure().orElseThrow().message()).contains("error budget");
        assertThat(plan.toString()).contains("it would fail in TRACK");
      }
    }
  }

  @Test
  void itCountsTheUpdatesThatAnotherMappingMakes() {
    try (var shop = new Shop().with(1, 40)) {
      shop.engine.run(shop.sync().map(m -> m.fields("id", "name")).build());
      SyncDefinition wider = shop.sync().map(m -> m.fields("id", "name", "city")).build();
      try (Plan plan = shop.engine.plan(wider)) {
        assertThat(plan.remapped()).isEqualTo(40);
        assertThat(plan.notices())
            .anyMatch(notice -> notice.contains("40 records that were written under the old one"));
      }
      assertThat(shop.engine.run(wider).notices())
          .anyMatch(notice -> notice.contains("40 records that were written under the old one"));
      shop.rename(3, "Ada");
      assertThat(shop.engine.run(wider).notices()).isEmpty();
    }
  }

  @Test
  void anotherHashOnlyRenewsFingerprints() {
    try (var shop = new Shop().with(1, 40)) {
      shop.run();
      SyncDefinition sha =
          shop.sync().delta(Delta.hash().hashedWith(HashAlgorithm.SHA_256)).build();
      try (Plan plan = shop.engine.plan(sha)) {
        assertThat(plan.rehashed()).isEqualTo(40);
        assertThat(plan.counts().written()).isZero();
      }
    }
  }

  @Test
  void itSaysThatTheDestinationIsAnother() {
    try (var shop = new Shop().with(1, 20)) {
      shop.run();
      var moved =
          shop.sync()
              .destination(
                  new DestinationSpec(
                      "local",
                      ComponentConfig.of(Map.of("table", "people")),
                      Optional.of(RecordingLoader::upserting)))
              .build();
      try (Plan plan = shop.engine.plan(moved)) {
        assertThat(plan.counts().inserted()).isEqualTo(20);
        assertThat(plan.notices()).anyMatch(notice -> notice.contains("another one"));
      }
    }
  }

  @Test
  void aKeyThatComesTwiceIsPlannedOnce() {
    try (var shop = new Shop().with(1, 25)) {
      shop.source.add(3L, "another", "Berlin");
      assertThat(planned(shop, shop.sync().build()).rejected()).isEqualTo(1);
      assertThat(planned(shop, shop.sync().build()).written()).isZero();
    }
  }

  @Test
  void aTreeInAnyOrderIsPlannedAsItIsWritten() {
    var schema =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("above", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("id").snapshot().build();
    for (long id = 60; id >= 1; id--) {
      source.add(id, id == 1 ? null : (Long) (id / 2));
    }
    try (var shop = new Shop(source)) {
      SyncDefinition sync =
          shop.sync()
              .map(m -> m.fields("id"))
              .optionalParent("parent", "customers", "above")
              .deletes(Deletes.byAbsence().atMostPercent(100))
              .build();
      assertThat(planned(shop, sync).inserted()).isEqualTo(60);
      for (long id = 20; id <= 60; id++) {
        source.remove(Key.of(id));
      }
      assertThat(planned(shop, sync).deleted()).isEqualTo(41);
    }
  }

  @Test
  void manyChangesGoToTheDiskAndComeBack() {
    try (var shop = new Shop().with(1, 50_000)) {
      SyncDefinition sync =
          shop.sync().settings(Shop.SMALL.batchRows(1000).checkpointRows(10_000)).build();
      assertThat(planned(shop, sync).inserted()).isEqualTo(50_000);
    }
  }
}
