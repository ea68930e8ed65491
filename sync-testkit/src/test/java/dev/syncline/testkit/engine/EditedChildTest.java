package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.core.DeadLetterBox;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An edited record whose parent is not there yet. */
class EditedChildTest {
  private final ListSource cities =
      ListSource.of(Schema.of(Field.of("name", LogicalType.STRING)), "name");
  private final SyncDefinition parent =
      SyncDefinition.builder("cities")
          .source(cities)
          .destination(RecordingLoader.upserting())
          .build();

  private static SyncDefinition child(Shop shop) {
    return shop.sync()
        .validate(v -> v.matches("name", "[a-z0-9 ]+"))
        .map(m -> m.fields("id", "name"))
        .parent("city_id", "cities", "city")
        .build();
  }

  private void city(Shop shop, String name) {
    cities.add(name);
    shop.engine.run(parent);
    shop.clock.advance(Duration.ofHours(1));
  }

  private static DeadLetterBox box(Shop shop) {
    return shop.engine.deadLetters("customers");
  }

  private static DeadLetter letter(Shop shop) {
    assertThat(shop.letters()).hasSize(1);
    return shop.letters().get(0);
  }

  @Test
  void waitsForTheParentAndIsWrittenAsItWasEdited() {
    try (var shop = new Shop().with(1, 3)) {
      shop.rename(3, "?");
      SyncDefinition child = child(shop);
      shop.engine.run(child);
      SyncRecord edited = box(shop).record(letter(shop)).with("name", "repaired");
      RunReport replayed = box(shop).editAndReplay(child, letter(shop), edited);
      assertThat(replayed.ledger().pending()).isEqualTo(1);
      assertThat(shop.pending("customers")).hasSize(3);
      assertThat(letter(shop).status().waiting()).isTrue();

      city(shop, "Berlin");
      shop.engine.run(child);
      assertThat(shop.pending("customers")).isEmpty();
      assertThat(letter(shop).status().waiting()).isFalse();
      for (int i = 0; i < 2; i++) {
        assertThat(shop.engine.run(child).ledger().unchanged()).isEqualTo(3);
        assertThat(shop.nameOf(3)).contains("repaired");
      }
    }
  }

  @Test
  void getsTheUsualTriesForItsParentAlsoAfterTheUneditedOneHadThem() {
    try (var shop = new Shop().with(1, 1)) {
      SyncDefinition child = child(shop);
      shop.engine.run(child);
      for (int i = 0; shop.letters().isEmpty() && i < 20; i++) {
        city(shop, "town " + i);
        shop.engine.run(child);
      }
      assertThat(letter(shop).errorType()).isEqualTo("missing-parent");
      shop.clock.advance(Duration.ofHours(1));

      SyncRecord edited = box(shop).record(letter(shop)).with("city", "Bonn");
      RunReport replayed = box(shop).editAndReplay(child, letter(shop), edited);
      assertThat(replayed.ledger().pending()).isEqualTo(1);
      city(shop, "Bonn");
      shop.engine.run(child);
      assertThat(shop.nameOf(1)).contains("name 1");
      assertThat(letter(shop).status().waiting()).isFalse();
    }
  }
}
