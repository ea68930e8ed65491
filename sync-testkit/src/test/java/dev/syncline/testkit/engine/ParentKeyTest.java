package dev.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.run.RunReport;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.testkit.ListSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys of parents that are not quite right. */
class ParentKeyTest {
  private static final Schema TWO_PARTS =
      Schema.of(
          Field.of("number", LogicalType.INTEGER),
          Field.of("country", LogicalType.STRING),
          Field.of("city", LogicalType.STRING));
  private static final Schema CITIES =
      Schema.of(Field.of("country", LogicalType.STRING), Field.of("name", LogicalType.STRING));
  private static final Schema TEXT =
      Schema.of(Field.of("number", LogicalType.INTEGER), Field.of("customer", LogicalType.STRING));

  @Test
  void aKeyOfSeveralPartsIsThereAsAWholeOrNotAtAll() {
    var cities = ListSource.builder(CITIES).key("country", "name").snapshot().build();
    cities.add("DE", "Berlin");
    var source = ListSource.builder(TWO_PARTS).key("number").snapshot().build();
    source.add(1L, "DE", "Berlin").add(2L, null, null).add(3L, "DE", null).add(4L, null, "Berlin");
    try (var shop = new Shop(cities)) {
      shop.run();
      var orders = new Orders(shop, source);
      RunReport report =
          shop.engine.run(
              orders
                  .definition()
                  .optionalParent("city_id", "customers", "country", "city")
                  .build());
      assertThat(report.ledger().inserted()).isEqualTo(2);
      assertThat(report.ledger().rejected()).isEqualTo(2);
      assertThat(orders.letters())
          .extracting(letter -> letter.message())
          .allMatch(message -> message.contains("a part of its key [country, city] is missing"));
    }
  }

  @Test
  void aKeyOfAnotherTypeIsNamedWhenTheChildIsGivenUp() {
    var source = ListSource.builder(TEXT).key("number").snapshot().build();
    source.add(100L, "2");
    try (var shop = new Shop().with(1, 3)) {
      shop.run();
      var orders = new Orders(shop, source);
      for (int run = 0; run <= 5; run++) {
        orders.run();
        shop.clock.advance(Duration.ofHours(1));
        shop.rename(1, "run " + run);
        shop.run();
      }
      orders.run();
      assertThat(orders.letters())
          .singleElement()
          .satisfies(
              letter ->
                  assertThat(letter.message())
                      .contains("its parent 2 did not come", "another type", "convert one"));
    }
  }

  @Test
  void aKeyOfAnotherLengthIsRefusedBeforeAnythingRuns() {
    try (var shop = new Shop()) {
      var orders = new Orders(shop);
      SyncDefinition sync =
          orders.definition().parent("customer_id", "customers", "customer", "number").build();
      assertThatThrownBy(() -> shop.engine.runAll(List.of(shop.sync().build(), sync)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContainingAll("parents.customer_id.key", "[customer, number]", "[id]");
    }
  }
}
