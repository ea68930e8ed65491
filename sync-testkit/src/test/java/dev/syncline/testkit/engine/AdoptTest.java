package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Change;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.record.Key;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.Adoption;
import dev.syncline.core.KnownRecord;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Risk;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.RecordingLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What another system wrote to the destination before, and told us where. */
class AdoptTest {

  /** A destination that cannot be asked: only the state knows what it holds. */
  private static SyncDefinition blind(Shop shop, RecordingLoader loader) {
    return shop.sync()
        .destination(loader)
        .deletes(Deletes.byAbsence())
        .accept(Risk.EPHEMERAL_STATE)
        .accept(Risk.AT_LEAST_ONCE)
        .build();
  }

  private static List<KnownRecord> seeded(RecordingLoader loader, int first, int last) {
    var known = new ArrayList<KnownRecord>();
    for (long id = first; id <= last; id++) {
      DestinationRef ref = loader.seed(Key.of(id), Map.of("id", id, "name", "old"));
      // As an id map has it: the text of the key.
      known.add(new KnownRecord(Key.of(String.valueOf(id)), ref));
    }
    return known;
  }

  @Test
  void whatIsKnownIsUpdatedAndNotCreatedAgain() {
    try (var shop = new Shop().with(1, 1_203)) {
      var loader = RecordingLoader.builder().build();
      SyncDefinition sync = blind(shop, loader);

      Adoption adoption = shop.engine.adopt(sync, seeded(loader, 1, 1_200).iterator());
      RunReport report = shop.engine.run(sync);

      assertThat(adoption).isEqualTo(new Adoption(1_200, 0, 0, List.of()));
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(report.ledger().updated()).isEqualTo(1_200);
      assertThat(report.ledger().inserted()).isEqualTo(3);
      assertThat(loader.duplicates()).isEmpty();
      assertThat(loader.rows()).hasSize(1_203).noneMatch(row -> "old".equals(row.get("name")));
      assertThat(shop.engine.run(sync).ledger().unchanged()).isEqualTo(1_203);
    }
  }

  @Test
  void toldTwiceNothingChanges() {
    try (var shop = new Shop().with(1, 5)) {
      var loader = RecordingLoader.builder().build();
      SyncDefinition sync = blind(shop, loader);
      var known = seeded(loader, 1, 5);
      shop.engine.adopt(sync, known.iterator());
      shop.engine.run(sync);

      Adoption again = shop.engine.adopt(sync, known.iterator());

      assertThat(again.known()).isEqualTo(5);
      assertThat(again.adopted()).isZero();
      assertThat(shop.engine.run(sync).ledger().unchanged()).isEqualTo(5);
    }
  }

  @Test
  void whatAnotherSystemWroteIsNotDeleted() {
    try (var shop = new Shop().with(2, 5)) {
      var loader = RecordingLoader.builder().build();
      SyncDefinition sync = blind(shop, loader);
      shop.engine.adopt(sync, seeded(loader, 1, 5).iterator());

      shop.engine.run(sync);
      RunReport report = shop.engine.run(sync);

      assertThat(report.ledger().deleted()).isZero();
      assertThat(loader.applied(Change.DELETE)).isZero();
      assertThat(loader.row(Key.of(1L))).isPresent();
    }
  }

  @Test
  void aKeyThatTheSourceCannotHaveIsNamed() {
    try (var shop = new Shop().with(1, 2)) {
      var loader = RecordingLoader.builder().build();
      DestinationRef ref = loader.seed(Key.of(1L), Map.of("id", 1L, "name", "old"));

      Adoption adoption =
          shop.engine.adopt(
              blind(shop, loader),
              List.of(
                      new KnownRecord(Key.of("one"), ref),
                      new KnownRecord(Key.of("1", "2"), ref),
                      new KnownRecord(Key.of("1"), ref))
                  .iterator());

      assertThat(adoption.adopted()).isEqualTo(1);
      assertThat(adoption.unreadable()).isEqualTo(2);
      assertThat(adoption.examples())
          .containsExactly(
              "one is a text that does not fit type integer; say which type it has, as in type:"
                  + " integer",
              "1/2 has not 1 values");
    }
  }
}
