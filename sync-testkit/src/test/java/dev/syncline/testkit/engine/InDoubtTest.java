package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.WriteFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guarantees 2 and 3 for what was sent and never answered: whatever the source says by the time of
 * the next run, the destination ends right, for every kind of destination.
 */
class InDoubtTest {
  private static final Duration SETTLE = Duration.ZERO;

  static Stream<Arguments> destinations() {
    return Stream.of(
        Arguments.of("upsert", (Supplier<RecordingLoader>) RecordingLoader::upserting),
        Arguments.of(
            "upsert with look-up",
            (Supplier<RecordingLoader>)
                () ->
                    RecordingLoader.builder()
                        .upsert()
                        .looksUp(SETTLE)
                        .requestDeadline(Duration.ZERO)
                        .build()),
        Arguments.of(
            "idempotent create",
            (Supplier<RecordingLoader>) () -> RecordingLoader.builder().idempotentCreate().build()),
        Arguments.of("look-up only", (Supplier<RecordingLoader>) InDoubtTest::lookUpOnly));
  }

  private static RecordingLoader lookUpOnly() {
    return RecordingLoader.builder().looksUp(SETTLE).requestDeadline(Duration.ZERO).build();
  }

  private static SyncDefinition sync(Shop shop, RecordingLoader loader) {
    return sync(shop, loader, 0);
  }

  private static SyncDefinition sync(Shop shop, RecordingLoader loader, int retries) {
    return shop.sync()
        .destination(loader)
        .deletes(Deletes.byAbsence())
        .accept(Risk.EPHEMERAL_STATE)
        .settings(Shop.SMALL.maxRetries(retries))
        .build();
  }

  /**
   * A run that dies between a write and its checkpoint: from the write on, the lease is somebody
   * else's, so that nothing of it is committed.
   */
  private static void runAndDie(Shop shop, RecordingLoader loader) {
    loader.beforeWrite(
        batch -> {
          shop.clock.advance(Duration.ofMinutes(10));
          shop.store.acquire(LeaseRequest.of("customers", "nobody", Duration.ofSeconds(1)));
        });
    RunReport report = shop.engine.run(sync(shop, loader));
    loader.beforeWrite(batch -> {});
    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    shop.clock.advance(Duration.ofMinutes(10));
  }

  private static void assertSynced(Shop shop, RecordingLoader loader) {
    assertThat(shop.engine.run(sync(shop, loader)).status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(loader.duplicates()).isEmpty();
    assertThat(contents(loader)).isEqualTo(contents(shop));
    int writes = loader.writes();
    RunReport again = shop.engine.run(sync(shop, loader));
    assertThat(again.ledger().unchanged()).isEqualTo(again.ledger().fetched());
    assertThat(again.ledger().carried()).isZero();
    assertThat(loader.writes()).isEqualTo(writes);
  }

  private static Map<Object, Object> contents(RecordingLoader loader) {
    return loader.rows().stream()
        .collect(Collectors.toMap(row -> row.get("id"), row -> row.get("name")));
  }

  private static Map<Object, Object> contents(Shop shop) {
    return shop.source.rows().stream()
        .collect(Collectors.toMap(row -> row.get("id"), row -> row.get("name")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("destinations")
  void whatWasInsertedUnseenIsNotInsertedAgain(String kind, Supplier<RecordingLoader> destination) {
    try (var shop = new Shop().with(1, 8)) {
      var loader = destination.get();
      runAndDie(shop, loader);
      assertThat(loader.rows()).hasSize(8);
      assertSynced(shop, loader);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("destinations")
  void whatWasInsertedUnseenAndIsGoneAtTheSourceIsDeleted(
      String kind, Supplier<RecordingLoader> destination) {
    try (var shop = new Shop().with(1, 8)) {
      var loader = destination.get();
      runAndDie(shop, loader);
      shop.source.remove(Key.of(3L));
      assertSynced(shop, loader);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("destinations")
  void whatWasUpdatedUnseenAndIsAsBeforeAtTheSourceIsWrittenBack(
      String kind, Supplier<RecordingLoader> destination) {
    try (var shop = new Shop().with(1, 8)) {
      var loader = destination.get();
      assertSynced(shop, loader);
      shop.rename(5, "another");
      runAndDie(shop, loader);
      assertThat(contents(loader)).containsEntry(5L, "another");
      shop.rename(5, "name 5");
      assertSynced(shop, loader);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("destinations")
  void whatWasDeletedUnseenAndIsBackAtTheSourceIsWrittenAgain(
      String kind, Supplier<RecordingLoader> destination) {
    try (var shop = new Shop().with(1, 8)) {
      var loader = destination.get();
      assertSynced(shop, loader);
      shop.source.remove(Key.of(5L));
      runAndDie(shop, loader);
      assertThat(contents(loader)).doesNotContainKey(5L);
      shop.rename(5, "name 5");
      assertSynced(shop, loader);
    }
  }

  /** A server that answers with an error is done; one that does not may still be at work. */
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void onlyWhatMayBeOnItsWayIsWaitedFor(boolean over, boolean applied) {
    try (var shop = new Shop().with(1, 8)) {
      var loader =
          RecordingLoader.builder()
              .looksUp(Duration.ofSeconds(5))
              .unordered()
              .requestDeadline(Duration.ofMinutes(10))
              .build();
      if (over) {
        loader.inDoubtAndOver(attempt -> true, 3, applied);
      } else {
        loader.inDoubt(attempt -> true, 3, applied);
      }
      Instant begun = shop.clock.instant();

      assertThat(shop.engine.run(sync(shop, loader, 3)).status()).isEqualTo(RunStatus.SUCCEEDED);

      Duration waited = Duration.between(begun, shop.clock.instant());
      assertThat(waited).isGreaterThan(Duration.ofSeconds(applied ? 0 : 5));
      if (over) {
        assertThat(waited).isLessThan(Duration.ofMinutes(1));
      } else {
        assertThat(waited).isGreaterThan(Duration.ofMinutes(10));
      }
      assertThat(loader.rows()).hasSize(8);
      assertThat(loader.duplicates()).isEmpty();
    }
  }

  /** That the next call was answered says nothing of the one before. */
  @Test
  void anAnswerIsOneToItsOwnCall() {
    try (var shop = new Shop().with(1, 1)) {
      var loader =
          RecordingLoader.builder()
              .looksUp(Duration.ZERO)
              .unordered()
              .requestDeadline(Duration.ofMinutes(10))
              .build();
      loader.inDoubt(attempt -> true, 1, false);
      loader.inDoubtAndOver(attempt -> true, 1, false);
      Instant begun = shop.clock.instant();

      assertThat(shop.engine.run(sync(shop, loader, 3)).status()).isEqualTo(RunStatus.SUCCEEDED);

      assertThat(Duration.between(begun, shop.clock.instant()))
          .isGreaterThan(Duration.ofMinutes(10))
          .isLessThan(Duration.ofMinutes(11));
      assertThat(loader.rows()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("destinations")
  void aLostAnswerDoublesNothing(String kind, Supplier<RecordingLoader> destination) {
    for (WriteFault fault : WriteFault.values()) {
      for (RuntimeException failure :
          List.of(
              new RetryableException("time-out", Duration.ZERO, null),
              new PermanentException("broken"))) {
        try (var shop = new Shop().with(1, 8)) {
          var loader = destination.get();
          loader.failWrite(1, fault, failure);
          shop.engine.run(sync(shop, loader));
          assertThat(loader.duplicates()).isEmpty();
          assertSynced(shop, loader);
        }
      }
    }
  }

  @Test
  void aWriteThatMayStillArriveIsWaitedFor() {
    try (var shop = new Shop().with(1, 8)) {
      var loader = lookUpOnly();
      loader.inDoubt(attempt -> attempt.key().equals(Key.of(4L)), 1, true);
      RunReport report = shop.engine.run(sync(shop, loader));
      assertThat(report.ledger().inserted()).isEqualTo(8);
      assertThat(loader.duplicates()).isEmpty();
      assertSynced(shop, loader);
    }
  }

  /** A request of a dead process, carried out late, would undo the next one. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereWritesAreNotOrderedTheNextRunWaitsUntilNoneCanArriveAnyMore(boolean looksUp) {
    try (var shop = Shop.simulated().with(1, 8)) {
      var upserting = RecordingLoader.builder().upsert().requestDeadline(Duration.ofHours(1));
      RecordingLoader loader =
          (looksUp ? upserting.looksUp(Duration.ZERO) : upserting).unordered().build();
      loader.failWrite(
          1, WriteFault.AFTER_APPLYING, new RetryableException("no answer", Duration.ZERO, null));
      Instant lost = shop.clock.instant();
      assertThat(shop.engine.run(sync(shop, loader)).status()).isEqualTo(RunStatus.FAILED);
      var sent = new ArrayList<Instant>();
      loader.beforeWrite(batch -> sent.add(shop.clock.instant()));
      shop.rename(3, "newer");
      assertSynced(shop, loader);
      assertThat(sent).isNotEmpty();
      assertThat(sent.get(0)).isAfterOrEqualTo(lost.plus(Duration.ofHours(1)));
    }
  }

  @Test
  void recordsThatAreThereBeforeTheFirstRunAreAdopted() {
    try (var shop = new Shop().with(1, 8)) {
      var loader = lookUpOnly();
      loader.seed(Key.of(2L), Map.of("id", 2L, "name", "old", "city", "Rome"));
      RunReport report = shop.engine.run(sync(shop, loader));
      assertThat(report.ledger().inserted()).isEqualTo(7);
      assertThat(report.ledger().updated()).isEqualTo(1);
      assertSynced(shop, loader);
    }
  }

  @Test
  void aKeyThatIsThereTwiceIsRejectedAndNotWrittenAThirdTime() {
    try (var shop = new Shop().with(1, 3)) {
      var loader = lookUpOnly();
      for (String name : List.of("one", "two")) {
        loader.seed(Key.of(2L), Map.of("id", 2L, "name", name, "city", "Rome"));
      }
      shop.engine.run(sync(shop, loader));
      assertThat(loader.refs(Key.of(2L))).hasSize(2);
      assertThat(shop.letters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.errorType()).isEqualTo("ambiguous");
                assertThat(letter.message()).contains("2 times");
              });
    }
  }

  @Test
  void anInDoubtKeyThatTurnsOutToBeThereTwiceStaysInTheJournal() {
    try (var shop = new Shop().with(1, 3)) {
      var loader = lookUpOnly();
      assertSynced(shop, loader);
      shop.with(4, 4);
      runAndDie(shop, loader);
      loader.seed(Key.of(4L), Map.of("id", 4L, "name", "stranger", "city", "Rome"));
      for (int run = 0; run < 2; run++) {
        shop.engine.run(sync(shop, loader));
        assertThat(loader.refs(Key.of(4L))).hasSize(2);
        assertThat(shop.letters()).extracting(DeadLetter::errorType).containsExactly("ambiguous");
      }
    }
  }

  @Test
  void aDestinationWithoutAnyProtectionIsRefusedUnlessAccepted() {
    try (var shop = new Shop().with(1, 3)) {
      var loader = RecordingLoader.builder().build();
      var sync = shop.sync().destination(loader);
      RunReport refused = shop.engine.run(sync.build());
      assertThat(refused.status()).isEqualTo(RunStatus.FAILED);
      assertThat(refused.failure().orElseThrow().message())
          .contains("sync 'customers' cannot take the same record twice")
          .contains("'atLeastOnce: accepted'");
      assertThat(loader.rows()).isEmpty();

      sync.accept(Risk.AT_LEAST_ONCE).accept(Risk.EPHEMERAL_STATE);
      assertThat(shop.engine.run(sync.build()).ledger().inserted()).isEqualTo(3);
    }
  }

  @Test
  void aStateThatIsForgottenIsRefusedWhereItIsNeededUnlessAccepted() {
    try (var shop = new Shop().with(1, 3)) {
      var loader = lookUpOnly();
      var sync = shop.sync().destination(loader);
      RunReport refused = shop.engine.run(sync.build());
      assertThat(refused.status()).isEqualTo(RunStatus.FAILED);
      assertThat(refused.failure().orElseThrow().message()).contains("'ephemeral: accepted'");
      assertThat(loader.rows()).isEmpty();
    }
  }
}
