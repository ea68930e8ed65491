package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Change;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.RecordingLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResetTest {

  @Test
  void everythingIsSentOnceMoreAndNothingIsCreatedTwice() {
    try (var shop = new Shop().with(1, 1_005)) {
      var loader = RecordingLoader.builder().build();
      SyncDefinition sync =
          shop.sync()
              .destination(loader)
              .deletes(Deletes.byAbsence())
              .accept(Risk.EPHEMERAL_STATE)
              .accept(Risk.AT_LEAST_ONCE)
              .build();
      shop.engine.run(sync);
      loader.change(loader.refs(Key.of(3L)).get(0), Map.of("name", "spoiled"));

      assertThat(shop.engine.reset(sync)).isEqualTo(1_005);
      RunReport report = shop.engine.run(sync);

      assertThat(report.ledger().updated()).isEqualTo(1_005);
      assertThat(loader.applied(Change.INSERT)).isEqualTo(1_005);
      assertThat(loader.row(Key.of(3L)))
          .hasValueSatisfying(row -> assertThat(row).containsEntry("name", "name 3"));
      assertThat(shop.engine.run(sync).ledger().unchanged()).isEqualTo(1_005);
    }
  }

  @Test
  void whatWasWrittenBeforeIsStillOurs() {
    try (var shop = new Shop().with(1, 3)) {
      SyncDefinition sync = shop.sync().deletes(Deletes.byAbsence()).build();
      shop.engine.run(sync);
      shop.engine.reset(sync);
      shop.source.remove(Key.of(2L));

      assertThat(shop.engine.run(sync).ledger().deleted()).isEqualTo(1);
    }
  }

  @Test
  void allThreeAreAskedWhetherTheyCanWork() {
    try (var shop = new Shop().with(1, 3)) {
      SyncDefinition sync = shop.sync().build();
      assertThat(shop.engine.check(sync).ok()).isTrue();

      shop.loader.breakDown("nobody home");

      var checks = shop.engine.check(sync);
      assertThat(checks.ok()).isFalse();
      assertThat(checks.source().ok()).isTrue();
      assertThat(checks.destination().message()).contains("nobody home");
    }
  }
}
