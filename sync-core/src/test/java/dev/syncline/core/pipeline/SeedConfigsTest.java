package dev.syncline.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.SyncDefinition;
import dev.syncline.core.lookup.LookupTables;
import dev.syncline.core.project.SyncProject;
import dev.syncline.core.value.Verdict;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The configurations of earlier systems, with renamed keys; the head of each file says which. */
class SeedConfigsTest {

  private static SyncProject load(String name) {
    try {
      var file = Objects.requireNonNull(SeedConfigsTest.class.getResource("/seeds/" + name));
      return SyncProject.load(Path.of(file.toURI()), Map.of());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static RowStep map(SyncDefinition sync, Schema schema) {
    return StageRows.mapStep(sync.mapping(), List.of(), LookupTables.NONE, schema);
  }

  @Test
  void oneFieldFeedsTwoInTheProductsOfTheErp() {
    var sync = load("erp-parent-products.yaml").sync("parent_product_sync");
    assertThat(sync.mapping().targetsOf("Art_Nr")).containsExactly("sku", "base_sku");
    assertThat(sync.transforms())
        .extracting("type")
        .containsExactly("transform_dimensions", "transform_boolean_flags");
    assertThat(sync.validation().rules())
        .extracting(rule -> rule.message().orElseThrow())
        .containsExactly("Invalid SKU format", "Name cannot be empty");
    assertThat(sync.source().cursor()).contains("last_modified");
  }

  @Test
  void theErrorAboutTheNameThatStandsTwiceShowsTheRightForm() {
    assertThatThrownBy(() -> load("erp-parent-products-as-printed.yaml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith(
            "as-printed.yaml:10:7: syncs[0].map.Art_Nr: 'Art_Nr' stands here and in line 9, too;"
                + " to feed several fields from one, write Art_Nr: [sku, base_sku]");
  }

  @Test
  void theCustomersOfMySqlAreRenamedAndChosen() {
    assertThat(load("mysql-smartsuite-basic.yaml").sync("customers").mapping().targetsOf("name"))
        .containsExactly("title");
    var sync = load("mysql-smartsuite-transformations.yaml").sync("customers");
    var schema =
        StageRows.schema(
            "id", LogicalType.INTEGER,
            "amount", LogicalType.DECIMAL,
            "status", LogicalType.STRING,
            "created_date", LogicalType.DATE);
    assertThat(StageRows.apply(map(sync, schema), 7L, null, "inactive", null))
        .asList()
        .element(2)
        .isEqualTo("Inactive");
  }

  @Test
  void theOrdersOfSyncflowAreNestedAndComputed() {
    var sync = load("syncflow-entity.yaml").sync("orders");
    var schema =
        StageRows.schema(
            "ORDER_NO", LogicalType.STRING,
            "CUSTOMER", LogicalType.OBJECT,
            "STATUS", LogicalType.INTEGER,
            "CREATED", LogicalType.TIMESTAMP,
            "AMOUNT", LogicalType.DECIMAL);
    Object row =
        StageRows.apply(
            map(sync, schema),
            "A-1",
            Map.of("NAME", "Ada"),
            2L,
            null,
            new java.math.BigDecimal("10.00"));
    assertThat((List<?>) row).hasSize(5);
    assertThat(((List<?>) row).get(1)).isEqualTo(Map.of("name", "Ada"));
    assertThat(((List<?>) row).get(2)).isEqualTo("closed");
    assertThat(((List<?>) row).get(4)).hasToString("11.90");
  }

  @Test
  void theEventsOfTheContactServiceAreRoutedAndNested() {
    var project = load("contact-sync.yaml");
    var schema = StageRows.schema("id", LogicalType.STRING, "item", LogicalType.OBJECT);
    Map<String, Object> item =
        Map.of(
            "id", "A1234",
            "name", "Alice Smith",
            "email", "alice.smith@example.com",
            "phone", "+1-555-123-4567",
            "contact", "lead",
            "created_at", "2024-01-15T10:30:00.123456");
    Object salesforce =
        StageRows.apply(map(project.sync("contacts-to-salesforce"), schema), "A1234", item);
    assertThat(salesforce)
        .isEqualTo(
            List.of(
                "A1234",
                "alice.smith@example.com",
                "+1-555-123-4567",
                LocalDateTime.parse("2024-01-15T10:30:00.123456"),
                "Alice",
                "Smith"));
    var hubspot = map(project.sync("contacts-to-hubspot"), schema);
    assertThat(StageRows.apply(hubspot, "A1234", item)).isInstanceOf(Verdict.Filtered.class);
    var customer = new java.util.HashMap<>(item);
    customer.put("contact", "vendor");
    assertThat(hubspot.output().names()).containsExactly("properties");
    assertThat(StageRows.apply(hubspot, "A1234", customer))
        .asString()
        .contains("lifecyclestage=other", "firstname=Alice", "external_id=A1234");
  }
}
