package dev.syncline.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Op;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTextTest {
  private static final long SEED = 20_240_229;

  @Test
  void givesBackExactlyTheRecordThatWasWritten() {
    for (int i = 0; i < 3_000; i++) {
      SyncRecord record = randomRecord(new RandomValues(SEED + i));

      String text = RecordText.ofRecord(record.schema(), record.op(), record.toArray());

      SyncRecord read = RecordText.record(text);
      assertThat(read.schema()).as("seed %d: %s", SEED + i, text).isEqualTo(record.schema());
      assertThat(read.op()).as("seed %d: %s", SEED + i, text).isEqualTo(record.op());
      assertThat(byContent(Arrays.asList(read.toArray())))
          .as("seed %d: %s", SEED + i, text)
          .isEqualTo(byContent(Arrays.asList(record.toArray())));
    }
  }

  @Test
  void givesBackExactlyTheKeyThatWasWritten() {
    for (int i = 0; i < 3_000; i++) {
      var random = new RandomValues(SEED + i);
      Object[] values = {random.value(random.type()), random.value(random.type())};

      String text = RecordText.ofKey(Key.of(values));

      assertThat(byContent(RecordText.key(text).values()))
          .as("seed %d: %s", SEED + i, text)
          .isEqualTo(byContent(Arrays.asList(values)));
    }
  }

  @Test
  void canBeReadByAPerson() {
    Schema schema =
        Schema.of(
            Field.of("code", LogicalType.STRING),
            Field.of("area", LogicalType.DECIMAL),
            Field.of("seen", LogicalType.DATE),
            Field.of("note", LogicalType.STRING));

    String text =
        RecordText.ofRecord(
            schema, Op.UPSERT, new Object[] {"BY", new BigDecimal("70550.10"), null, null});

    assertThat(text)
        .isEqualTo(
            "{\"code\":\"BY\",\"area\":{\"$decimal\":\"70550.10\"},\"seen\":{\"$null\":\"DATE\"},"
                + "\"note\":null}");
  }

  @Test
  void keepsNullAndAbsentApart() {
    Schema schema =
        Schema.of(Field.of("a", LogicalType.INTEGER), Field.of("b", LogicalType.INTEGER));

    SyncRecord read =
        RecordText.record(
            RecordText.ofRecord(schema, Op.DELETE, new Object[] {null, Absent.ABSENT}));

    assertThat(read)
        .isEqualTo(SyncRecord.of(schema, Op.DELETE, new Object[] {null, Absent.ABSENT}));
    assertThat(read.has("a")).isTrue();
    assertThat(read.has("b")).isFalse();
  }

  @Test
  void givesBackAReference() {
    DestinationRef ref = DestinationRef.of(57L, "rec_9f");

    assertThat(RecordText.ofRef(ref)).isEqualTo("[57,\"rec_9f\"]");
    assertThat(RecordText.ref(RecordText.ofRef(ref))).isEqualTo(ref);
  }

  @Test
  void refusesADamagedText() {
    assertThatThrownBy(() -> RecordText.record("{\"a\":"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> RecordText.key("[null]"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("null");
    assertThatThrownBy(() -> RecordText.key("[{\"$money\":\"1\"}]"))
        .isInstanceOf(PermanentException.class)
        .hasMessageContaining("$money");
  }

  /** The value with bytes as text, because arrays are never equal. */
  private static Object byContent(Object value) {
    if (value instanceof byte[] bytes) {
      return "bytes " + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof List<?> items) {
      return items.stream().map(RecordTextTest::byContent).toList();
    }
    if (value instanceof Map<?, ?> object) {
      var copy = new HashMap<Object, Object>();
      object.forEach((name, inner) -> copy.put(name, byContent(inner)));
      return copy;
    }
    return value;
  }

  private static SyncRecord randomRecord(RandomValues random) {
    var fields = new ArrayList<Field>();
    var values = new ArrayList<Object>();
    for (String name : List.of("id", "$decimal", "with \"quotes\"", "\u00e4\u0301", "last")) {
      LogicalType type = random.type();
      fields.add(Field.of(name, type));
      values.add(random.oneIn(8) ? null : random.oneIn(8) ? Absent.ABSENT : random.value(type));
    }
    Op op = random.oneIn(5) ? Op.DELETE : Op.UPSERT;
    return SyncRecord.of(Schema.of(fields), op, values.toArray());
  }
}
