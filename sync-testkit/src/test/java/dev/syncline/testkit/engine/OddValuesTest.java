package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.Stage;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.testkit.ListSource;
import dev.syncline.testkit.RecordingLoader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that must cost their own record at most. */
class OddValuesTest {
  private static final Schema DOCUMENTS =
      Schema.of(Field.of("id", LogicalType.INTEGER), Field.of("body", LogicalType.OBJECT));

  @Test
  void aValueWithoutCanonicalFormRejectsItsRecordOnly() {
    var source = ListSource.builder(DOCUMENTS).key("id").snapshot().build();
    Object deep = 1L;
    for (int level = 0; level < 600; level++) {
      deep = List.of(deep);
    }
    source.add(1L, Map.of("deep", deep));
    source.add(2L, Map.of("huge", new BigDecimal(BigInteger.ONE.shiftLeft(100_000))));
    source.add(3L, Map.of("edge", new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE)));
    source.add(4L, Map.of("fine", true));
    try (var shop = new Shop(source)) {
      RunReport report = shop.run();
      assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED_WITH_REJECTS);
      assertThat(report.ledger().inserted()).isEqualTo(1);
      assertThat(shop.letters()).hasSize(3).allMatch(letter -> letter.stage() == Stage.IDENTIFY);
      assertThat(shop.run().ledger().rejected()).isEqualTo(3);
    }
  }

  @Test
  void namesThatAreOneInNormalFormBothCount() {
    var source = ListSource.builder(DOCUMENTS).key("id").snapshot().build();
    source.add(1L, Map.of("\u00e9", 1L, "e\u0301", 2L));
    try (var shop = new Shop(source)) {
      shop.run();
      source.clear();
      source.add(1L, Map.of("\u00e9", 1L, "e\u0301", 3L));
      assertThat(shop.run().ledger().updated()).isEqualTo(1);
      source.clear();
      source.add(1L, Map.of("\u00e9", 4L, "e\u0301", 3L));
      assertThat(shop.run().ledger().updated()).isEqualTo(1);
    }
  }

  @Test
  void bytesMayBeAKey() {
    var schema = Schema.of(Field.of("id", LogicalType.BYTES), Field.of("name", LogicalType.STRING));
    var source = ListSource.builder(schema).key("id").snapshot().build();
    source.add(new byte[] {1, 2}, "Ada");
    var loader = RecordingLoader.upserting();
    try (var shop = new Shop(source)) {
      var sync = shop.sync().destination(loader).build();
      assertThat(shop.engine.run(sync).ledger().inserted()).isEqualTo(1);
      source.clear();
      source.add(new byte[] {1, 2}, "Grace");
      assertThat(shop.engine.run(sync).ledger().updated()).isEqualTo(1);
      assertThat(loader.rows()).hasSize(1);
    }
  }

  @Test
  void aCompositeParentKeyThatIsHalfThereIsNoKey() {
    var schema =
        Schema.of(
            Field.of("id", LogicalType.INTEGER),
            Field.of("a", LogicalType.INTEGER),
            Field.of("b", LogicalType.INTEGER));
    var source = ListSource.builder(schema).key("id").snapshot().build();
    source.add(1L, null, null);
    source.add(2L, 5L, null);
    try (var shop = new Shop(source)) {
      var sync =
          shop.sync()
              .map(m -> m.fields("id"))
              .optionalParent("parent_id", "others", "a", "b")
              .build();
      RunReport report = shop.engine.run(sync);
      assertThat(report.ledger().inserted()).isEqualTo(1);
      assertThat(shop.letters())
          .singleElement()
          .satisfies(letter -> assertThat(letter.errorType()).isEqualTo("missing-parent-key"));
    }
  }
}
