package dev.syncline.core.comparison;

import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.HeldRow;
import dev.syncline.api.destination.HeldRows;
import dev.syncline.api.destination.KeyRanges;
import dev.syncline.api.destination.RangeDigests;
import dev.syncline.api.record.Absent;
import dev.syncline.api.record.Schema;
import dev.syncline.core.comparison.Entry.Standing;
import dev.syncline.core.comparison.Strangers.Stranger;
import dev.syncline.core.identity.Identity;
import dev.syncline.core.verify.Counts;
import dev.syncline.core.verify.Drift;
import dev.syncline.core.verify.DriftKind;
import dev.syncline.core.verify.DriftWriter;
import dev.syncline.core.verify.FieldDifference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the destination and writes down where it disagrees with the {@link SourceSide}. Ranges
 * whose digests are the same are not read. Not safe for use by several threads.
 */
public final class DestinationSide {
  private final SourceSide source;
  private final DriftWriter out;
  private final BiFunction<String, @Nullable Object, String> shown;
  private final Schema schema;
  private final Identity identity = new Identity();
  private final Optional<KeyRanges> ranges;
  private final BitSet unequal = new BitSet();
  private final BitSet met = new BitSet();
  private long rowsRead;
  private long foreign;

  /**
   * Compares with what was collected.
   *
   * @param shown a value of a field as people may see it
   */
  public DestinationSide(
      SourceSide source, DriftWriter out, BiFunction<String, @Nullable Object, String> shown) {
    this.source = source;
    this.out = out;
    this.shown = shown;
    this.schema = source.target().schema();
    this.ranges = source.back().ranges();
  }

  /** Compares everything. */
  public void compare() {
    try (var strangers = new Strangers()) {
      try (HeldRows rows = open()) {
        for (List<HeldRow> some = rows.next(); !some.isEmpty(); some = rows.next()) {
          some.forEach(row -> take(row, strangers));
        }
      }
      strangers.forEach(this::settle);
    }
    source.expected().forEach(this::conclude);
  }

  /** What was met. */
  public Counts counts() {
    return new Counts(
        source.live(),
        source.unjudged(),
        foreign,
        rowsRead,
        ranges.map(KeyRanges::count).orElse(0),
        unequal.cardinality(),
        out.counts(),
        out.waiting());
  }

  /** How the destination was compared, for people. */
  public String howCompared() {
    return source.back().howCompared();
  }

  private HeldRows open() {
    if (ranges.isEmpty()) {
      return source.back().read();
    }
    KeyRanges by = ranges.get();
    var wanted = new RangeDigests(by.count());
    source.expected().forEach(entry -> digest(entry, by, wanted));
    RangeDigests held = by.digests();
    for (int range = 0; range < by.count(); range++) {
      if (!held.same(range, wanted)) {
        unequal.set(range);
      }
    }
    return by.read(unequal);
  }

  private void digest(Entry entry, KeyRanges by, RangeDigests wanted) {
    if (entry.ref().isEmpty()) {
      return;
    }
    DestinationRef ref = entry.ref().get();
    List<@Nullable Object> values =
        entry.standing() == Standing.LIVE ? entry.valuesOf(schema) : List.of(Absent.ABSENT);
    if (values.contains(Absent.ABSENT)) {
      // Nobody can tell its digest: the rows of the range have to be looked at.
      unequal.set(by.rangeOf(ref));
    } else {
      wanted.add(by.rangeOf(ref), 1, by.digestOf(ref, values));
    }
  }

  private boolean inEqualRange(Entry entry) {
    return ranges.isPresent()
        && entry.ref().isPresent()
        && !unequal.get(ranges.get().rangeOf(entry.ref().get()));
  }

  private void take(HeldRow row, Strangers strangers) {
    rowsRead++;
    Optional<Entry> named = source.expected().find(row.ref());
    if (named.isEmpty()) {
      stranger(row, strangers);
      return;
    }
    Entry entry = named.get();
    if (entry.standing() == Standing.OURS) {
      return;
    }
    if (met.get(entry.number())) {
      // Nothing but its key names the row, and the key is there twice.
      doubled(entry, List.of(row.ref(), row.ref()), heldHash(row));
      return;
    }
    met.set(entry.number());
    if (entry.standing() == Standing.GONE) {
      drift(DriftKind.EXTRA, entry, List.of(row.ref()), List.of(), "", heldHash(row));
      return;
    }
    judge(entry, row.ref(), differing(entry, row), heldHash(row), "the record state is not its");
  }

  private void judge(
      Entry entry, DestinationRef ref, List<FieldDifference> fields, String heldHash, String note) {
    if (!fields.isEmpty()) {
      drift(DriftKind.DIFFERENT, entry, List.of(ref), fields, "", heldHash);
    } else if (entry.waiting()) {
      drift(DriftKind.STATE, entry, List.of(ref), List.of(), note, heldHash);
    }
  }

  private void stranger(HeldRow row, Strangers strangers) {
    List<Object> key = SourceSide.keyOf(source.target(), row.values());
    Optional<Entry> entry = source.expected().findByKey(key);
    if (entry.isEmpty()) {
      foreign++;
    } else {
      strangers.add(new Stranger(key, row.ref(), heldHash(row), differing(entry.get(), row)));
    }
  }

  /** Whether a row that no state names is a further copy, or stands in the place of ours. */
  private void settle(Stranger stranger) {
    Entry entry = source.expected().findByKey(stranger.key()).orElseThrow();
    if (met.get(entry.number()) || inEqualRange(entry)) {
      var refs = new ArrayList<DestinationRef>();
      entry.ref().ifPresent(refs::add);
      refs.add(stranger.ref());
      doubled(entry, refs, stranger.heldHash());
      return;
    }
    met.set(entry.number());
    String note =
        entry
            .ref()
            .map(ref -> "the destination calls it " + stranger.ref() + ", and no longer " + ref)
            .orElse("the destination has it, and no record state says so");
    if (stranger.fields().isEmpty()) {
      drift(DriftKind.STATE, entry, List.of(stranger.ref()), List.of(), note, stranger.heldHash());
    } else {
      drift(
          DriftKind.DIFFERENT,
          entry,
          List.of(stranger.ref()),
          stranger.fields(),
          note,
          stranger.heldHash());
    }
  }

  private void doubled(Entry entry, List<DestinationRef> refs, String heldHash) {
    drift(DriftKind.DOUBLED, entry, refs, List.of(), "", heldHash);
  }

  /** What no row was found for. */
  private void conclude(Entry entry) {
    if (met.get(entry.number()) || entry.standing() == Standing.OURS) {
      return;
    }
    List<DestinationRef> refs = entry.ref().stream().toList();
    if (entry.standing() == Standing.GONE) {
      drift(DriftKind.STATE, entry, refs, List.of(), "neither source nor destination has it", "");
    } else if (!inEqualRange(entry)) {
      drift(DriftKind.MISSING, entry, refs, List.of(), "", "");
    } else if (entry.waiting()) {
      drift(
          DriftKind.STATE,
          entry,
          refs,
          List.of(),
          "the record state is not its",
          source.contentHash(entry.valuesOf(schema)));
    }
  }

  private List<FieldDifference> differing(Entry entry, HeldRow row) {
    if (entry.standing() != Standing.LIVE || entry.contentHash().equals(heldHash(row))) {
      return List.of();
    }
    List<@Nullable Object> wanted = entry.valuesOf(schema);
    var fields = new ArrayList<FieldDifference>();
    for (int i = 0; i < schema.size(); i++) {
      Object should = wanted.get(i);
      Object is = row.values().get(i);
      if (should != Absent.ABSENT && !identity.same(should, is)) {
        String name = schema.field(i).name();
        fields.add(new FieldDifference(name, shown.apply(name, should), shown.apply(name, is)));
      }
    }
    return fields;
  }

  private String heldHash(HeldRow row) {
    return source.contentHash(row.values());
  }

  private void drift(
      DriftKind kind,
      Entry entry,
      List<DestinationRef> refs,
      List<FieldDifference> fields,
      String note,
      String heldHash) {
    out.write(
        new Drift(
            kind,
            entry.key(),
            entry.keyHash(),
            refs,
            kind != DriftKind.DOUBLED && entry.waiting(),
            fields,
            note,
            entry.sourceHash(),
            heldHash));
  }
}
