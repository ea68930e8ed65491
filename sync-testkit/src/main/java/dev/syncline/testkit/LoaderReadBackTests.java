package dev.syncline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.KeyRanges;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.RangeDigests;
import dev.syncline.api.destination.ReadsBack;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RowBatch;
import dev.syncline.api.record.Schema;
import dev.syncline.api.record.SyncRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the destination holds, in the form in which it can be compared. */
abstract class LoaderReadBackTests extends LoaderTests {

  LoaderReadBackTests(LoaderContract contract) {
    super(contract);
  }

  private Loader reader(Schema schema) {
    var loader = prepared(schema);
    assumeTrue(loader instanceof ReadsBack, "the loader cannot read back");
    return loader;
  }

  private static ReadsBack back(Loader loader) {
    return (ReadsBack) loader;
  }

  private static List<HeldRow> all(ReadsBack back) {
    var held = new ArrayList<HeldRow>();
    try (var rows = back.read()) {
      for (List<HeldRow> some = rows.next(); !some.isEmpty(); some = rows.next()) {
        held.addAll(some);
      }
    }
    return held;
  }

  private static @Nullable Object name(HeldRow row) {
    return row.values().get(1);
  }

  /** Records of one field per type, each with a sample, and one with nulls. */
  private List<SyncRecord> samples(Schema schema) {
    var records = new ArrayList<SyncRecord>();
    long id = 1;
    records.add(SyncRecord.of(schema, row(schema, id++)));
    for (int field = 2; field < schema.size(); field++) {
      for (Object sample : contract.samples(schema.field(field).type())) {
        @Nullable Object[] values = row(schema, id++);
        values[field] = sample;
        records.add(SyncRecord.of(schema, values));
      }
    }
    return records;
  }

  private static @Nullable Object[] row(Schema schema, long id) {
    @Nullable Object[] values = new @Nullable Object[schema.size()];
    values[0] = id;
    values[1] = "name-" + id;
    return values;
  }

  /** As the canonical form has it: 1 is 1.0, bytes are equal by content. */
  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number one && b instanceof Number other) {
      return one instanceof Double || other instanceof Double
          ? one.equals(other)
          : new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }
    return Objects.deepEquals(a, b);
  }

  private Schema everyType() {
    var fields = new ArrayList<Field>();
    contract
        .types()
        .forEach(type -> fields.add(Field.of("a_" + type.name().toLowerCase(Locale.ROOT), type)));
    return contract.schema(fields);
  }

  @Test
  @DisplayName("gives back every row once, under the reference that the write answered")
  void everyRowOnce() {
    var loader = reader(contract.schema());
    Map<DestinationRef, Object> wanted = new HashMap<>();
    for (long id = 1; id <= 3; id++) {
      wanted.put(back(loader).sameRefs(List.of(insert(loader, id))).get(0), "name-" + id);
    }

    List<HeldRow> held = all(back(reader(contract.schema())));

    assertThat(held).hasSize(3);
    held.forEach(row -> assertThat(wanted).containsEntry(row.ref(), name(row)));
  }

  @Test
  @DisplayName("gives back nothing of an empty destination")
  void nothingOfNothing() {
    assertThat(all(back(reader(contract.schema())))).isEmpty();
  }

  @Test
  @DisplayName("gives back the rows of some references, as they are now")
  void someReferences() {
    var loader = reader(contract.schema());
    var one = insert(loader, 1);
    var two = insert(loader, 2);
    insert(loader, 3);
    write(loader, changes().delete(Key.of(2L), two));

    List<HeldRow> held = back(loader).read(List.of(one, two));

    assertThat(held).singleElement().satisfies(row -> assertThat(name(row)).isEqualTo("name-1"));
    assertThat(held.get(0).ref()).isEqualTo(back(loader).sameRefs(List.of(one)).get(0));
    assertThat(back(loader).read(List.of())).isEmpty();
  }

  @Test
  @DisplayName("reads every value of every type back in the form in which it was expected")
  void everyTypeReadsBack() {
    Schema schema = everyType();
    contract.create(schema, List.of("id"));
    var loader = reader(schema);
    List<SyncRecord> records = samples(schema);
    for (SyncRecord record : records) {
      ref(write(loader, inserts(List.of(record))).get(0));
    }
    var expected = back(loader).readForm(RowBatch.of(schema, records));
    Map<Object, HeldRow> held = new HashMap<>();
    all(back(loader)).forEach(row -> held.put(String.valueOf(row.values().get(0)), row));

    assertThat(held).hasSameSizeAs(records);
    for (int i = 0; i < records.size(); i++) {
      List<@Nullable Object> form = expected.get(i).orElseThrow();
      HeldRow row = Objects.requireNonNull(held.get(String.valueOf(form.get(0))), "row " + i);
      for (int field = 0; field < schema.size(); field++) {
        Object should = form.get(field);
        assertThat(should == Absent.ABSENT || same(should, row.values().get(field)))
            .as(
                "%s of %s: %s is read back as %s",
                schema.field(field).name(), records.get(i), should, row.values().get(field))
            .isTrue();
      }
    }
  }

  @Test
  @DisplayName("makes the same digests at the destination as here, and reads only what differs")
  void digestsAgree() {
    var loader = reader(contract.schema());
    for (long id = 1; id <= 50; id++) {
      insert(loader, id);
    }
    assumeTrue(back(loader).ranges().isPresent(), () -> back(loader).howCompared());
    KeyRanges ranges = back(loader).ranges().orElseThrow();
    List<HeldRow> before = all(back(loader));
    var here = new RangeDigests(ranges.count());
    before.forEach(
        row -> here.add(ranges.rangeOf(row.ref()), 1, ranges.digestOf(row.ref(), row.values())));
    assertThat(differing(ranges, here).stream()).isEmpty();

    DestinationRef seven = ref(back(loader), before, "name-7");
    write(loader, changes().update(Key.of(7L), seven, 7L, "other"));

    BitSet differing = differing(ranges, here);
    assertThat(differing.stream()).containsExactly(ranges.rangeOf(seven));
    var read = new ArrayList<HeldRow>();
    try (var rows = ranges.read(differing)) {
      read.addAll(rows.next());
    }
    assertThat(read).anyMatch(row -> row.ref().equals(seven) && "other".equals(name(row)));
    assertThat(read.size()).isLessThan(50);
  }

  private static DestinationRef ref(ReadsBack back, List<HeldRow> rows, String name) {
    return back.sameRefs(
            rows.stream().filter(row -> name.equals(name(row))).map(HeldRow::ref).toList())
        .get(0);
  }

  private static BitSet differing(KeyRanges ranges, RangeDigests here) {
    RangeDigests there = ranges.digests();
    var differing = new BitSet();
    for (int range = 0; range < ranges.count(); range++) {
      differing.set(range, !there.same(range, here));
    }
    return differing;
  }
}
