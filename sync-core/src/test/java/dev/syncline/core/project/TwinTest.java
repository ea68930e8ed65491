package dev.syncline.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.core.definition.Constraint;
import dev.syncline.core.definition.FieldMapping;
import dev.syncline.core.definition.Lookup;
import dev.syncline.core.definition.NormalizeOperation;
import dev.syncline.core.definition.SyncDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a builder says and what a file says are equal, setting by setting. */
class TwinTest {
  static Stream<Arguments> rules() {
    return RuleTwins.rules();
  }

  static Stream<Arguments> mappings() {
    return MappingTwins.mappings();
  }

  static Stream<Arguments> settings() {
    return SettingTwins.settings();
  }

  @ParameterizedTest
  @MethodSource({"rules", "mappings", "settings"})
  void saysTheSame(SyncDefinition built, String yaml) {
    var read = parse(yaml);
    assertThat(read).isEqualTo(built);
    assertThat(fingerprint(read)).isEqualTo(fingerprint(built));
  }

  private static String fingerprint(SyncDefinition sync) {
    return sync.normalization() + "" + sync.mapping() + sync.transforms();
  }

  /** A new operation or constraint must be sayable in a file, too, and stand in the table above. */
  @Test
  void coversEveryOperationAndConstraint() {
    var operations =
        rules()
            .map(twin -> (SyncDefinition) twin.get()[0])
            .flatMap(sync -> sync.normalization().rules().stream())
            .map(rule -> rule.operation().getClass().getName());
    assertThat(operations).containsAll(names(NormalizeOperation.class));
    var constraints =
        rules()
            .map(twin -> (SyncDefinition) twin.get()[0])
            .flatMap(sync -> sync.validation().rules().stream())
            .map(rule -> rule.constraint().getClass().getName());
    assertThat(constraints).containsAll(names(Constraint.class));
  }

  /** So must a new way to map a field or to look something up. */
  @Test
  void coversEveryMappingAndLookup() {
    var mappings = mappings().map(twin -> ((SyncDefinition) twin.get()[0]).mapping()).toList();
    assertThat(mappings.stream().flatMap(m -> m.fields().stream()).map(f -> f.getClass().getName()))
        .containsAll(names(FieldMapping.class));
    assertThat(
            mappings.stream()
                .flatMap(m -> m.lookups().values().stream())
                .map(lookup -> lookup.getClass().getName()))
        .containsAll(names(Lookup.class));
  }

  private static List<String> names(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? names(type).stream() : Stream.of(type.getName()))
        .toList();
  }

  private static SyncDefinition parse(String part) {
    return SyncProject.parse(Twins.file(part), "f", Map.of()).sync("s");
  }
}
