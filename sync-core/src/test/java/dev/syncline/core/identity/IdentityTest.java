package dev.syncline.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.KeyHash;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.HashAlgorithm;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final long SEED = 42;

  private final Identity identity = new Identity();

  @Test
  void equalNumbersAreEqualHoweverTheyAreWritten() {
    KeyHash one = key(1L);

    assertThat(key(new BigDecimal("1"))).isEqualTo(one);
    assertThat(key(new BigDecimal("1.0"))).isEqualTo(one);
    assertThat(key(new BigDecimal("1.00"))).isEqualTo(one);
    assertThat(key(BigInteger.ONE)).isEqualTo(one);
    assertThat(key(new BigDecimal("0E+7"))).isEqualTo(key(0L));
    assertThat(key(new BigDecimal("1.2E+3"))).isEqualTo(key(1200L));
    assertThat(key(new BigDecimal("9223372036854775808")))
        .isEqualTo(key(BigInteger.ONE.shiftLeft(63)));
  }

  @Test
  void integersOfEverySizeEqualTheirDecimals() {
    var random = new RandomValues(SEED);
    for (int i = 0; i < 3_000; i++) {
      Object integer = random.value(LogicalType.INTEGER);
      var decimal = new BigDecimal(integer.toString());

      assertThat(key(decimal.setScale(i % 7))).as("%s", integer).isEqualTo(key(integer));
      assertThat(key(decimal.add(BigDecimal.ONE))).as("%s", integer).isNotEqualTo(key(integer));
    }
  }

  @Test
  void decimalsOfEveryLengthAndScaleAreTheirDigits() {
    var random = new Random(SEED);
    for (int digits = 1; digits <= 20; digits++) {
      BigInteger most = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE);
      for (int scale = -3; scale <= 30; scale++) {
        for (int i = 0; i < 40; i++) {
          BigInteger unscaled =
              i == 0
                  ? most
                  : new BigInteger(most.bitLength(), random).mod(most.add(BigInteger.ONE));
          var number = new BigDecimal(i % 2 == 0 ? unscaled : unscaled.negate(), scale);
          // The same value with so many zeros that it goes the long way.
          var longer = number.setScale(scale + 25);

          assertThat(key(number)).as("%s", number).isEqualTo(key(longer));
        }
      }
    }
  }

  @Test
  void typesWithAnotherMeaningAreDifferent() {
    List<Object> lookalikes =
        List.of(
            1L,
            1.0,
            "1",
            true,
            new byte[] {'1'},
            List.of(1L),
            Map.of("1", 1L),
            LocalDateTime.of(1970, 1, 1, 0, 0, 1),
            Instant.ofEpochSecond(1));

    assertThat(lookalikes.stream().map(this::key).distinct()).hasSameSizeAs(lookalikes);
  }

  @Test
  void aFloatHasOneZeroAndOneNaN() {
    double otherNaN = Double.longBitsToDouble(0x7ff8000000000001L);

    assertThat(key(-0.0)).isEqualTo(key(0.0));
    assertThat(key(otherNaN)).isEqualTo(key(Double.NaN));
    assertThat(key(0.0)).isNotEqualTo(key(Double.MIN_VALUE));
    assertThat(key(0.0)).isNotEqualTo(key(0L));
  }

  @Test
  void bothUnicodeSpellingsAreOneText() {
    assertThat(key("e\u0301")).isEqualTo(key("\u00e9"));
    assertThat(key("\u212b")).isEqualTo(key("\u00c5"));
    assertThat(key("e")).isNotEqualTo(key("\u00e9"));
    assertThat(key(Map.of("e\u0301", 1L))).isEqualTo(key(Map.of("\u00e9", 1L)));
  }

  @Test
  void longTextsAreWrittenWhole() {
    // Around the sizes where the length takes another byte, in one and in three bytes a character.
    for (int size : new int[] {42, 43, 127, 128, 5461, 5462, 16383, 16384, 40_000}) {
      for (String unit : new String[] {"a", "\u20ac"}) {
        String text = unit.repeat(size);

        assertThat(key(text, "x")).isNotEqualTo(key(text, "y"));
        assertThat(key(text)).isNotEqualTo(key(unit.repeat(size - 1)));
        assertThat(new Identity().key(List.of(text))).isEqualTo(key(text));
      }
    }
  }

  @Test
  void instantsAreEqualWhateverTheirZone() {
    Instant winter = OffsetDateTime.of(2024, 1, 1, 1, 0, 0, 0, ZoneOffset.ofHours(1)).toInstant();

    assertThat(key(winter)).isEqualTo(key(Instant.parse("2024-01-01T00:00:00Z")));
    assertThat(key(LocalDateTime.of(2024, 1, 1, 0, 0))).isNotEqualTo(key(winter));
  }

  @Test
  void theBordersBetweenValuesCount() {
    assertThat(key("a", "bc")).isNotEqualTo(key("ab", "c"));
    assertThat(key("a", "b")).isNotEqualTo(key("b", "a"));
    assertThat(key(List.of("a"), "b")).isNotEqualTo(key(List.of("a", "b")));
    assertThat(key("")).isNotEqualTo(key("", ""));
  }

  @Test
  void nullIsAValueAndAbsentIsNone() {
    Schema schema = schema("a", "b");

    DataHash withNull = data(schema, 1L, null);
    DataHash without = data(schema, 1L, Absent.ABSENT);

    assertThat(withNull).isNotEqualTo(without);
    assertThat(without).isEqualTo(data(schema("a"), 1L));
    assertThat(data(schema, 1L, "")).isNotEqualTo(withNull);
    assertThat(identity.same(null, Absent.ABSENT)).isFalse();
    assertThat(identity.same(Absent.ABSENT, Absent.ABSENT)).isTrue();
    assertThat(identity.same(new BigDecimal("1.0"), 1L)).isTrue();
  }

  @Test
  void theOrderOfTheFieldsIsIrrelevant() {
    for (int i = 0; i < 500; i++) {
      var random = new RandomValues(SEED + i);
      List<String> names = List.of("id", "Zebra", "apple", "\u00e4", "\ud83d\ude00", random.text());
      Map<String, Object> record = new LinkedHashMap<>();
      names.stream()
          .filter(name -> !name.isEmpty())
          .forEach(name -> record.put(name, random.value(random.type())));
      List<String> order = random.shuffled(List.copyOf(record.keySet()));

      DataHash hash = data(record, List.copyOf(record.keySet()));

      assertThat(data(record, order)).as("seed %d", SEED + i).isEqualTo(hash);
    }
  }

  @Test
  void aRecordWithOneOtherValueIsAnotherRecord() {
    Map<DataHash, List<Object>> seen = new HashMap<>();
    Schema schema = schema("a", "b", "c");
    for (int i = 0; i < 5_000; i++) {
      var random = new RandomValues(SEED + i);
      Object[] values = IntStream.range(0, 3).mapToObj(f -> scalar(random)).toArray();

      List<Object> before = seen.put(data(schema, values), meaning(values));

      if (before != null) {
        assertThat(before).as("seed %d", SEED + i).isEqualTo(meaning(values));
      }
    }
  }

  @Test
  void eachKindOfHashHasItsOwnDomain() {
    Schema schema = schema();
    Identity.Shape shape = Identity.Shape.of(schema);

    assertThat(identity.data(HashAlgorithm.XXH128, shape, new Object[0]).toString())
        .isNotEqualTo(identity.raw(shape, new Object[0]).toString());
    assertThat(identity.key(List.of(1L)).toString())
        .isNotEqualTo(identity.link(List.of(1L)).toString());
  }

  @Test
  void aValueOfNoLogicalTypeIsRefused() {
    assertThatThrownBy(() -> key(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Integer");
  }

  private static Object scalar(RandomValues random) {
    LogicalType[] types = {
      LogicalType.INTEGER, LogicalType.DECIMAL, LogicalType.STRING, LogicalType.BOOLEAN
    };
    return random.value(types[Math.floorMod(random.text().hashCode(), types.length)]);
  }

  /** What the values mean, by other means than the canonical form. */
  private static List<Object> meaning(Object[] values) {
    var meaning = new ArrayList<Object>();
    for (Object value : values) {
      if (value instanceof Boolean) {
        meaning.add(value);
      } else if (value instanceof String text) {
        meaning.add("text " + Normalizer.normalize(text, Normalizer.Form.NFC));
      } else {
        meaning.add("number " + new BigDecimal(value.toString()).stripTrailingZeros());
      }
    }
    return meaning;
  }

  private KeyHash key(Object... values) {
    return identity.key(Arrays.asList(values));
  }

  private DataHash data(Map<String, Object> record, List<String> order) {
    return data(schema(order.toArray(String[]::new)), order.stream().map(record::get).toArray());
  }

  private DataHash data(Schema schema, Object... values) {
    return identity.data(HashAlgorithm.XXH128, Identity.Shape.of(schema), values);
  }

  private static Schema schema(String... names) {
    return Schema.of(Arrays.stream(names).map(name -> Field.of(name, LogicalType.STRING)).toList());
  }
}
