package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.Checkpoint;
import dev.syncline.api.state.Lease;
import dev.syncline.api.state.LeaseAnswer;
import dev.syncline.api.state.LeaseRequest;
import dev.syncline.api.state.RecordState;
import dev.syncline.api.state.SyncProgress;
import dev.syncline.api.state.SyncProgress.HashVersion;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.definition.UnknownHashes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guarantee 6: no surprise mass update. */
class HashVersionTest {
  private static final Delta SHA = Delta.hash().hashedWith(HashAlgorithm.SHA_256);

  private static SyncDefinition sync(Shop shop, Delta delta) {
    return shop.sync().delta(delta).build();
  }

  @Test
  void anotherAlgorithmSendsOnlyWhatChanged() {
    try (var shop = new Shop().with(1, 95)) {
      shop.engine.run(sync(shop, Delta.hash()));
      int writes = shop.loader.attempts().size();
      shop.rename(40, "renamed");

      RunReport report = shop.engine.run(sync(shop, SHA));

      assertThat(report.ledger().updated()).isEqualTo(1);
      assertThat(report.ledger().unchanged()).isEqualTo(94);
      assertThat(shop.loader.attempts()).hasSize(writes + 1);
      var state = shop.store.queries();
      assertThat(shop.engine.run(sync(shop, SHA)).ledger().unchanged()).isEqualTo(95);
      assertThat(hashLengths(shop)).containsOnly(32);
      assertThat(state.state("customers").progress().hashVersions()).hasSize(2);

      assertThat(shop.engine.run(sync(shop, Delta.hash())).ledger().unchanged()).isEqualTo(95);
      assertThat(hashLengths(shop)).containsOnly(16);
    }
  }

  @Test
  void versionsMayMixUntilAFullScan() {
    try (var shop = new Shop().with(1, 95)) {
      shop.engine.run(sync(shop, Delta.hash()));
      shop.source.stopAfter(3);
      shop.engine.run(sync(shop, SHA));
      assertThat(hashLengths(shop)).contains(16, 32);
      shop.source.stopAfter(Integer.MAX_VALUE);
      assertThat(shop.engine.run(sync(shop, SHA)).ledger().unchanged()).isEqualTo(95);
      assertThat(hashLengths(shop)).containsOnly(32);
    }
  }

  @Test
  void anotherMappingWithTheSameResultSendsNothing() {
    try (var shop = new Shop().with(1, 95)) {
      shop.engine.run(sync(shop, Delta.hash()));
      var spelledOut =
          shop.sync().map(m -> m.fields("id", "name", "city")).delta(Delta.hash()).build();
      assertThat(shop.engine.run(spelledOut).ledger().unchanged()).isEqualTo(95);
    }
  }

  @Test
  void hashesOfAnUnknownFormAreRefusedAndNothingIsWritten() {
    try (var shop = new Shop().with(1, 95)) {
      shop.engine.run(sync(shop, Delta.hash()));
      writtenByAnotherForm(shop);
      shop.rename(40, "renamed");
      int writes = shop.loader.attempts().size();

      RunReport report = shop.engine.run(sync(shop, Delta.hash()));

      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message())
          .contains("form 99 and XXH128")
          .contains("'unknownHashes: resend'");
      assertThat(shop.loader.attempts()).hasSize(writes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RESEND", "ADOPT"})
  void hashesOfAnUnknownFormAreDealtWithAsAskedFor(UnknownHashes policy) {
    try (var shop = new Shop().with(1, 95)) {
      shop.engine.run(sync(shop, Delta.hash()));
      writtenByAnotherForm(shop);
      shop.rename(40, "renamed");
      boolean resent = policy == UnknownHashes.RESEND;

      var delta = Delta.hash().unknownHashes(policy);
      RunReport report = shop.engine.run(sync(shop, delta));

      assertThat(report.ledger().updated()).isEqualTo(resent ? 95 : 0);
      assertThat(shop.nameOf(40)).contains(resent ? "renamed" : "name 40");
      assertThat(shop.engine.run(sync(shop, Delta.hash())).ledger().unchanged()).isEqualTo(95);
    }
  }

  private static List<Integer> hashLengths(Shop shop) {
    Lease lease = lease(shop);
    try (var session = shop.store.open(lease);
        var scan = session.scan(ordinal -> true)) {
      return scan.next().stream().map(state -> state.dataHash().toBytes().length).toList();
    } finally {
      shop.store.release(lease);
    }
  }

  private static Lease lease(Shop shop) {
    var request = LeaseRequest.of("customers", "test", Duration.ofMinutes(1));
    return ((LeaseAnswer.Granted) shop.store.acquire(request)).lease();
  }

  /** As if a newer version of Syncline had written the state, with other hashes. */
  private static void writtenByAnotherForm(Shop shop) {
    Lease lease = lease(shop);
    try (var session = shop.store.open(lease);
        var scan = session.scan(ordinal -> true)) {
      SyncProgress now = session.load().progress();
      HashVersion made = now.hashVersions().get(0);
      var states =
          scan.next().stream()
              .map(
                  state ->
                      new RecordState(
                          state.keyHash(),
                          state.ordinal(),
                          state.key(),
                          state.ref(),
                          DataHash.of(
                              Key.of(state.key()).toString().getBytes(StandardCharsets.UTF_8)),
                          state.linkHash(),
                          state.parents(),
                          state.hashVersion(),
                          state.adopted(),
                          state.values()))
              .toList();
      var progress =
          new SyncProgress(
              now.cursor(),
              now.cursorHistory(),
              now.openScan(),
              now.completeScan(),
              now.nextScan(),
              now.nextOrdinal(),
              now.commits(),
              now.renewals(),
              List.of(
                  new HashVersion(
                      made.number(), 99, made.algorithm(), made.mapping(), made.destination())),
              now.parents(),
              now.withheld(),
              now.source());
      session.commit(Checkpoint.builder(progress).written(states).build());
    } finally {
      shop.store.release(lease);
    }
  }
}
