package dev.syncline.core.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.config.ComponentConfig;
import dev.syncline.api.destination.DestinationSpec;
import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.source.SourceSpec;
import dev.syncline.api.transform.Transformed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncDefinitionTest {
  private static final SourceSpec SOURCE = source(Map.of("key", List.of("id")));
  private static final DestinationSpec DESTINATION =
      DestinationSpec.of("jdbc", ComponentConfig.of(Map.of("table", "t")));

  private static SourceSpec source(Map<String, ?> config) {
    return SourceSpec.of("jdbc", ComponentConfig.of(config));
  }

  private static SyncDefinition.Builder sync() {
    return SyncDefinition.builder("customers").source(SOURCE).destination(DESTINATION);
  }

  @Test
  void hasTheDefaultsOfTheDesign() {
    var sync = sync().build();
    assertThat(sync.delta())
        .isEqualTo(Delta.hash())
        .extracting(Delta::overlap)
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(sync.deletes()).isEqualTo(Deletes.none());
    assertThat(sync.errorBudget()).isEqualTo(ErrorBudget.ofPercent(10).after(1000));
    assertThat(sync.settings()).isEqualTo(RunSettings.DEFAULT);
    assertThat(sync.mapping().all()).isTrue();
    assertThat(sync.local()).isEmpty();
  }

  @Test
  void goesByTheCursorWhereTheSourceHasOne() {
    var source = source(Map.of("key", List.of("id"), "cursor", "updated_at"));
    assertThat(sync().source(source).build().delta()).isEqualTo(Delta.timestamp());
    assertThat(sync().source(source).delta(Delta.full()).build().delta()).isEqualTo(Delta.full());
  }

  @Test
  void takesOneKeyFieldForAListOfOne() {
    assertThat(sync().source(source(Map.of("key", "id"))).build()).isEqualTo(sync().build());
  }

  @Test
  void saysWhyItRunsOnlyHere() {
    assertThat(sync().transform((in, context) -> new Transformed.Kept(in)).build().local())
        .hasValue("its transformer number 1 is made in code");
    assertThat(sync().source(SourceSpec.local(() -> null, "id")).build().local())
        .hasValue("its source is made in code");
    assertThat(sync().destination(DestinationSpec.local(() -> null)).build().local())
        .hasValue("its destination is made in code");
  }

  @Test
  void namesEveryMissingPart() {
    refused(SyncDefinition.builder("a b")::build)
        .hasMessageContaining("name: a sync's name has")
        .hasMessageContaining("not 'a b'")
        .hasMessageContaining("sync 'a b' has no source")
        .hasMessageContaining("sync 'a b' has no destination")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "ä", "a b", "a\n"})
  void refusesNamesThatAreNoNames(String name) {
    refused(SyncDefinition.builder(name).source(SOURCE).destination(DESTINATION)::build)
        .hasMessageContaining("not '" + name + "'");
  }

  @Test
  void refusesABadKey() {
    refused(sync().source(source(Map.of()))::build)
        .hasMessage(
            "source.key: the source has no key: name the fields that identify a record, such as"
                + " 'id'");
    refused(sync().source(source(Map.of("key", List.of("id", "id"))))::build)
        .hasMessage("source.key: the key names 'id' twice; name it once");
    refused(sync().source(source(Map.of("key", List.of(" "))))::build)
        .hasMessageContaining("not ' '");
  }

  @Test
  void refusesADeltaByCursorWithoutACursor() {
    for (Delta delta : List.of(Delta.timestamp(), Delta.rowversion())) {
      refused(sync().delta(delta)::build)
          .hasMessageContaining("'" + delta.strategy().name().toLowerCase(Locale.ROOT))
          .hasMessageContaining("needs a cursor on the source");
    }
  }

  @Test
  void refusesFieldsThatAreMappedTwice() {
    refused(sync().map(m -> m.field("a", "x").constant("x", 1))::build)
        .hasMessage("map: two mapped fields are called 'x'; rename one of them");
    refused(sync().map(m -> m.field("a", "p")).parent("p", "others", "a")::build)
        .hasMessage(
            "parents.p: 'p' gets its value from the parent and cannot be mapped, too;"
                + " take it out of one of them");
    refused(sync().parent("p", "others", "a").optionalParent("p", "others", "b")::build)
        .hasMessage("parents.p: 'p' has two parents; take one of them out");
    refused(sync().map(m -> m.constant("x", 1))::build).hasMessageContaining("constants only");
  }

  @Test
  void allowsAParentInTheSameSync() {
    assertThat(sync().optionalParent("boss_id", "customers", "boss").build().parents())
        .containsExactly(new ParentLink("boss_id", "customers", List.of("boss"), true, false));
  }

  @Test
  void refusesValuesOutOfRange() {
    refused(() -> Deletes.byAbsence().atMostPercent(101))
        .hasMessage("deletes.atMostPercent: 'atMostPercent' must be between 0 and 100, not 101.0");
    refused(() -> Deletes.byAbsence().atMostPercent(Double.NaN)).hasMessageContaining("NaN");
    refused(() -> Deletes.byAbsence().atMost(-1)).hasMessageContaining("-1");
    refused(
            () ->
                new Deletes(
                    Deletes.Mode.FLAG,
                    10,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    Deletes.OnLeave.KEEP))
        .hasMessageContaining("need the field");
    refused(() -> Delta.hash().overlap(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
    refused(() -> Delta.hash().reconcileEvery(Duration.ZERO)).hasMessageContaining("PT0S");
    refused(() -> ErrorBudget.ofPercent(-1)).hasMessageContaining("-1.0");
    refused(() -> RunSettings.DEFAULT.batchRows(0)).hasMessageContaining("'batchRows'");
    refused(() -> RunSettings.DEFAULT.maxRetryDelay(Duration.ofMillis(1)))
        .hasMessageContaining("PT0.001S against PT0.2S");
  }

  @Test
  void refusesBadRules() {
    refused(() -> Normalization.builder().date("f", "YYYY-bb")).hasMessageContaining("'YYYY-bb'");
    refused(() -> Normalization.builder().date("f", "HH:mm")).hasMessageContaining("a year");
    refused(() -> Normalization.builder().localTimestamp("f", "uuuu-MM-dd hh:mm"))
        .hasMessageContaining("part of the time only");
    refused(() -> Normalization.builder().timestamp("f", ZoneId.of("UTC"), "uuuu-MM-ddXXX"))
        .hasMessageContaining("part of the time only");
    refused(() -> Normalization.builder().decimal("f", '.', '.')).hasMessageContaining("'.'");
    refused(() -> Normalization.builder().decimal("f", '1')).hasMessageContaining("'1'");
    refused(() -> Normalization.builder().trim()).hasMessageContaining("names no field");
    refused(() -> Normalization.builder().values("f", Map.of())).hasMessageContaining("empty");
    refused(() -> Normalization.builder().values("f", Map.of(1, "a", "1", "b")))
        .hasMessageContaining("same text");
    refused(() -> Normalization.builder().values("f", Map.of("a", 1, "b", "x")))
        .hasMessageContaining("one type");
    refused(() -> Normalization.builder().defaultValue("f", List.of()))
        .hasMessageContaining("not of class");
    refused(() -> Validation.builder().matches("f", "a(b"))
        .hasMessageContaining("'a(b' is no regular expression");
    refused(() -> Validation.builder().length("f", 3, 2)).hasMessageContaining("3 and 2");
    refused(() -> Validation.builder().range("f", 3, 2)).hasMessageContaining("3 and 2");
    refused(() -> Validation.builder().range("f", 3, Double.NaN)).hasMessageContaining("NaN");
    refused(() -> Validation.builder().oneOf("f")).hasMessageContaining("at least one");
    refused(() -> Validation.builder().message("x")).hasMessageContaining("'x'");
    refused(() -> Mapping.builder().field("a", " ")).hasMessageContaining("' '");
    refused(() -> new ParentLink("p", "s", List.of(), false, false)).hasMessageContaining("'p'");
  }

  @Test
  void isEqualWhenItMeansTheSame() {
    var one =
        sync()
            .normalize(n -> n.trim("a", "b").upper("a"))
            .validate(v -> v.matches("a", Pattern.compile("x")).range("b", 1, 2).oneOf("c", 1, "2"))
            .map(m -> m.choice("c", Map.of("x", 1L, "y", 2L)).field("b", "b"))
            .transform("t", Map.of("n", 1));
    var other =
        sync()
            .normalize(n -> n.trim("b"))
            .normalize(n -> n.trim("a").upper("a"))
            .validate(
                v ->
                    v.matches("a", "x")
                        .range("b", 1.0, new BigDecimal("2.00"))
                        .oneOf("c", List.of("2", "1", "1")))
            .map(m -> m.choice("c", Map.of("y", 2, "x", 1)).field("b", "b"))
            .transform("t", Map.of("n", 1L));
    assertThat(one.build()).isEqualTo(other.build()).hasSameHashCodeAs(other.build());
    assertThat(fingerprint(one.build())).isEqualTo(fingerprint(other.build()));
  }

  @Test
  void tellsDifferentDefinitionsApartInPrint() {
    var prints = new ArrayList<String>();
    for (Object value : List.of("1", 1, "a\"=\"b", "a", true, "true", new BigDecimal("1.5"))) {
      prints.add(fingerprint(sync().map(m -> m.field("x", "x").constant("c", value)).build()));
      prints.add(fingerprint(sync().map(m -> m.choice("x", Map.of("k", value))).build()));
      prints.add(fingerprint(sync().normalize(n -> n.defaultValue("x", value)).build()));
      prints.add(fingerprint(sync().transform("t", Map.of("secret", value)).build()));
    }
    assertThat(prints).doesNotHaveDuplicates();
  }

  @Test
  void printsNoSettings() {
    assertThat(sync().transform("t", Map.of("token", "hush")).build().toString())
        .contains("type=t")
        .doesNotContain("hush");
  }

  @Test
  void doesNotChangeWithTheCollectionsItWasMadeOf() {
    var values = new LinkedHashMap<String, Object>(Map.of("a", "b"));
    var key = new ArrayList<>(List.of("k"));
    var fields = new ArrayList<FieldMapping>();
    fields.add(new FieldMapping.Choice("s", "t", values, Optional.empty()));
    var mapping = new Mapping(fields);
    var parent = new ParentLink("p", "s", key, false, false);
    values.put("c", "d");
    key.add("l");
    fields.clear();
    assertThat(mapping).isEqualTo(Mapping.builder().choice("s", "t", Map.of("a", "b")).build());
    assertThat(parent.key()).containsExactly("k");
  }

  @Test
  void findsTheMappedFieldsOfASourceField() {
    var mapping =
        Mapping.builder()
            .field("id", "a")
            .field("id", "b")
            .choice("id", "c", Map.of("1", "2"))
            .field("x", "d")
            .build();
    assertThat(mapping.targetsOf("id")).containsExactly("a", "b");
    assertThat(mapping.targetsOf("y")).isEmpty();
    assertThat(Mapping.ALL.targetsOf("y")).containsExactly("y");
  }

  @Test
  void givesTheMessageToEveryRuleOfTheLastCall() {
    var rules = Validation.builder().required("z").required("a", "b").message("m").build().rules();
    assertThat(rules).extracting(rule -> rule.message().orElse("-")).containsExactly("-", "m", "m");
  }

  private static String fingerprint(SyncDefinition sync) {
    return sync.normalization().toString() + sync.mapping() + sync.transforms();
  }

  private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(ConfigurationException.class);
  }
}
