package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.RecordingLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records that the destination never takes, or takes a few at a time. */
class StuckInDoubtTest {
  private static SyncDefinition sync(Shop shop, Loader loader) {
    return shop.sync()
        .destination(DestinationSpec.local(() -> loader))
        .deletes(Deletes.byAbsence())
        .accept(Risk.EPHEMERAL_STATE)
        .settings(Shop.SMALL.maxRetries(1))
        .build();
  }

  /** Without a look-up, only sending the old version again could tell whether it is there. */
  @Test
  void oneThatBreaksEveryCallHoldsUpNeitherItsNeighboursNorTheDeletes() {
    try (var shop = new Shop().with(1, 8)) {
      var loader = RecordingLoader.builder().idempotentCreate().build();
      SyncDefinition sync = sync(shop, loader);
      loader.beforeWrite(StuckInDoubtTest::breakOnFour);
      assertThat(shop.engine.run(sync).ledger().rejected()).isEqualTo(1);

      shop.rename(4, "mended");
      shop.source.remove(Key.of(7L));
      RunReport second = shop.engine.run(sync);

      assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(second.ledger().deferred()).isZero();
      assertThat(second.ledger().deleted()).isEqualTo(1);
      assertThat(shop.letters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.errorType()).isEqualTo("in-doubt");
                assertThat(letter.message())
                    .contains("the destination may have it", "cannot take 4");
              });

      loader.beforeWrite(batch -> {});
      assertThat(shop.engine.run(sync).status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(shop.letters()).extracting(DeadLetter::message).isEmpty();
      assertThat(loader.row(Key.of(4L)).orElseThrow()).containsEntry("name", "mended");
      assertThat(loader.duplicates()).isEmpty();
    }
  }

  private static void breakOnFour(ChangeBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      if (batch.key(i).equals(Key.of(4L))) {
        throw new PermanentException("cannot take 4");
      }
    }
  }

  @Test
  void aDestinationThatTakesAFewAtATimeIsNotGivenUpWhileItDoes() {
    try (var shop = Shop.simulated().with(1, 10)) {
      var table = RecordingLoader.upserting();
      RunReport report = shop.engine.run(sync(shop, new AFewAtATime(table)));
      assertThat(report.ledger().inserted()).isEqualTo(10);
      assertThat(table.rows()).hasSize(10);
    }
  }

  /** Puts off all but the first two of each call. */
  private static final class AFewAtATime extends WriteOnly {
    AFewAtATime(RecordingLoader table) {
      super(table);
    }

    @Override
    public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
      table().heal();
      var taken = new ArrayList<Key>();
      for (int i = 0; i < Math.min(2, batch.size()); i++) {
        taken.add(batch.key(i));
      }
      table().retry(write -> !taken.contains(write.key()), 1, Optional.empty());
      return super.write(batch, context);
    }
  }
}
