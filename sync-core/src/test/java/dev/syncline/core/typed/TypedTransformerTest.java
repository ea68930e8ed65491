package dev.syncline.core.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.error.ConfigurationException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.FieldName;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import dev.syncline.api.transform.TransformContext;
import dev.syncline.api.transform.Transformed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypedTransformerTest {
  private static final TransformContext CONTEXT =
      new TransformContext("customers", "run", Instant.EPOCH);

  enum Level {
    GOLD,
    SILVER {}
  }

  record Street(String name, @Nullable Integer number) {}

  record Address(String city, Street street) {}

  record Everything(
      long id,
      int small,
      BigInteger big,
      BigDecimal price,
      double ratio,
      float share,
      boolean active,
      @Nullable String name,
      byte[] bytes,
      LocalDate day,
      LocalTime time,
      LocalDateTime local,
      Instant instant,
      OffsetDateTime offset,
      UUID uuid,
      Level level,
      Optional<String> note,
      Optional<Level> second,
      List<Integer> numbers,
      List<Street> streets,
      Map<String, BigDecimal> prices,
      Address address,
      @FieldName("e_mail") @Nullable String email) {}

  private static final Map<String, Object> VALUES =
      Map.ofEntries(
          Map.entry("id", 7L),
          Map.entry("small", new BigDecimal("12.00")),
          Map.entry("big", BigInteger.TWO.pow(70)),
          Map.entry("price", 3L),
          Map.entry("ratio", new BigDecimal("0.1")),
          Map.entry("share", 0.5),
          Map.entry("active", true),
          Map.entry("name", "Ada"),
          Map.entry("bytes", new byte[] {1}),
          Map.entry("day", LocalDate.EPOCH),
          Map.entry("time", LocalTime.NOON),
          Map.entry("local", LocalDateTime.of(2026, 3, 1, 12, 0)),
          Map.entry("instant", Instant.EPOCH),
          Map.entry("offset", Instant.EPOCH),
          Map.entry("uuid", "0a1b2c3d-0000-4000-8000-000000000001"),
          Map.entry("level", "SILVER"),
          Map.entry("second", "GOLD"),
          Map.entry("numbers", List.of(1L, new BigDecimal("2"))),
          Map.entry("streets", List.of(Map.of("name", "Main"))),
          Map.entry("prices", Map.of("eur", new BigDecimal("1.5"))),
          Map.entry(
              "address", Map.of("city", "London", "street", Map.of("name", "Side", "number", 4L))),
          Map.entry("e_mail", "ada@example.org"));

  private static SyncRecord record(Map<String, ? extends @Nullable Object> values) {
    Schema schema =
        Schema.of(
            values.entrySet().stream()
                .map(
                    e ->
                        Field.of(
                            e.getKey(),
                            e.getValue() == null || e.getValue() == Absent.ABSENT
                                ? LogicalType.STRING
                                : LogicalType.of(e.getValue())))
                .toList());
    return SyncRecord.of(schema, values.values().toArray());
  }

  private static <T extends Record, R extends Record> Transformed apply(
      Class<T> from, Class<R> to, Function<T, R> map, SyncRecord in, String... passing) {
    var transformer =
        new TypedTransformer<>(
            RecordShape.of(from), RecordShape.of(to), any -> true, map, Set.of(passing));
    return transformer.apply(in, CONTEXT);
  }

  private static <T extends Record> String refusal(Class<T> type, SyncRecord in) {
    return ((Transformed.Rejected) apply(type, type, same -> same, in)).reason();
  }

  @Test
  void everyTypeIsReadAndWritten() {
    Everything[] seen = new Everything[1];

    var kept =
        (Transformed.Kept)
            apply(
                Everything.class,
                Everything.class,
                all -> {
                  seen[0] = all;
                  return all;
                },
                record(VALUES));

    Everything all = seen[0];
    assertThat(all.small()).isEqualTo(12);
    assertThat(all.price()).isEqualTo(new BigDecimal("3"));
    assertThat(all.ratio()).isEqualTo(0.1);
    assertThat(all.offset()).isEqualTo(Instant.EPOCH.atOffset(ZoneOffset.UTC));
    assertThat(all.level()).isEqualTo(Level.SILVER);
    assertThat(all.note()).isEmpty();
    assertThat(all.second()).contains(Level.GOLD);
    assertThat(all.numbers()).containsExactly(1, 2);
    assertThat(all.streets()).containsExactly(new Street("Main", null));
    assertThat(all.address()).isEqualTo(new Address("London", new Street("Side", 4)));
    assertThat(all.email()).isEqualTo("ada@example.org");

    SyncRecord out = kept.record();
    out.schema()
        .fields()
        .forEach(
            field ->
                assertThat(field.type().accepts(out.get(field.name())))
                    .as("%s has the Java form of its type", field)
                    .isTrue());
    assertThat(out.get("small")).isEqualTo(12L);
    assertThat(out.get("level")).isEqualTo("SILVER");
    assertThat(out.get("note")).isNull();
    assertThat(out.get("streets")).asString().contains("name=Main", "number=null");
    assertThat(out.get("address"))
        .isEqualTo(Map.of("city", "London", "street", Map.of("name", "Side", "number", 4L)));
    assertThat(out.get("uuid")).isEqualTo("0a1b2c3d-0000-4000-8000-000000000001");
    assertThat(out.schema().field(0).nullable()).isFalse();
    assertThat(out.schema().names()).contains("e_mail").doesNotContain("email");
  }

  @Test
  void whatWasWrittenIsReadBackAsTheSame() {
    var first =
        (Transformed.Kept) apply(Everything.class, Everything.class, e -> e, record(VALUES));
    var second =
        (Transformed.Kept) apply(Everything.class, Everything.class, e -> e, first.record());

    assertThat(second.record()).isEqualTo(first.record());
  }

  record Row(
      int number,
      double ratio,
      float share,
      @Nullable Level level,
      UUID uuid,
      List<Integer> numbers,
      Street street) {}

  private static SyncRecord row(String field, @Nullable Object value) {
    var values = new java.util.LinkedHashMap<String, @Nullable Object>();
    values.put("number", 1L);
    values.put("ratio", 1.0);
    values.put("share", 1.0);
    values.put("level", null);
    values.put("uuid", "0a1b2c3d-0000-4000-8000-000000000001");
    values.put("numbers", List.of());
    values.put("street", Map.of("name", "Main"));
    values.put(field, value);
    return record(values);
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(
            "number", null, "component 'number' (int) of Row: field 'number' has no value"),
        Arguments.of("number", Absent.ABSENT, "field 'number' has no value"),
        Arguments.of(
            "number", 1L << 40, "field 'number' holds 1099511627776 (INTEGER), which is no int"),
        Arguments.of("number", new BigDecimal("1.5"), "holds 1.5 (DECIMAL), which is no int"),
        Arguments.of("number", "1", "holds '1' (STRING), which is no int"),
        Arguments.of("number", 1.0, "holds 1.0 (FLOAT), which is no int"),
        Arguments.of("ratio", new BigDecimal("0.10000000000000000001"), "which is no double"),
        Arguments.of("ratio", BigInteger.TWO.pow(2000), "which is no double"),
        Arguments.of("ratio", (1L << 53) + 1, "which is no double"),
        Arguments.of("share", 0.123456789012, "which is no float"),
        Arguments.of("level", "gold", "holds 'gold', which is no Level; known: GOLD, SILVER"),
        Arguments.of("uuid", "1-1-1-1-1", "which is no UUID"),
        Arguments.of(
            "numbers", List.of("x"), "(List) of Row: field 'numbers' holds 'x' (STRING), which is"),
        Arguments.of("numbers", Map.of(), "holds an object of 0 names, which is no list"),
        Arguments.of("street", "Main", "holds 'Main', which is no object for Street"),
        Arguments.of(
            "street",
            Map.of("name", 4L),
            "component 'street' (Street) of Row: field 'street' component 'name' (String) of"
                + " Street: field 'name' holds 4 (INTEGER), which is no String"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void whatDoesNotFitNamesComponentFieldAndType(String field, @Nullable Object value, String text) {
    assertThat(refusal(Row.class, row(field, value))).contains(text);
  }

  @Test
  void nullAndAbsentAreEmptyOptionals() {
    record Note(Optional<String> note) {}

    for (Object nothing : Arrays.asList(null, Absent.ABSENT)) {
      var values = new java.util.HashMap<String, @Nullable Object>();
      values.put("note", nothing);
      var kept = (Transformed.Kept) apply(Note.class, Note.class, n -> n, record(values));
      assertThat(kept.record().get("note")).isNull();
    }
    assertThat(apply(Note.class, Note.class, n -> n, record(Map.of("other", "x"))))
        .isInstanceOf(Transformed.Kept.class);
  }

  @Test
  void aComponentWithoutAFieldIsRefusedWithTheNearestName() {
    record Customer(long id, String emial) {}

    assertThatThrownBy(
            () ->
                apply(
                    Customer.class,
                    Customer.class,
                    c -> c,
                    record(Map.of("id", 1L, "email", "ada@example.org"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("component 'emial' (String) of Customer needs a field 'emial'")
        .hasMessageContaining("did you mean 'email'?");
  }

  @Test
  void classesThatCannotWorkAreRefusedAtOnce() {
    record Odd(Thread thread) {}
    record Same(long id, @FieldName("id") long other) {}
    record Any(Object value) {}

    assertThatThrownBy(() -> RecordShape.of(Odd.class))
        .hasMessageStartingWith(
            "component 'thread' (Thread) of Odd has the type java.lang.Thread, which no field has");
    assertThatThrownBy(() -> RecordShape.of(Same.class))
        .hasMessage("two components of Same stand for the field 'id'");
    assertThatThrownBy(() -> RecordShape.of(Tree.class)).hasMessageContaining("contains itself");
    assertThatThrownBy(() -> RecordShape.of(Any.class).schema())
        .hasMessageContaining("component 'value' (Object) of Any can be read, but not written");
  }

  record Tree(String name, List<Tree> branches) {}

  @Test
  void anErrorOfTheConstructorIsNotHidden() {
    record Positive(long id) {
      Positive {
        if (id < 1) {
          throw new IllegalArgumentException("id must be positive");
        }
      }
    }

    assertThatThrownBy(
            () -> apply(Positive.class, Positive.class, p -> p, record(Map.of("id", 0L))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("id must be positive");
  }

  @Test
  void whatIsNotKeptIsFilteredAndNothingIsRejected() {
    record Id(long id) {}
    var shape = RecordShape.of(Id.class);
    var even =
        new TypedTransformer<>(
            shape, shape, id -> id.id() % 2 == 0, id -> id.id() == 4 ? null : id, Set.of());

    var outcomes =
        Stream.of(1L, 2L, 4L)
            .map(id -> even.apply(record(Map.of("id", id)), CONTEXT).getClass().getSimpleName())
            .collect(Collectors.toList());

    assertThat(outcomes).containsExactly("Filtered", "Kept", "Rejected");
  }

  @Test
  void theFieldsOfTheEnginePassBy() {
    record Id(long id) {}

    var in =
        SyncRecord.of(
            Schema.of(
                Field.of("parent_id", LogicalType.STRING),
                Field.of("dropped", LogicalType.STRING),
                Field.of("id", LogicalType.INTEGER)),
            Absent.ABSENT,
            "x",
            1L);
    var kept = (Transformed.Kept) apply(Id.class, Id.class, i -> i, in, "parent_id");

    assertThat(kept.record().schema().names()).containsExactly("id", "parent_id");
    assertThat(kept.record().has("parent_id")).isFalse();
  }
}
