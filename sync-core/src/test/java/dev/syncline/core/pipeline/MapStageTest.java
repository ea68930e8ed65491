package dev.syncline.core.pipeline;

import static dev.syncline.api.record.LogicalType.BOOLEAN;
import static dev.syncline.api.record.LogicalType.DECIMAL;
import static dev.syncline.api.record.LogicalType.INTEGER;
import static dev.syncline.api.record.LogicalType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Limits;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.Mapping;
import dev.syncline.core.definition.ParentLink;
import dev.syncline.core.lookup.LookupTables;
import dev.syncline.core.value.Verdict;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MapStageTest {
  private static final Schema INPUT =
      Schema.of(
          new Field("id", INTEGER, false, Limits.digits(9, 0)),
          new Field("name", STRING, true, Limits.length(40)),
          Field.of("status", STRING));

  private static final ParentLink COUNTRY =
      new ParentLink("country_id", "countries", List.of("status"), false, false);

  @Test
  void letsEverythingThroughWithoutAMapping() {
    var step = StageRows.mapStep(Mapping.ALL, List.of(), LookupTables.NONE, INPUT);
    assertThat(step.output()).isEqualTo(INPUT);
    assertThat(StageRows.apply(step, 1L, null, Absent.ABSENT))
        .isEqualTo(Arrays.asList(1L, null, Absent.ABSENT));
  }

  @Test
  void writesOnlyWhatTheMappingNamesInItsOrder() {
    var step =
        step(
            m ->
                m.constant("system", "shop")
                    .field("name", "title")
                    .field("name", "label")
                    .field("id", "customer_id"));
    assertThat(step.output())
        .isEqualTo(
            Schema.of(
                new Field("system", STRING, false, Limits.NONE),
                new Field("title", STRING, true, Limits.length(40)),
                new Field("label", STRING, true, Limits.length(40)),
                new Field("customer_id", INTEGER, false, Limits.digits(9, 0))));
    assertThat(StageRows.apply(step, 1L, "Ann", "a")).isEqualTo(List.of("shop", "Ann", "Ann", 1L));
    assertThat(StageRows.apply(step, 1L, null, "a"))
        .isEqualTo(Arrays.asList("shop", null, null, 1L));
    assertThat(StageRows.apply(step, 1L, Absent.ABSENT, "a"))
        .isEqualTo(Arrays.asList("shop", Absent.ABSENT, Absent.ABSENT, 1L));
  }

  @Test
  void choosesByTheTextOfTheValue() {
    var byText = step(m -> m.choice("status", "state", Map.of("a", true, "b", false)));
    assertThat(byText.output().field(0).type()).isEqualTo(BOOLEAN);
    assertThat(StageRows.apply(byText, 1L, "x", "b")).isEqualTo(List.of(false));
    assertThat(StageRows.apply(byText, 1L, "x", null)).isEqualTo(Arrays.asList((Object) null));
    assertThat(StageRows.apply(byText, 1L, "x", Absent.ABSENT)).isEqualTo(List.of(Absent.ABSENT));

    var byNumber = step(m -> m.choice("id", Map.of(1, 10, 2, 0.5)));
    assertThat(byNumber.output().field(0)).isEqualTo(Field.of("id", DECIMAL));
    assertThat(StageRows.apply(byNumber, 1L, "x", "b")).isEqualTo(List.of(new BigDecimal(10)));
    assertThat(StageRows.apply(byNumber, 2L, "x", "b")).isEqualTo(List.of(new BigDecimal("0.5")));
  }

  @Test
  void rejectsAnUnmappedChoiceUnlessThereIsADefault() {
    var strict = step(m -> m.field("id", "id").choice("status", "state", Map.of("a", "Active")));
    assertThat(StageRows.apply(strict, 1L, "x", "z"))
        .isEqualTo(
            new Verdict.Rejected(
                "choice", "field 'status' holds 'z', for which 'state' has no choice; known: a"));

    var lenient = step(m -> m.choice("status", "state", Map.of("a", 1), 0.5));
    assertThat(StageRows.apply(lenient, 1L, "x", "z")).isEqualTo(List.of(new BigDecimal("0.5")));
    assertThat(StageRows.apply(lenient, 1L, "x", "a")).isEqualTo(List.of(new BigDecimal(1)));
  }

  @Test
  void appendsTheFieldsOfParentsAsAbsent() {
    var step =
        StageRows.mapStep(
            Mapping.builder().field("id", "id").build(),
            List.of(COUNTRY),
            LookupTables.NONE,
            INPUT);
    assertThat(step.output().names()).containsExactly("id", "country_id");
    assertThat(step.output().field(1)).isEqualTo(Field.of("country_id", STRING));
    assertThat(StageRows.apply(step, 1L, "x", "a")).isEqualTo(List.of(1L, Absent.ABSENT));
  }

  @Test
  void putsAParentInThePlaceOfASourceFieldThatIsOnlyLetThrough() {
    var parent = new ParentLink("status", "states", List.of("status"), true, false);
    var step = StageRows.mapStep(Mapping.ALL, List.of(parent), LookupTables.NONE, INPUT);
    assertThat(step.output().names()).containsExactly("id", "name", "status");
    assertThat(StageRows.apply(step, 1L, "x", "a")).isEqualTo(List.of(1L, "x", Absent.ABSENT));
  }

  @Test
  void namesTheNearestFieldForOneThatTheSourceDoesNotHave() {
    assertThatThrownBy(() -> step(m -> m.field("nmae", "title")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("map.nmae: the source has no field 'nmae'; did you mean 'name'?");
    assertThatThrownBy(() -> step(m -> m.choice("stat", Map.of("a", "b"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'stat'");
    var lost = new ParentLink("country_id", "countries", List.of("country"), false, false);
    assertThatThrownBy(
            () -> StageRows.mapStep(Mapping.ALL, List.of(lost), LookupTables.NONE, INPUT))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "parents.country_id.key: the source has no field 'country'; known: id, name, status");
  }

  private static RowStep step(UnaryOperator<Mapping.Builder> fields) {
    return StageRows.mapStep(
        fields.apply(Mapping.builder()).build(), List.of(), LookupTables.NONE, INPUT);
  }
}
