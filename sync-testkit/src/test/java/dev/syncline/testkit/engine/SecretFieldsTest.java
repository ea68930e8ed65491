package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.state.LetterSelection;
import dev.syncline.api.transform.Transformed;
import dev.syncline.core.DeadLetterBox;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values of secret fields are not shown, and what hides them can still be replayed. */
class SecretFieldsTest {
  private static final Schema PAYERS =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("iban", LogicalType.STRING),
          Field.of("pin", LogicalType.INTEGER),
          Field.of("city", LogicalType.STRING),
          Field.of("extra", LogicalType.OBJECT));
  private static final String IBAN = "DE89370400440532013000";

  private final ListSource byKey = ListSource.builder(PAYERS).key("id").readsByKey().build();
  private final ListSource scanOnly = ListSource.builder(PAYERS).key("id").build();

  private static SyncDefinition.Builder sync(Shop shop) {
    return shop.sync()
        .map(m -> m.fields("id", "city", "extra").field("iban", "account").field("pin", "number"))
        .secretFields("IBAN", "*in", "api_*");
  }

  private static Shop shop(ListSource source) {
    source.add(1L, IBAN, 4711L, "Berlin", Map.of("api_token", "tok-" + IBAN, "age", 7L));
    return new Shop(source);
  }

  private static DeadLetterBox box(Shop shop) {
    return shop.engine.deadLetters("customers");
  }

  private static String everything(DeadLetter letter) {
    return String.join(
        "|",
        letter.message(),
        letter.fingerprint(),
        letter.raw(),
        letter.normalized().orElse(""),
        letter.mapped().orElse(""),
        letter.status().toString(),
        letter.toString());
  }

  private static DeadLetter onlyLetter(Shop shop) {
    assertThat(shop.letters()).hasSize(1);
    DeadLetter letter = shop.letters().get(0);
    assertThat(everything(letter)).doesNotContain("DE893704", "4711", "tok-");
    return letter;
  }

  @Test
  void areMaskedInEveryFormAndInTheMessageOfARule() {
    try (var shop = shop(byKey)) {
      shop.engine.run(
          sync(shop).normalize(n -> n.lower("city")).validate(v -> v.maxLength("iban", 5)).build());
      DeadLetter letter = onlyLetter(shop);
      assertThat(letter.masked()).isTrue();
      assertThat(letter.message()).startsWith("field 'iban' holds '***', whose length");
      assertThat(letter.raw())
          .isEqualTo(
              "{\"id\":1,\"iban\":\"***\",\"pin\":\"***\",\"city\":\"Berlin\",\"extra\":"
                  + letter.raw().substring(letter.raw().indexOf("{\"$object")));
      assertThat(letter.raw()).contains("\"api_token\":\"***\"", "\"age\":7");
      assertThat(letter.normalized().orElseThrow()).contains("berlin", "***");
    }
  }

  @Test
  void areMaskedWhereMappedFieldsAndMessagesOfOthersRepeatThem() {
    try (var shop = shop(byKey)) {
      shop.loader.beforeWrite(
          batch -> {
            throw new IllegalArgumentException(
                "row (1, " + IBAN + ", 4711) is too long: " + IBAN.substring(0, 12) + "...");
          });
      shop.engine.run(
          sync(shop)
              .transform(
                  (record, context) ->
                      new Transformed.Kept(record.with("city", "pays from " + IBAN)))
              .build());
      DeadLetter letter = onlyLetter(shop);
      assertThat(letter.message()).isEqualTo("row (1, ***, ***) is too long: ***...");
      assertThat(letter.mapped().orElseThrow())
          .contains("\"account\":\"***\"", "\"number\":\"***\"", "pays from ***");
    }
  }

  /** Where nothing works at all, the run fails with what the loader said. */
  @Test
  void areMaskedInTheFailureOfARun() {
    for (long id = 2; id <= 20; id++) {
      byKey.add(id, IBAN, "4711", "Berlin", Map.of("api_token", "tok-" + id));
    }
    try (var shop = shop(byKey)) {
      shop.loader.beforeWrite(
          batch -> {
            throw new IllegalArgumentException("cannot insert (7, " + IBAN + ", 4711, tok-7)");
          });
      RunReport report = shop.engine.run(sync(shop).build());
      assertThat(report.failure().orElseThrow().message())
          .contains("every record of a batch", "cannot insert (7, ***, ***, ***)")
          .doesNotContain("DE8937", "4711", "tok-");
    }
  }

  @Test
  void areMaskedInWhatADestinationSaysThatStaysAway() {
    try (var shop = shop(byKey)) {
      shop.loader.beforeWrite(
          batch -> {
            throw new RetryableException("away; not written: " + IBAN, null);
          });
      RunReport report = shop.engine.run(sync(shop).settings(Shop.SMALL.maxRetries(0)).build());
      assertThat(report.failure().orElseThrow().message()).isEqualTo("away; not written: ***");
    }
  }

  @Test
  void leaveLettersAsTheyAreWhereThereIsNothingToMask() {
    byKey.add(2L, null, null, "?", null);
    try (var shop = new Shop(byKey)) {
      shop.engine.run(sync(shop).validate(v -> v.oneOf("city", "Berlin")).build());
      assertThat(shop.letters()).singleElement().matches(letter -> !letter.masked());
      RunReport report = box(shop).replay(sync(shop).build(), LetterSelection.all());
      assertThat(report.ledger().inserted()).isEqualTo(1);
    }
  }

  @Test
  void areReadAgainByKeyForAReplay() {
    try (var shop = shop(byKey)) {
      shop.loader.reject(change -> true, "closed");
      shop.engine.run(sync(shop).build());
      onlyLetter(shop);
      shop.loader.heal();
      int readings = byKey.opened();
      RunReport report = box(shop).replay(sync(shop).build(), LetterSelection.all());
      assertThat(report.ledger().inserted()).isEqualTo(1);
      assertThat(byKey.opened()).isEqualTo(readings);
      assertThat(shop.loader.row(Key.of(1L)).orElseThrow())
          .containsEntry("account", IBAN)
          .containsEntry("number", 4711L);
      assertThat(shop.letters()).isEmpty();
    }
  }

  @Test
  void areNotReplayedWhereTheSourceCannotBeReadByKey() {
    try (var shop = shop(scanOnly)) {
      shop.loader.reject(change -> true, "closed");
      shop.engine.run(sync(shop).build());
      shop.loader.heal();
      RunReport report = box(shop).replay(sync(shop).build(), LetterSelection.all());
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(report.ledger().balanced()).isTrue();
      assertThat(report.notices())
          .anyMatch(notice -> notice.startsWith("1 dead letters were not replayed: their secret"));
      assertThat(shop.loader.rows()).isEmpty();
      assertThat(shop.letters()).singleElement().matches(letter -> letter.attempts() == 1);
      shop.engine.run(sync(shop).build());
      assertThat(shop.loader.row(Key.of(1L)).orElseThrow()).containsEntry("account", IBAN);
    }
  }

  @Test
  void ofARecordThatTheSourceDoesNotHoldAnyMoreAreNotReplayed() {
    try (var shop = shop(byKey)) {
      shop.loader.reject(change -> true, "closed");
      shop.engine.run(sync(shop).build());
      shop.loader.heal();
      byKey.remove(Key.of(1L));
      RunReport report = box(shop).replay(sync(shop).build(), LetterSelection.all());
      assertThat(report.ledger().rejected()).isEqualTo(1);
      assertThat(report.notices()).anyMatch(notice -> notice.contains("does not hold them"));
      assertThat(shop.loader.rows()).isEmpty();
    }
  }

  @Test
  void stayWhatTheSourceHoldsWhenSomethingElseIsEdited() {
    try (var shop = shop(byKey)) {
      var strict = sync(shop).validate(v -> v.oneOf("city", "Paris")).build();
      shop.engine.run(strict);
      DeadLetter letter = onlyLetter(shop);
      SyncRecord edited = box(shop).record(letter).with("city", "Paris");
      assertThatThrownBy(
              () -> box(shop).edit(strict, letter, edited.with("iban", "DE00000000000000000000")))
          .isInstanceOf(PermanentException.class)
          .hasMessageContainingAll("'iban' is secret")
          .hasMessageNotContaining("DE0000");
      RunReport report = box(shop).editAndReplay(strict, letter, edited);
      assertThat(report.ledger().inserted()).isEqualTo(1);
      for (int i = 0; i < 2; i++) {
        assertThat(shop.loader.row(Key.of(1L)).orElseThrow())
            .containsEntry("city", "Paris")
            .containsEntry("account", IBAN)
            .containsEntry("extra", Map.of("api_token", "tok-" + IBAN, "age", 7L));
        assertThat(shop.engine.run(strict).ledger().unchanged()).isEqualTo(1);
      }
      onlyLetter(shop);
    }
  }

  @Test
  void ofAParkedChildAreKeptForTheWriteAndNotShown() {
    try (var shop = shop(byKey)) {
      SyncDefinition child =
          SyncDefinition.builder("customers")
              .source(byKey)
              .destination(shop.loader)
              .map(m -> m.fields("id", "iban", "pin", "extra"))
              .parent("city_id", "cities", "city")
              .secretFields("iban", "pin", "api_token")
              .build();
      shop.engine.run(child);
      var pending = shop.pending("customers");
      assertThat(pending).hasSize(1);
      assertThat(pending.get(0).raw()).contains("\"iban\":\"***\"").doesNotContain("DE89", "4711");
      assertThat(pending.toString()).doesNotContain("DE89", "4711");
      var id = pending.get(0).keyHash();
      assertThat(shop.engine.state().find("customers", id).pending(id).orElseThrow().raw())
          .doesNotContain("DE89", "4711", "tok-");

      var cities = ListSource.of(Schema.of(Field.of("name", LogicalType.STRING)), "name");
      cities.add("Berlin");
      shop.engine.run(
          SyncDefinition.builder("cities")
              .source(cities)
              .destination(RecordingLoader.upserting())
              .build());
      byKey.clear();
      byKey.failAfter(0, new PermanentException("gone"));
      shop.engine.run(child);
      assertThat(shop.loader.row(Key.of(1L)).orElseThrow())
          .containsEntry("iban", IBAN)
          .containsEntry("pin", 4711L)
          .containsEntry("extra", Map.of("api_token", "tok-" + IBAN, "age", 7L));
    }
  }

  @Test
  void cannotBeWhatTheStateStoreHasToKeep() {
    var source = ListSource.builder(PAYERS).key("id").cursor("pin").build();
    var sync = SyncDefinition.builder("s").source(source).destination(RecordingLoader.upserting());
    for (String field : List.of("ID", "p*", "i?d", "*")) {
      if (field.equals("i?d")) {
        sync.secretFields(field).build();
      } else {
        assertThatThrownBy(() -> sync.secretFields(field).build())
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("cannot be secret");
      }
    }
    assertThatThrownBy(() -> sync.secretFields("iban").delta(Delta.full()).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("delta 'full' keeps the values");
    assertThatThrownBy(() -> sync.secretFields(" ").build())
        .isInstanceOf(ConfigurationException.class);
    assertThat(Optional.of(sync.secretFields().delta(Delta.full()).build())).isPresent();
  }
}
