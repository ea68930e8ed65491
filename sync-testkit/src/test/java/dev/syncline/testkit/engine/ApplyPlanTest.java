package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.StateConflictException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.ErrorBudget;
import dev.syncline.core.definition.OnMappingChange;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.plan.AppliedPlan;
import dev.syncline.core.plan.Plan;
import dev.syncline.core.plan.PlanOptions;
import dev.syncline.core.plan.PlannedChange;
import dev.syncline.testkit.ListSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan is carried out as far as it still holds, and nothing else is. */
class ApplyPlanTest {
  @TempDir private Path folder;

  private static SyncDefinition deleting(Shop shop) {
    return shop.sync().deletes(Deletes.byAbsence()).build();
  }

  /** 50 customers are there; one is renamed, one new, one gone. */
  private static Shop changed(SyncDefinition[] sync) {
    var shop = new Shop().with(1, 50);
    sync[0] = deleting(shop);
    shop.engine.run(sync[0]);
    shop.rename(17, "Ada");
    shop.with(51, 51);
    shop.source.remove(Key.of(3L));
    return shop;
  }

  @Test
  void aPlanThatStillHoldsIsDoneAndNothingIsLeft() {
    var sync = new SyncDefinition[1];
    try (var shop = changed(sync);
        Plan plan = shop.engine.plan(sync[0])) {
      AppliedPlan applied = shop.engine.apply(plan);
      assertThat(applied.exact()).isTrue();
      assertThat(applied.report().ledger()).isEqualTo(plan.counts());
      assertThat(shop.nameOf(17)).contains("Ada");
      assertThat(shop.nameOf(51)).isPresent();
      assertThat(shop.nameOf(3)).isEmpty();
      assertThat(shop.engine.run(sync[0]).ledger().written()).isZero();
    }
  }

  @Test
  void whatChangedAtTheSourceIsSkippedAndListed() {
    var sync = new SyncDefinition[1];
    try (var shop = changed(sync);
        Plan plan = shop.engine.plan(sync[0])) {
      shop.rename(17, "Eve");
      shop.rename(18, "Bob");
      AppliedPlan applied = shop.engine.apply(plan);

      assertThat(applied.skipped()).extracting(PlannedChange::key).containsExactly("17");
      assertThat(applied.skippedCount()).isEqualTo(1);
      assertThat(applied.notPlanned()).isEqualTo(1);
      assertThat(applied.report().ledger().deferred()).isEqualTo(2);
      assertThat(applied.toString()).contains("1 planned changes skipped:").contains("~ 17");
      assertThat(shop.nameOf(17)).contains("name 17");
      assertThat(shop.nameOf(18)).contains("name 18");
      assertThat(shop.nameOf(51)).isPresent();
      assertThat(shop.nameOf(3)).isEmpty();

      assertThat(shop.engine.run(sync[0]).ledger().updated()).isEqualTo(2);
      assertThat(shop.nameOf(17)).contains("Eve");
    }
  }

  @Test
  void whatARunDidMeanwhileIsNotDoneAgain() {
    var sync = new SyncDefinition[1];
    try (var shop = changed(sync);
        Plan plan = shop.engine.plan(sync[0])) {
      shop.engine.run(sync[0]);
      int writes = shop.loader.writes();
      AppliedPlan applied = shop.engine.apply(plan);
      assertThat(applied.skippedCount()).isEqualTo(3);
      assertThat(applied.skipped()).hasSize(3);
      assertThat(shop.loader.writes()).isEqualTo(writes);
    }
  }

  @Test
  void aRecordThatCameBackIsNotDeleted() {
    var sync = new SyncDefinition[1];
    try (var shop = changed(sync);
        Plan plan = shop.engine.plan(sync[0])) {
      shop.with(3, 3);
      shop.source.remove(Key.of(4L));
      AppliedPlan applied = shop.engine.apply(plan);
      assertThat(applied.skipped()).extracting(PlannedChange::key).containsExactly("3");
      assertThat(shop.nameOf(3)).isPresent();
      // Record 4 went after the plan: the next run deletes it.
      assertThat(shop.nameOf(4)).isPresent();
      assertThat(shop.engine.run(sync[0]).ledger().deleted()).isEqualTo(1);
      assertThat(shop.nameOf(4)).isEmpty();
    }
  }

  @Test
  void strictlyMeansAllOrNothing() {
    var sync = new SyncDefinition[1];
    try (var shop = changed(sync);
        Plan plan = shop.engine.plan(sync[0])) {
      int writes = shop.loader.writes();
      shop.rename(17, "Eve");
      assertThatThrownBy(() -> shop.engine.applyStrictly(plan))
          .isInstanceOf(StateConflictException.class)
          .hasMessageContaining(
              "nothing was written: 1 of its changes are others now, such as [17]");
      shop.rename(17, "Ada");
      shop.rename(18, "Bob");
      assertThatThrownBy(() -> shop.engine.applyStrictly(plan))
          .isInstanceOf(StateConflictException.class)
          .hasMessageContaining("1 are new");
      assertThat(shop.loader.writes()).isEqualTo(writes);
      shop.rename(18, "name 18");
      assertThat(shop.engine.applyStrictly(plan).exact()).isTrue();
      assertThat(shop.nameOf(17)).contains("Ada");
    }
  }

  @Test
  void aLineThatWasTakenOutOfTheFileIsNotDone() throws IOException {
    var sync = new SyncDefinition[1];
    Path file = folder.resolve("plan.jsonl");
    try (var shop = changed(sync)) {
      shop.engine.plan(sync[0], PlanOptions.DEFAULT.to(file)).close();
      List<String> lines = Files.readAllLines(file);
      Files.write(file, lines.stream().filter(line -> !line.contains("\"17\"")).toList());
      AppliedPlan applied = shop.engine.apply(sync[0], file);
      assertThat(applied.notPlanned()).isEqualTo(1);
      assertThat(applied.skipped()).isEmpty();
      assertThat(shop.nameOf(17)).contains("name 17");
      assertThat(shop.nameOf(51)).isPresent();

      Files.writeString(file, "{\"change\":\"upsert\"}\n");
      assertThatThrownBy(() -> shop.engine.apply(sync[0], file))
          .isInstanceOf(PermanentException.class)
          .hasMessageContaining("line 1 of " + file);
    }
  }

  @Test
  void theCursorDoesNotPassWhatWasNotPlanned() {
    var schema =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("version", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("id").cursor("version").ordered().build();
    source.add(1L, 100L);
    try (var shop = new Shop(source)) {
      SyncDefinition sync = shop.sync().delta(Delta.rowversion().overlap(Duration.ZERO)).build();
      shop.engine.run(sync);
      source.add(2L, 200L);
      try (Plan plan = shop.engine.plan(sync)) {
        source.put(SyncRecord.of(schema, 1L, 150L));
        source.add(3L, 300L);
        assertThat(shop.engine.apply(plan).notPlanned()).isEqualTo(2);
      }
      assertThat(shop.loader.rows()).hasSize(2);
      RunReport report = shop.engine.run(sync);
      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(report.ledger().inserted()).isEqualTo(1);
    }
  }

  @Test
  void aScanOfWhichAPartWasHeldBackDoesNotCount() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().build();
    try (var shop = new Shop(source).with(1, 30)) {
      SyncDefinition sync = deleting(shop);
      shop.engine.run(sync);
      var counted = shop.engine.state().state("customers").progress().completeScan();
      source.remove(Key.of(3L));
      try (Plan plan = shop.engine.plan(sync)) {
        shop.rename(5, "Ada");
        assertThat(shop.engine.apply(plan).report().ledger().deleted()).isEqualTo(1);
      }
      assertThat(shop.engine.state().state("customers").progress().completeScan())
          .isEqualTo(counted);
    }
  }

  @Test
  void aPlanThatFailedIsNotCarriedOut() {
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
        assertThatThrownBy(() -> shop.engine.apply(plan))
            .isInstanceOf(PermanentException.class)
            .hasMessageContaining("is not complete");
      }
    }
  }

  @Test
  void anotherMappingWaitsForItsPlanWhereThatIsAskedFor() {
    try (var shop = new Shop().with(1, 40)) {
      Delta careful = Delta.hash().onMappingChange(OnMappingChange.PLAN);
      SyncDefinition before = shop.sync().delta(careful).map(m -> m.fields("id", "name")).build();
      assertThat(shop.engine.run(before).ledger().inserted()).isEqualTo(40);
      SyncDefinition after =
          shop.sync().delta(careful).map(m -> m.fields("id", "name", "city")).build();
      for (int i = 0; i < 2; i++) {
        RunReport held = shop.engine.run(after);
        assertThat(held.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(held.pause().orElseThrow().reason())
            .contains("all of 40 records")
            .contains("onMappingChange");
        assertThat(held.ledger().fetched()).isZero();
      }
      try (Plan plan = shop.engine.plan(after)) {
        assertThat(plan.remapped()).isEqualTo(40);
        shop.rename(7, "Ada");
        assertThat(shop.engine.apply(plan).report().ledger().updated()).isEqualTo(39);
      }
      RunReport next = shop.engine.run(after);
      assertThat(next.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(next.ledger().updated()).isEqualTo(1);
      // The mapping that was there before is another one again.
      assertThat(shop.engine.run(before).status()).isEqualTo(RunStatus.PAUSED);
    }
  }
}
