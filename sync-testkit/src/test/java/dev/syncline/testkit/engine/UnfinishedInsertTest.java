package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Change;
import dev.syncline.api.Check;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A new record that takes the destination two steps: what is found after the first is not it. */
class UnfinishedInsertTest {

  private static SyncDefinition sync(Shop shop, TwoSteps loader) {
    return shop.sync()
        .destination(DestinationSpec.local(() -> loader))
        .deletes(Deletes.byAbsence().atMostPercent(100))
        .accept(Risk.EPHEMERAL_STATE)
        .settings(Shop.SMALL.maxRetries(1))
        .build();
  }

  private static void assertSynced(Shop shop, TwoSteps loader) {
    assertThat(loader.table.duplicates()).isEmpty();
    assertThat(loader.table.rows())
        .extracting(row -> row.get("id") + " " + row.get("name"))
        .containsExactlyInAnyOrderElementsOf(
            shop.source.rows().stream().map(row -> row.get("id") + " " + row.get("name")).toList());
  }

  @Test
  void isWrittenToItsEndByTheSameRun() {
    try (var shop = Shop.simulated().with(1, 5)) {
      var loader = new TwoSteps(Key.of(3L), () -> {});
      RunReport report = shop.engine.run(sync(shop, loader));

      assertThat(report.ledger().inserted()).isEqualTo(5);
      assertSynced(shop, loader);
      assertThat(shop.engine.run(sync(shop, loader)).ledger().unchanged()).isEqualTo(5);
    }
  }

  /** From the first step on, the lease is somebody else's: nothing is committed. */
  private static TwoSteps dyingIn(Shop shop) {
    return new TwoSteps(
        Key.of(3L),
        () -> {
          shop.clock.advance(Duration.ofMinutes(10));
          shop.store.acquire(LeaseRequest.of("customers", "nobody", Duration.ofSeconds(1)));
        });
  }

  @Test
  void isWrittenToItsEndByTheNextRunIfThisOneDies() {
    try (var shop = Shop.simulated().with(1, 5)) {
      TwoSteps loader = dyingIn(shop);
      assertThat(shop.engine.run(sync(shop, loader)).status()).isEqualTo(RunStatus.FAILED);
      shop.clock.advance(Duration.ofMinutes(10));

      assertThat(shop.engine.run(sync(shop, loader)).status()).isEqualTo(RunStatus.SUCCEEDED);
      assertSynced(shop, loader);
    }
  }

  @Test
  void isDeletedIfTheSourceHasDroppedItByThen() {
    try (var shop = Shop.simulated().with(1, 5)) {
      TwoSteps loader = dyingIn(shop);
      shop.engine.run(sync(shop, loader));
      shop.clock.advance(Duration.ofMinutes(10));
      shop.source.remove(Key.of(3L));

      shop.engine.run(sync(shop, loader));
      assertSynced(shop, loader);
    }
  }

  /** Takes one record at a time; of one key, the first insert comes half way. */
  private static final class TwoSteps implements Loader, LooksUp {
    final RecordingLoader table =
        RecordingLoader.builder()
            .looksUp(Duration.ZERO)
            .requestDeadline(Duration.ZERO)
            .maxBatch(1)
            .build();
    private final Map<Key, DestinationRef> begun = new HashMap<>();
    private final Key halfWay;
    private final Runnable then;
    private boolean done;

    TwoSteps(Key halfWay, Runnable then) {
      this.halfWay = halfWay;
      this.then = then;
    }

    @Override
    public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
      Key key = batch.key(0);
      if (batch.change(0) == Change.INSERT && begun.containsKey(key)) {
        table.change(begun.get(key), batch.values().row(0).toMap());
        return List.of(WriteResult.Written.as(begun.remove(key)));
      }
      if (batch.change(0) == Change.INSERT && key.equals(halfWay) && !done) {
        done = true;
        begun.put(key, table.seed(key, Map.of("id", 3L, "name", "as it was long ago")));
        then.run();
        return List.of(new WriteResult.InDoubt("half way", true));
      }
      batch.ref(0).ifPresent(ref -> begun.values().remove(ref));
      return table.write(batch, context);
    }

    @Override
    public boolean unfinished(DestinationRef found) {
      return begun.containsValue(found);
    }

    @Override
    public LoaderTraits traits() {
      return table.traits();
    }

    @Override
    public Optional<Schema> prepare(Target target) {
      return table.prepare(target);
    }

    @Override
    public List<String> lookupFields() {
      return ((LooksUp) table).lookupFields();
    }

    @Override
    public List<List<DestinationRef>> lookup(List<Key> keys) {
      return ((LooksUp) table).lookup(keys);
    }

    @Override
    public Duration settle() {
      return Duration.ZERO;
    }

    @Override
    public Check check() {
      return table.check();
    }

    @Override
    public void close() {
      table.close();
    }
  }
}
