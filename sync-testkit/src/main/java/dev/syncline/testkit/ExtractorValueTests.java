package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Schema and values, exactly. */
abstract class ExtractorValueTests extends ExtractorTests {

  ExtractorValueTests(ExtractorContract contract) {
    super(contract);
  }

  private Schema typed() {
    return contract.schema(
        contract.types().stream().map(TestRecords::fieldOf).toArray(Field[]::new));
  }

  private SyncRecord withValue(long id, Field field, @Nullable Object value) {
    var values = new @Nullable Object[typed().size()];
    System.arraycopy(contract.row(id).toArray(), 0, values, 0, contract.schema().size());
    return SyncRecord.of(typed(), values).with(field.name(), value);
  }

  private RecordBatch only(List<SyncRecord> rows) {
    contract.create(rows.get(0).schema(), rows);
    return firstBatch(1_000);
  }

  private static int field(RecordBatch batch, String name) {
    return batch.schema().indexOf(name).orElseThrow();
  }

  @Test
  @DisplayName("have the types of the source's fields, in the batches and in the description")
  void haveTheirTypes() {
    var expected = typed();
    contract.create(expected, List.of(withValue(1, TestRecords.NAME, "Ada")));

    var batch = firstBatch(10);

    for (Schema schema : List.of(batch.schema(), contract.opened().describe())) {
      assertThat(schema.names()).isEqualTo(expected.names());
      assertThat(schema.fields())
          .extracting(Field::type)
          .isEqualTo(expected.fields().stream().map(Field::type).toList());
    }
  }

  @Test
  @DisplayName("of every type come through exactly, in the Java form of the type")
  void comeThroughExactly() {
    var rows = new ArrayList<SyncRecord>();
    var expected = new ArrayList<Object>();
    var fields = new ArrayList<Field>();
    for (LogicalType type : contract.types()) {
      for (Object sample : contract.samples(type)) {
        rows.add(withValue(rows.size() + 1, TestRecords.fieldOf(type), sample));
        fields.add(TestRecords.fieldOf(type));
        expected.add(sample);
      }
    }

    var batch = only(rows);

    assertThat(batch.size()).isEqualTo(rows.size());
    for (int row = 0; row < batch.size(); row++) {
      int sample = (int) batch.longValue(row, field(batch, "id")) - 1;
      Field field = fields.get(sample);
      Object value = batch.value(row, field(batch, field.name()));
      assertThat(TestRecords.same(value, expected.get(sample)))
          .as("%s %s came as %s", field.type(), expected.get(sample), value)
          .isTrue();
      assertThat(field.type().accepts(value)).as("%s is %s", value, field.type()).isTrue();
    }
  }

  @Test
  @DisplayName("that are null are null, not absent, in every type")
  void nullIsNull() {
    var batch = only(List.of(withValue(1, TestRecords.NAME, null)));

    for (LogicalType type : contract.types()) {
      int field = field(batch, TestRecords.fieldOf(type).name());
      assertThat(batch.value(0, field)).as("%s", type).isNull();
      assertThat(batch.absent(0, field)).as("%s is absent", type).isFalse();
    }
    assertThat(batch.value(0, field(batch, "name"))).isNull();
    assertThat(batch.row(0).has("name")).isTrue();
  }

  @Test
  @DisplayName("that a record does not have are absent, not null, where the source knows that")
  void absentIsAbsent() {
    assumeTrue(contract.absentFields(), "every record of this source has every field");
    contract.create(
        contract.schema(),
        List.of(contract.row(1).with("name", Absent.ABSENT), contract.row(2).with("name", null)));

    var rows = scan(10).rows();

    assertThat(rows).hasSize(2);
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.has("name")).isEqualTo(Long.valueOf(2).equals(row.get("id"))));
  }

  @Test
  @DisplayName("of a whole number can be read without boxing")
  void wholeNumbersWithoutBoxing() {
    var batch = only(contract.rows(41, 43));

    for (int row = 0; row < batch.size(); row++) {
      int id = field(batch, "id");
      assertThat(batch.longValue(row, id)).isEqualTo(batch.value(row, id));
    }
  }
}
