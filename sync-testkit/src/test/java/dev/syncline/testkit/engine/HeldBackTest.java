package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run is stopped while it waits to learn what became of a write, and a newer version of the
 * record has been read by then: nothing of it is sent before a later run knows.
 */
class HeldBackTest {
  private static final Duration LATE = Duration.ofMinutes(1);

  static Stream<Arguments> destinations() {
    return Stream.of(
        // A second insert would be a second row.
        Arguments.of("look-up only", builder().looksUp(Duration.ZERO)),
        Arguments.of("look-up only, unordered", builder().looksUp(Duration.ZERO).unordered()),
        // What arrives late would undo what was sent after it.
        Arguments.of(
            "upsert and look-up, unordered", builder().upsert().looksUp(Duration.ZERO).unordered()),
        Arguments.of("upsert, unordered", builder().upsert().unordered()));
  }

  private static RecordingLoader.Builder builder() {
    return RecordingLoader.builder().requestDeadline(LATE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("destinations")
  void aNewerVersionOfANewRecordWaits(String name, RecordingLoader.Builder builder) {
    var loader = builder.build();
    try (var shop = new Stopped()) {
      loader.inDoubt(attempt -> true, 1, false);
      shop.whileWaiting(
          // The first version arrives after all, when nobody looks any more.
          () -> loader.seed(Key.of(1L), Stopped.row("first")));
      RunReport report = shop.readTwice(loader, "first", "second");

      assertThat(report.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(report.ledger().deferred()).isEqualTo(2);
      assertThat(loader.writes()).isEqualTo(1);
      shop.assertEndsWith(loader, "second");
    }
  }

  @Test
  void aNewerVersionOfAnUpdateWaitsWhereALateOneWouldUndoIt() {
    var loader = builder().upsert().looksUp(Duration.ZERO).unordered().build();
    try (var shop = new Stopped()) {
      shop.source.add(1L, "old", "Berlin");
      assertThat(shop.run(loader).ledger().inserted()).isEqualTo(1);
      loader.inDoubt(attempt -> true, 1, false);
      shop.whileWaiting(() -> {});
      RunReport report = shop.readTwice(loader, "first", "second");

      assertThat(report.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(loader.writes()).as("the insert, and the first version").isEqualTo(2);
      shop.assertEndsWith(loader, "second");
    }
  }

  /** A run that is cancelled in its first wait, when the source has given everything. */
  private static final class Stopped implements AutoCloseable {
    private final AtomicReference<Runnable> inWait = new AtomicReference<>(() -> {});
    private final CountDownLatch read = new CountDownLatch(1);
    final ListSource source = ListSource.builder(Shop.CUSTOMERS).key("id").build();
    private final Shop shop =
        new Shop(
            source,
            builder ->
                builder.waiting(
                    time -> {
                      inWait.getAndSet(() -> {}).run();
                      this.passes(time);
                    }));

    private void passes(Duration time) {
      shop.clock.advance(time);
    }

    static Map<String, Object> row(String name) {
      return Map.of("id", 1L, "name", name, "city", "Berlin");
    }

    void whileWaiting(Runnable action) {
      inWait.set(
          () -> {
            awaitAllRead();
            action.run();
            shop.engine.cancel("customers");
          });
    }

    private void awaitAllRead() {
      try {
        assertThat(read.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    SyncDefinition sync(RecordingLoader loader) {
      return SyncDefinition.builder("customers")
          .source(source)
          .destination(loader)
          .accept(Risk.EPHEMERAL_STATE)
          .settings(Shop.SMALL.batchRows(1).maxRetries(0))
          .build();
    }

    RunReport run(RecordingLoader loader) {
      return shop.engine.run(sync(loader));
    }

    /** Both versions come in one reading, one after the other. */
    RunReport readTwice(RecordingLoader loader, String first, String second) {
      source.clear();
      source.add(1L, first, "Berlin").add(1L, second, "Berlin");
      source.beforeBatch(
          yielded -> {
            if (yielded == 2) {
              read.countDown();
            }
          });
      RunReport report = run(loader);
      source.beforeBatch(yielded -> {});
      return report;
    }

    void assertEndsWith(RecordingLoader loader, String name) {
      shop.clock.advance(Duration.ofMinutes(10));
      assertThat(run(loader).status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(loader.duplicates()).isEmpty();
      assertThat(loader.rows()).hasSize(1);
      assertThat(loader.row(Key.of(1L)).orElseThrow()).containsEntry("name", name);
    }

    @Override
    public void close() {
      shop.close();
    }
  }
}
