package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Change;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.run.SyncEvent;
import dev.syncline.api.source.ExtractRequest;
import dev.syncline.api.source.Extraction;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.core.RunHandle;
import dev.syncline.core.SyncEngine;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.memory.InMemoryStateStore;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import dev.syncline.testkit.TestClock;
import dev.syncline.testkit.WriteFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Scans that are resumed, unproven, slow or changed in between. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class ScanCasesTest {
  private static final Schema VERSIONED =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("version", LogicalType.INTEGER));

  @Test
  void anUpdateDeferredByAStopIsWrittenByTheResumedScan() throws Exception {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().resumable().build();
    try (var shop = new Shop(source).with(1, 30)) {
      SyncDefinition sync = shop.sync().settings(Shop.SMALL.checkpointRows(10)).build();
      shop.engine.run(sync);
      shop.rename(15, "changed");
      shop.loader.failWrite(
          1, WriteFault.BEFORE_APPLYING, new RetryableException("away", Duration.ofHours(1), null));
      var waiting = new CountDownLatch(1);
      shop.loader.beforeWrite(batch -> waiting.countDown());
      RunHandle handle = shop.engine.start(sync);
      waiting.await();
      handle.cancel();
      assertThat(handle.await().status()).isEqualTo(RunStatus.CANCELLED);
      shop.loader.heal();
      RunReport next = shop.engine.run(sync);
      assertThat(shop.letters()).isEmpty();
      assertThat(shop.nameOf(15)).contains("changed");
      assertThat(next.ledger().updated()).isEqualTo(1);
    }
  }

  @Test
  void aScanIsNotResumedOverAnIncrementalRunInBetween() {
    var source =
        ListSource.builder(VERSIONED).key("id").cursor("version").snapshot().resumable().build();
    try (var shop = new Shop(source)) {
      for (long id = 1; id <= 40; id++) {
        source.add(id, "name " + id, id);
      }
      source.remove(Key.of(5L));
      var earlierPlace = ListSource.builder(VERSIONED).key("id").cursor("version").build();
      var both =
          new SourceSpec(
              "local",
              source.toSpec().config(),
              Optional.of(
                  () ->
                      new Wrapped(source) {
                        @Override
                        public Extraction open(ExtractRequest request) {
                          // What a full scan from the start would read first.
                          if (request instanceof ExtractRequest.FullScan scan
                              && scan.resume().isEmpty()
                              && !earlierPlace.rows().isEmpty()) {
                            earlierPlace.rows().forEach(source::add);
                          }
                          return request instanceof ExtractRequest.Since
                              ? earlierPlace.open(request)
                              : source.open(request);
                        }
                      }));
      var full =
          shop.sync()
              .source(both)
              .settings(Shop.SMALL.checkpointRows(10))
              .deletes(Deletes.byAbsence())
              .delta(Delta.hash())
              .build();
      var incremental =
          shop.sync()
              .source(both)
              .settings(Shop.SMALL.checkpointRows(10))
              .deletes(Deletes.byAbsence())
              .delta(Delta.rowversion().overlap(Duration.ZERO))
              .build();
      shop.engine.run(full);
      source.beforeBatch(
          batch -> {
            if (batch == 2) {
              shop.engine.cancel("customers");
            }
          });
      assertThat(shop.engine.run(full).status()).isEqualTo(RunStatus.CANCELLED);
      source.beforeBatch(batch -> {});
      // A row takes a place that the interrupted scan had passed: an incremental run reads it.
      earlierPlace.add(5L, "late", 100L);
      shop.engine.run(incremental);
      assertThat(shop.nameOf(5)).contains("late");
      // Back to full scans: the old one must not be gone on with.
      shop.engine.run(full);
      assertThat(shop.nameOf(5)).contains("late");
    }
  }

  @Test
  void aRowCommittedWithinTheOverlapIsSeenAlthoughTheRunWasSlowToStart() {
    var source = ListSource.builder(VERSIONED).key("id").cursor("version").build();
    var clock = TestClock.create();
    var store = InMemoryStateStore.create(clock);
    var loader = RecordingLoader.upserting();
    var slow = new AtomicInteger();
    try (var engine =
        SyncEngine.builder()
            .stateStore(store)
            .clock(clock)
            .listener(
                event -> {
                  if (event instanceof SyncEvent.RunStarted && slow.getAndIncrement() == 0) {
                    // What takes time before the source is asked, such as parked children.
                    clock.advance(Duration.ofSeconds(50));
                  }
                })
            .build()) {
      var sync =
          SyncDefinition.builder("customers")
              .source(source)
              .destination(loader)
              .delta(Delta.rowversion().overlap(Duration.ofSeconds(60)))
              .build();
      source.add(1L, "one", 10L);
      // Row 2 got version 15 at second 45, and will be committed at second 62.
      source.add(3L, "three", 20L);
      engine.run(sync); // bound 20, taken at second 50
      clock.advance(Duration.ofSeconds(11));
      source.add(4L, "four", 30L);
      engine.run(sync); // second 61
      clock.advance(Duration.ofSeconds(1));
      source.add(2L, "two", 15L);
      clock.advance(Duration.ofSeconds(10));
      engine.run(sync);
      assertThat(loader.row(Key.of(2L))).isPresent();
    }
  }

  @Test
  void absentRecordsAreDeletedThoughTheSourceKnowsItsFieldsOnlyWhenItIsRead() {
    try (var shop = new Shop().with(1, 30)) {
      SyncDefinition sync =
          shop.sync()
              .map(m -> m.fields("id", "name"))
              .source(
                  SourceSpec.local(
                      () ->
                          new Wrapped(shop.source) {
                            @Override
                            public Schema describe() {
                              return Schema.of(List.of());
                            }
                          },
                      "id"))
              .deletes(Deletes.byAbsence())
              .build();
      shop.engine.run(sync);
      shop.source.remove(Key.of(3L));
      RunReport report = shop.engine.run(sync);
      assertThat(report.failure()).isEmpty();
      assertThat(report.ledger().deleted()).isEqualTo(1);
    }
  }

  @Test
  void recordsThatATransformerWidensStillTravelInBatches() {
    try (var shop = new Shop().with(1, 30)) {
      SyncDefinition sync =
          shop.sync()
              .transform(
                  (record, context) ->
                      new dev.syncline.api.transform.Transformed.Kept(
                          SyncRecord.of(
                              Schema.of(
                                  Field.of("id", LogicalType.INTEGER),
                                  Field.of("label", LogicalType.STRING)),
                              record.get("id"),
                              "label")))
              .build();
      shop.engine.run(sync);
      assertThat(shop.loader.writes()).isEqualTo(3);
    }
  }

  @Test
  void aRecordRejectedAndMendedWithinOneCheckpointLeavesNoLetter() {
    var source = ListSource.of(Shop.CUSTOMERS, "id");
    try (var shop = new Shop(source)) {
      source.add(1L, "", "Berlin").add(1L, "mended", "Berlin");
      SyncDefinition sync =
          shop.sync()
              .normalize(n -> n.emptyToNull("name"))
              .validate(v -> v.required("name"))
              .build();
      RunReport report = shop.engine.run(sync);
      assertThat(report.ledger().inserted()).isEqualTo(1);
      assertThat(shop.letters()).isEmpty();
    }
  }

  @Test
  void reconcilingGoesOnAfterTheQueryChangedWhereNothingIsDeleted() {
    var source = ListSource.builder(VERSIONED).key("id").cursor("version").snapshot().build();
    try (var shop = new Shop(source)) {
      for (long id = 1; id <= 30; id++) {
        source.add(id, "name " + id, id);
      }
      var delta = Delta.rowversion().overlap(Duration.ZERO).reconcileEvery(Duration.ofHours(24));
      shop.engine.run(shop.sync().delta(delta).build());
      source.remove(Key.of(1L));
      var spec = source.toSpec();
      var changed =
          shop.sync()
              .source(new SourceSpec("local", spec.config().with("query", "x"), spec.local()))
              .delta(delta)
              .build();
      shop.clock.advance(Duration.ofHours(25));
      assertThat(shop.engine.run(changed).ledger().fetched()).isEqualTo(29);
      assertThat(shop.engine.run(changed).ledger().fetched()).isLessThan(29);
    }
  }

  @Test
  void aRecordRejectedInOneBatchAndMendedInTheNextLeavesNoLetter() {
    var source = ListSource.of(Shop.CUSTOMERS, "id");
    try (var shop = new Shop(source)) {
      source.add(1L, "", "Berlin");
      shop.with(2, 12);
      source.add(1L, "mended", "Berlin");
      SyncDefinition sync =
          shop.sync()
              .normalize(n -> n.emptyToNull("name"))
              .validate(v -> v.required("name"))
              .build();
      shop.engine.run(sync);
      assertThat(shop.nameOf(1)).contains("mended");
      assertThat(shop.letters()).isEmpty();
    }
  }

  @Test
  void aScanThatEndedUnprovenIsNotMadeCompleteByResumingItAtItsEnd() {
    var source = ListSource.builder(Shop.CUSTOMERS).key("id").snapshot().resumable().build();
    try (var shop = new Shop(source).with(1, 30)) {
      var sync = shop.sync().deletes(Deletes.byAbsence()).build();
      shop.engine.run(sync);
      source.endIncomplete();
      shop.engine.run(sync);
      shop.rename(7, "changed");
      RunReport next = shop.engine.run(sync);
      assertThat(next.ledger().fetched()).isEqualTo(30);
      assertThat(shop.nameOf(7)).contains("changed");
    }
  }

  @Test
  void anApprovalIsNotUsedUpByASweepThatWasStopped() {
    try (var shop = new Shop().with(1, 900)) {
      var sync = shop.sync().deletes(Deletes.byAbsence()).build();
      shop.engine.run(sync);
      for (long id = 1; id <= 850; id++) {
        shop.source.remove(Key.of(id));
      }
      long scan = shop.engine.run(sync).withheld().orElseThrow().scan();
      shop.engine.approveDeletes("customers", scan);
      shop.loader.beforeWrite(
          batch -> {
            if (batch.change(0) == Change.DELETE) {
              shop.engine.cancel("customers");
              throw new RetryableException("away", null);
            }
          });
      shop.engine.run(sync);
      shop.loader.beforeWrite(batch -> {});
      RunReport next = shop.engine.run(sync);
      assertThat(next.withheld()).isEmpty();
      assertThat(shop.loader.rows()).hasSize(50);
    }
  }

  @Test
  void deletesByFlagAreGuardedToo() {
    var schema =
        Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("gone", LogicalType.BOOLEAN));
    var source = ListSource.builder(schema).key("id").snapshot().build();
    for (long id = 1; id <= 100; id++) {
      source.add(id, false);
    }
    try (var shop = new Shop(source)) {
      var sync = shop.sync().deletes(Deletes.byFlag("gone")).build();
      shop.engine.run(sync);
      for (long id = 1; id <= 100; id++) {
        source.put(SyncRecord.of(schema, id, true));
      }
      shop.engine.run(sync);
      assertThat(shop.loader.rows()).hasSizeGreaterThanOrEqualTo(80);
    }
  }
}
