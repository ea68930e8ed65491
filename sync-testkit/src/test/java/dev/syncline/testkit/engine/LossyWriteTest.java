package dev.syncline.testkit.engine;

import static dev.syncline.api.record.LogicalType.DECIMAL;
import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.api.state.DeadLetter;
import dev.syncline.api.transform.Transformed;
import dev.syncline.core.definition.Deletes;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.OnLossyWrite;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a value that does not fit into a destination which tells what fits. */
class LossyWriteTest {
  private static final Schema SOLD =
      Schema.of(Field.of("id", STRING), Field.of("name", STRING), Field.of("price", DECIMAL));
  private static final Schema STORED =
      Schema.of(
          new Field("id", STRING, true, Limits.length(4)),
          new Field("name", STRING, false, Limits.length(5)),
          new Field("price", DECIMAL, true, Limits.digits(5, 2)),
          new Field("unmapped", INTEGER, false, Limits.NONE));

  private final Shop shop = new Shop(ListSource.builder(SOLD).key("id").snapshot().build(), true);
  private final RecordingLoader loader = RecordingLoader.builder().upsert().fields(STORED).build();

  @AfterEach
  void close() {
    shop.close();
  }

  private SyncDefinition.Builder sync() {
    return shop.sync().destination(loader);
  }

  private RunReport run(OnLossyWrite policy) {
    return shop.engine.run(sync().onLossyWrite(policy).build());
  }

  private LossyWriteTest sold(String id, @Nullable String name, String price) {
    shop.source.add(id, name, new BigDecimal(price));
    return this;
  }

  private void changed(String id, @Nullable String name, String price) {
    shop.source.put(SyncRecord.of(SOLD, id, name, new BigDecimal(price)));
  }

  @Test
  void onlyTheRecordIsRejectedAndItsLetterNamesFieldLimitAndValue() {
    sold("1", "apple", "1.50").sold("2", "banana", "2").sold("3", "kiwi", "0.125");
    sold("4", "fig", "1000.00").sold("5", null, "1");
    RunReport report = shop.engine.run(sync().build());
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
    assertThat(report.ledger().inserted()).isEqualTo(1);
    assertThat(report.ledger().rejected()).isEqualTo(4);
    assertThat(shop.letters())
        .allSatisfy(
            letter -> {
              assertThat(letter.stage()).isEqualTo(Stage.INGEST);
              assertThat(letter.errorType()).isEqualTo("lossy-write");
            })
        .extracting(DeadLetter::message)
        .containsExactlyInAnyOrder(
            "'banana' does not fit into 'name': it takes 5 characters and the value has 6",
            "'0.125' does not fit into 'price': it keeps 2 decimal digits and the value has 3",
            "'1000' does not fit into 'price': it keeps 3 digits before the point and the value"
                + " has 4",
            "null does not fit into 'name': it takes no null");
    assertThat(loader.attempts()).hasSize(1);
  }

  @Test
  void anUpdateThatDoesNotFitLeavesWhatIsThereAndWaitsForTheSource() {
    sold("1", "apple", "1");
    run(OnLossyWrite.REJECT);
    changed("1", "apples", "1");
    assertThat(run(OnLossyWrite.REJECT).ledger().rejected()).isEqualTo(1);
    assertThat(run(OnLossyWrite.REJECT).ledger().rejected()).isEqualTo(1);
    assertThat(shop.letters().get(0).attempts()).isEqualTo(2);
    assertThat(loader.row(Key.of("1")).orElseThrow()).containsEntry("name", "apple");
    changed("1", "pears", "1");
    assertThat(run(OnLossyWrite.REJECT).ledger().updated()).isEqualTo(1);
    assertThat(shop.letters()).isEmpty();
  }

  @Test
  void theRunFailsBeforeTheRecordIsWrittenWhereThatIsAsked() {
    sold("1", "apple", "1").sold("2", "banana", "2");
    RunReport report = run(OnLossyWrite.FAIL);
    assertThat(report.status()).isEqualTo(RunStatus.FAILED);
    assertThat(report.failure().orElseThrow().stage()).isEqualTo(Stage.INGEST);
    assertThat(report.failure().orElseThrow().message())
        .contains("record 2", "'onLossyWrite' is 'fail'", "'banana'", "5 characters");
    assertThat(loader.attempts()).isEmpty();
    assertThat(shop.letters()).isEmpty();
  }

  @Test
  void secretValuesAreMaskedInLettersAndInTheReport() {
    sold("1", "tok-4711", "1");
    var secret = sync().secretFields("name");
    shop.engine.run(secret.build());
    assertThat(shop.letters().get(0).message())
        .isEqualTo("'***' does not fit into 'name': it takes 5 characters and the value has 8");
    RunReport failed = shop.engine.run(secret.onLossyWrite(OnLossyWrite.FAIL).build());
    assertThat(failed.failure().orElseThrow().message())
        .contains("'***' does not fit into 'name'")
        .doesNotContain("4711");
  }

  @Test
  void coercedValuesAreCutOrRoundedCountedAndUnchangedTheNextTime() {
    sold("1", "apple", "1.50").sold("2", "banana", "0.125").sold("3", "cherry", "1.00");
    RunReport report = run(OnLossyWrite.COERCE);
    assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(report.ledger().inserted()).isEqualTo(3);
    assertThat(report.notices())
        .contains(
            "field 'name': 2 values were cut or rounded to what the destination takes",
            "field 'price': 1 value was cut or rounded to what the destination takes");
    assertThat(loader.row(Key.of("2")).orElseThrow())
        .containsEntry("name", "banan")
        .containsEntry("price", new BigDecimal("0.13"));
    assertThat(run(OnLossyWrite.COERCE).ledger().unchanged()).isEqualTo(3);
    assertThat(loader.writes()).isEqualTo(1);
  }

  @Test
  void coercedValuesAreUnchangedTheNextTimeAlsoWhereValuesAreCompared() {
    sold("2", "banana", "0.125");
    var full = sync().delta(Delta.full()).onLossyWrite(OnLossyWrite.COERCE).build();
    shop.engine.run(full);
    assertThat(shop.engine.run(full).ledger().unchanged()).isEqualTo(1);
  }

  @Test
  void whatHasNothingInItsPlaceIsRejectedAlsoWhereValuesAreCoerced() {
    sold("1", "fig", "1000").sold("2", null, "1").sold("99999", "kiwi", "1");
    sold("99998", "kiwi", "1");
    RunReport report = run(OnLossyWrite.COERCE);
    // Cut to 4 characters, the two keys would be one.
    assertThat(report.ledger().rejected()).isEqualTo(4);
    assertThat(loader.attempts()).isEmpty();
  }

  @Test
  void deletesAndMarksAreNotHeldBack() {
    sold("1", "apple", "1").sold("2", "pear", "2");
    var mirror = sync().deletes(Deletes.byAbsence()).build();
    shop.engine.run(mirror);
    shop.source.remove(Key.of("1"));
    assertThat(shop.engine.run(mirror).ledger().deleted()).isEqualTo(1);
    assertThat(loader.rows()).hasSize(1);
  }

  @Test
  void aTransformerIsNotBelievedWhatItsSchemaSays() {
    var source =
        ListSource.of(
            Schema.of(Field.of("id", STRING), new Field("name", STRING, true, Limits.length(3))),
            "id");
    source.add("1", "fig");
    RunReport report =
        shop.engine.run(
            sync()
                .source(source)
                .transform(
                    (record, context) ->
                        new Transformed.Kept(record.with("name", "figs and dates")))
                .build());
    assertThat(report.ledger().rejected()).isEqualTo(1);
  }

  @Test
  void aDefaultMayBeLongerThanWhatTheSourceHolds() {
    var source =
        ListSource.of(
            Schema.of(Field.of("id", STRING), new Field("name", STRING, true, Limits.length(3))),
            "id");
    source.add("1", null);
    RunReport report =
        shop.engine.run(
            sync().source(source).normalize(n -> n.defaultValue("name", "unknown")).build());
    assertThat(report.ledger().rejected()).isEqualTo(1);
    assertThat(loader.attempts()).isEmpty();
  }

  @Test
  void aLoaderThatTellsNothingIsTrusted() {
    sold("1", "banana", "1");
    assertThat(shop.run().ledger().inserted()).isEqualTo(1);
    assertThat(Optional.of(List.of(shop.loader.rows().get(0).get("name"))))
        .contains(List.of("banana"));
  }
}
