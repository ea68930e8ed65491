package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.run.RunReport;
import dev.syncline.api.run.RunStatus;
import dev.syncline.core.definition.Delta;
import dev.syncline.core.definition.HashAlgorithm;
import dev.syncline.testkit.ListSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fields that are outside the data hash. */
class VolatileFieldsTest {
  private static final Schema CUSTOMERS =
      Schema.of(
          Field.of("id", LogicalType.INTEGER),
          Field.of("name", LogicalType.STRING),
          Field.of("seen", LogicalType.INTEGER));

  private final Shop shop = new Shop(ListSource.builder(CUSTOMERS).key("id").snapshot().build());

  private void put(long id, String name, long seen) {
    shop.source.put(SyncRecord.of(CUSTOMERS, id, name, seen));
  }

  private RunReport run(Delta delta) {
    return shop.engine.run(shop.sync().delta(delta).build());
  }

  private Object seen(long id) {
    return shop.loader.row(Key.of(id)).orElseThrow().get("seen");
  }

  @ParameterizedTest
  @EnumSource(HashAlgorithm.class)
  void theirChangeAloneIsNoneAndIsWrittenWithTheNextOne(HashAlgorithm algorithm) {
    try (shop) {
      var delta = Delta.hash().volatileFields("seen").hashedWith(algorithm);
      put(1, "Ada", 1);
      run(delta);
      put(1, "Ada", 2);
      assertThat(run(delta).ledger().unchanged()).isEqualTo(1);
      assertThat(seen(1)).isEqualTo(1L);
      put(1, "Ada Lovelace", 3);

      assertThat(run(delta).ledger().updated()).isEqualTo(1);
      assertThat(seen(1)).isEqualTo(3L);
    }
  }

  @Test
  void theSameWhereValuesAreCompared() {
    try (shop) {
      var delta = Delta.full().volatileFields("seen");
      put(1, "Ada", 1);
      run(delta);
      put(1, "Ada", 2);
      assertThat(run(delta).ledger().unchanged()).isEqualTo(1);
      put(1, "Bob", 2);
      assertThat(run(delta).ledger().updated()).isEqualTo(1);
    }
  }

  @Test
  void makingAFieldVolatileOrNotSendsNothing() {
    try (shop) {
      put(1, "Ada", 1);
      put(2, "Bob", 1);
      run(Delta.hash());

      assertThat(run(Delta.hash().volatileFields("seen")).ledger().unchanged()).isEqualTo(2);
      put(1, "Ada", 2);
      assertThat(run(Delta.hash().volatileFields("seen")).ledger().unchanged()).isEqualTo(2);
      put(1, "Ada", 1);
      assertThat(run(Delta.hash()).ledger().unchanged()).isEqualTo(2);
      put(1, "Ada", 2);
      assertThat(run(Delta.hash()).ledger().updated()).isEqualTo(1);
    }
  }

  @Test
  void aFieldThatIsNotThereIsRefused() {
    try (shop) {
      put(1, "Ada", 1);

      RunReport report = run(Delta.hash().volatileFields("sene"));

      assertThat(report.status()).isEqualTo(RunStatus.FAILED);
      assertThat(report.failure().orElseThrow().message())
          .contains("no field 'sene', which the definition uses as volatile field")
          .contains("did you mean 'seen'?");
    }
  }
}
