package dev.syncline.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.api.record.Absent;
import dev.syncline.api.record.DataHash;
import dev.syncline.api.record.Field;
import dev.syncline.api.record.LogicalType;
import dev.syncline.api.record.Schema;
import dev.syncline.core.definition.HashAlgorithm;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Generated pairs of records. Those of one pair mean the same and are spelled in two ways, or
 * differ in one place; the hash has to tell which.
 */
final class MeaningTrials {
  private static final List<String> NAMES =
      List.of(
          "id", "name", "Name", "a", "ab", "b", "\u00e4", "e\u0301", "\ud83d\ude00", "$decimal");

  private final Identity identity = new Identity();
  private long pairs;

  /** Tries the pairs of these seeds; answers how many there were. */
  long run(long from, long to) {
    for (long seed = from; seed < to; seed++) {
      HashAlgorithm algorithm =
          HashAlgorithm.values()[Math.floorMod(seed, HashAlgorithm.values().length)];
      trial(seed, algorithm);
    }
    return pairs;
  }

  private void trial(long seed, HashAlgorithm algorithm) {
    var record = record(seed);
    var meanings = new Meanings(seed);
    DataHash hash = hash(algorithm, record);

    var same = respelled(record, meanings, seed);
    assertThat(hash(algorithm, same)).as("seed %d: %s and %s", seed, record, same).isEqualTo(hash);
    pairs++;

    var other = other(record, meanings);
    assertThat(hash(algorithm, other))
        .as("seed %d: %s and %s", seed, record, other)
        .isNotEqualTo(hash);
    pairs++;
  }

  private static Map<String, @Nullable Object> record(long seed) {
    var values = new RandomValues(seed);
    var record = new LinkedHashMap<String, @Nullable Object>();
    for (String name : values.shuffled(NAMES).subList(0, 1 + (int) Math.floorMod(seed, 6L))) {
      Object nothing = values.oneIn(2) ? null : Absent.ABSENT;
      record.put(name, values.oneIn(8) ? nothing : values.value(values.type()));
    }
    return record;
  }

  private static Map<String, @Nullable Object> respelled(
      Map<String, @Nullable Object> record, Meanings meanings, long seed) {
    var names = new ArrayList<>(record.keySet());
    Collections.shuffle(names, new Random(seed));
    var same = new LinkedHashMap<String, @Nullable Object>();
    for (String name : names) {
      Object value = record.get(name);
      if (value == Absent.ABSENT && meanings.below(2) == 0) {
        continue;
      }
      var form = meanings.below(2) == 0 ? Normalizer.Form.NFD : Normalizer.Form.NFC;
      same.put(Normalizer.normalize(name, form), meanings.respelled(value));
    }
    return same;
  }

  private static Map<String, @Nullable Object> other(
      Map<String, @Nullable Object> record, Meanings meanings) {
    var other = new LinkedHashMap<>(record);
    String name = List.copyOf(record.keySet()).get(meanings.below(record.size()));
    Object value = record.get(name);
    switch (meanings.below(6)) {
      case 0 -> {
        // The same value under another name; an absent one has none.
        other.remove(name);
        other.put(name + "\u0001", value == Absent.ABSENT ? null : value);
      }
      case 1 -> other.put("one more", null);
      default -> other.put(name, meanings.other(value));
    }
    return other;
  }

  private DataHash hash(HashAlgorithm algorithm, Map<String, @Nullable Object> record) {
    Schema schema =
        Schema.of(record.keySet().stream().map(n -> Field.of(n, LogicalType.STRING)).toList());
    return identity.data(algorithm, Identity.Shape.of(schema), record.values().toArray());
  }
}
