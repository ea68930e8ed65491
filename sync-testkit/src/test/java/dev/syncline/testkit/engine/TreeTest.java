package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.RunSettings;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Parents within one sync. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class TreeTest {
  private static final Schema TREE =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("parent", LogicalType.INTEGER));

  private final ListSource source = ListSource.builder(TREE).key("id").snapshot().build();

  private static SyncDefinition.Builder tree(Shop shop) {
    return shop.sync()
        .map(m -> m.fields("id"))
        .optionalParent("parent_id", "customers", "parent")
        .deletes(Deletes.byAbsence().atMostPercent(100));
  }

  /** Every child has the id of its parent, and was written after it. */
  private static void assertComplete(Shop shop, int nodes) {
    RecordingLoader loader = shop.loader;
    assertThat(loader.rows()).hasSize(nodes);
    assertThat(shop.engine.state().state("customers").pending()).isZero();
    Set<Object> written = new HashSet<>();
    written.add("");
    for (var attempt : loader.attempts()) {
      Object parent = attempt.values().get("parent_id");
      assertThat(written.contains(parent == null ? "" : parent))
          .as("the parent of %s was written before it", attempt.key())
          .isTrue();
      written.add(loader.refs(attempt.key()).get(0).single());
    }
  }

  @Test
  void aTreeEndsCompleteWhateverTheOrder() {
    for (long id = 40; id >= 2; id--) {
      source.add(id, id / 2);
    }
    source.add(1L, null);
    try (var shop = new Shop(source)) {
      RunReport report = shop.engine.run(tree(shop).build());
      assertComplete(shop, 40);
      assertThat(report.ledger().balanced()).isTrue();
      assertThat(shop.engine.run(tree(shop).build()).ledger().unchanged()).isEqualTo(40);
    }
  }

  @Test
  void aTreeInOrderIsWrittenAsItIsRead() {
    for (long id = 1; id <= 500; id++) {
      source.add(id, id <= 50 ? null : id - 50);
    }
    try (var shop = new Shop(source)) {
      RunReport report = shop.engine.run(tree(shop).build());
      assertComplete(shop, 500);
      assertThat(report.ledger().carried()).isZero();
    }
  }

  @Test
  void aTreeOfAHundredThousandInRandomOrderEndsCompleteInOneRun() {
    int nodes = 100_000;
    var random = new Random(11);
    List<Long> ids = new ArrayList<>(LongStream.rangeClosed(1, nodes).boxed().toList());
    Collections.shuffle(ids, random);
    for (long id : ids) {
      source.add(id, id == 1 ? null : 1 + (long) (random.nextDouble() * (id - 1)));
    }
    try (var shop = new Shop(source)) {
      long start = System.nanoTime();
      RunReport report = shop.engine.run(tree(shop).settings(RunSettings.DEFAULT).build());
      System.out.printf(
          "%,d nodes in random order, in memory: %.1f s, %s%n",
          nodes, (System.nanoTime() - start) / 1e9, report.ledger().byOutcome());
      assertComplete(shop, nodes);
      assertThat(report.ledger().inserted()).isEqualTo(nodes);
      assertThat(report.ledger().carried()).as("each is taken up once").isLessThan(nodes);
    }
  }

  @Test
  void aChainOfTenThousandInReverseOrderEndsCompleteInOneRunAndGoesInOne() {
    int nodes = 10_000;
    for (long id = nodes; id >= 1; id--) {
      source.add(id, id == 1 ? null : id - 1);
    }
    try (var shop = new Shop(source)) {
      long start = System.nanoTime();
      RunReport report = shop.engine.run(tree(shop).settings(RunSettings.DEFAULT).build());
      System.out.printf(
          "chain of %,d in reverse order, in memory: %.1f s%n",
          nodes, (System.nanoTime() - start) / 1e9);
      assertComplete(shop, nodes);
      assertThat(report.ledger().carried()).isEqualTo(nodes - 1);

      source.clear();
      source.add(1L, null);
      RunReport deletes = shop.engine.run(tree(shop).build());
      assertThat(deletes.ledger().deleted()).isEqualTo(nodes - 1);
      assertThat(deletes.ledger().absent()).isEqualTo(nodes - 1);
      assertThat(shop.loader.rows()).hasSize(1);
    }
  }

  @Test
  void aSubtreeGoesInOneRunAndItsLeavesGoFirst() {
    for (long id = 1; id <= 127; id++) {
      source.add(id, id == 1 ? null : id / 2);
    }
    try (var shop = new Shop(source)) {
      shop.engine.run(tree(shop).build());
      shop.loader.beforeWrite(
          batch -> {
            for (int i = 0; i < batch.size(); i++) {
              long id = (long) batch.key(i).values().get(0);
              assertThat(shop.loader.row(Key.of(2 * id))).isEmpty();
              assertThat(shop.loader.row(Key.of(2 * id + 1))).isEmpty();
            }
          });
      for (long id = 1; id <= 127; id++) {
        if (isBelow(id, 3)) {
          source.remove(Key.of(id));
        }
      }
      RunReport report = shop.engine.run(tree(shop).build());
      assertThat(report.failure()).isEmpty();
      assertThat(report.ledger().rejected()).isZero();
      assertThat(report.ledger().deleted()).isEqualTo(63);
      assertThat(shop.loader.rows()).hasSize(64);
      assertThat(shop.engine.run(tree(shop).build()).ledger().absent()).isZero();
    }
  }

  @Test
  void aSubtreeIsMarkedInOneRunThoughItsMarksStandInTheJournal() {
    for (long id = 1; id <= 127; id++) {
      source.add(id, id == 1 ? null : id / 2);
    }
    try (var shop = new Shop(source)) {
      var sync = tree(shop).deletes(Deletes.byAbsence().atMostPercent(100).marking("gone")).build();
      shop.engine.run(sync);
      for (long id = 1; id <= 127; id++) {
        if (isBelow(id, 3)) {
          source.remove(Key.of(id));
        }
      }
      assertThat(shop.engine.run(sync).ledger().deleted()).isEqualTo(63);
      assertThat(shop.loader.rows().stream().filter(row -> row.get("gone").equals(true)))
          .hasSize(63);
      assertThat(shop.engine.run(sync).ledger().absent()).isZero();
    }
  }

  private static boolean isBelow(long id, long root) {
    return id == root || (id > root && isBelow(id / 2, root));
  }

  @Test
  void aNodeThatStillHasAChildStaysWithAllAboveItAndTheBooksBalance() {
    // 1 - 2 - 3 - 4, and 3 - 5; 5 stays at the source though 3 does not
    source.add(1L, null).add(2L, 1L).add(3L, 2L).add(4L, 3L).add(5L, 3L).add(6L, null);
    try (var shop = new Shop(source)) {
      shop.engine.run(tree(shop).build());
      for (long id = 1; id <= 4; id++) {
        source.remove(Key.of(id));
      }
      RunReport report = shop.engine.run(tree(shop).build());
      assertThat(report.ledger().absent()).isEqualTo(4);
      assertThat(report.ledger().deleted()).isEqualTo(1);
      assertThat(report.ledger().deferred()).isEqualTo(3);
      assertThat(report.notices()).anyMatch(notice -> notice.startsWith("3 records still have"));
      source.put(SyncRecord.of(TREE, 5L, 6L));
      assertThat(shop.engine.run(tree(shop).build()).ledger().deleted()).isEqualTo(3);
    }
  }

  @Test
  void flaggedNodesGoChildrenFirst() {
    var schema =
        Schema.of(
            Field.of("id", LogicalType.INTEGER),
            Field.of("parent", LogicalType.INTEGER),
            Field.of("gone", LogicalType.BOOLEAN));
    var flagged = ListSource.builder(schema).key("id").snapshot().build();
    flagged.add(1L, null, false).add(2L, 1L, false).add(3L, 2L, false).add(4L, 3L, false);
    try (var shop = new Shop(flagged)) {
      SyncDefinition sync = tree(shop).deletes(Deletes.byFlag("gone")).build();
      shop.engine.run(sync);
      for (long id = 2; id <= 4; id++) {
        flagged.put(SyncRecord.of(schema, id, id == 2 ? 1L : id - 1, true));
      }
      RunReport report = shop.engine.run(sync);
      assertThat(report.ledger().deleted()).isEqualTo(3);
      assertThat(shop.loader.rows()).hasSize(1);
    }
  }

  @Test
  void anOrphanInATreeThatIsTriedAgainDoesNotHangTheRun() {
    source.add(1L, null).add(2L, 1L).add(3L, 99L);
    try (var shop = new Shop(source)) {
      shop.engine.run(tree(shop).build());
      assertThat(shop.pending("customers")).hasSize(1);
      shop.clock.advance(Duration.ofHours(1));
      RunReport second = shop.engine.run(tree(shop).build());
      assertThat(second.failure()).isEmpty();
    }
  }

  @Test
  void anOrphanThatFallsDueDuringALongRunDoesNotFailIt() {
    source.add(3L, 99L);
    for (long id = 10; id <= 40; id++) {
      source.add(id, null);
    }
    try (var shop = new Shop(source)) {
      shop.loader.beforeWrite(
          batch -> shop.clock.advance(Duration.ofSeconds(shop.loader.writes() >= 2 ? 50 : 0)));
      RunReport report =
          shop.engine.run(tree(shop).settings(Shop.SMALL.checkpointRows(10)).build());
      assertThat(report.failure()).isEmpty();
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  @Test
  void aNodeThatIsItsOwnParentIsRefusedWithAWayOut() {
    source.add(1L, 1L).add(2L, 1L);
    try (var shop = new Shop(source)) {
      shop.engine.run(tree(shop).build());
      assertThat(shop.letters())
          .singleElement()
          .satisfies(letter -> assertThat(letter.message()).contains("its own parent", "deferred"));
    }
  }

  @Test
  void aTreeWithSecondParentsWithinTheSyncEndsComplete() {
    var schema =
        Schema.of(
            Field.of("id", LogicalType.INTEGER),
            Field.of("a", LogicalType.INTEGER),
            Field.of("b", LogicalType.INTEGER));
    var mesh = ListSource.builder(schema).key("id").snapshot().build();
    for (long id = 300; id >= 3; id--) {
      mesh.add(id, id - 1, id - 2);
    }
    mesh.add(1L, null, null).add(2L, 1L, null);
    try (var shop = new Shop(mesh)) {
      SyncDefinition sync =
          shop.sync()
              .map(m -> m.fields("id"))
              .optionalParent("a_id", "customers", "a")
              .optionalParent("b_id", "customers", "b")
              .build();
      RunReport report = shop.engine.run(sync);
      assertThat(shop.loader.rows()).hasSize(300);
      assertThat(shop.pending("customers")).isEmpty();
      assertThat(report.ledger().inserted()).isEqualTo(300);
    }
  }
}
