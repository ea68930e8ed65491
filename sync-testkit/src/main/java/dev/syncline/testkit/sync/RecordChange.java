package dev.syncline.testkit.sync;

import dev.syncline.api.Change;
import dev.syncline.api.record.Key;
import dev.syncline.testkit.TestRecords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A change that a sync wrote, or should have written. Equal when kind, key and values are; decimals
 * compare by value (1.0 is 1.00), the order of the fields does not matter.
 *
 * @param change {@link Change#INSERT}, {@link Change#UPDATE} or {@link Change#DELETE}
 * @param key the business key at the source
 * @param values the mapped fields that were sent; none for a delete
 */
public record RecordChange(Change change, Key key, Map<String, @Nullable Object> values) {

  /** Copies the values. */
  public RecordChange {
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(key, "key");
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * An insert.
   *
   * @param key the value of the key field, or a {@link Key} if there are several
   * @param namesAndValues mapped names and values in turns
   */
  public static RecordChange insert(Object key, @Nullable Object... namesAndValues) {
    return new RecordChange(Change.INSERT, JavaForm.key(key), JavaForm.map(namesAndValues));
  }

  /**
   * An update; an update sends every mapped field, not only those that differ.
   *
   * @param key the value of the key field, or a {@link Key} if there are several
   * @param namesAndValues mapped names and values in turns
   */
  public static RecordChange update(Object key, @Nullable Object... namesAndValues) {
    return new RecordChange(Change.UPDATE, JavaForm.key(key), JavaForm.map(namesAndValues));
  }

  /**
   * A delete.
   *
   * @param key the value of the key field, or a {@link Key} if there are several
   */
  public static RecordChange delete(Object key) {
    return new RecordChange(Change.DELETE, JavaForm.key(key), Map.of());
  }

  /** In what another change of the same key differs from this one; empty if in nothing. */
  Optional<String> differenceTo(RecordChange actual) {
    var differences = new ArrayList<String>();
    if (change != actual.change) {
      differences.add("it was an " + actual.change + ", not an " + change);
    }
    var names = new TreeSet<>(values.keySet());
    names.addAll(actual.values.keySet());
    for (String name : names) {
      String expected = shown(values, name);
      String came = shown(actual.values, name);
      if (!sameField(actual, name)) {
        differences.add("'" + name + "' is " + came + ", not " + expected);
      }
    }
    return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences));
  }

  private boolean sameField(RecordChange other, String name) {
    return values.containsKey(name) == other.values.containsKey(name)
        && TestRecords.same(values.get(name), other.values.get(name));
  }

  private static String shown(Map<String, @Nullable Object> values, String name) {
    return values.containsKey(name) ? JavaForm.shown(values.get(name)) : "not there";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordChange same
        && change == same.change
        && key.equals(same.key)
        && values.keySet().equals(same.values.keySet())
        && values.keySet().stream().allMatch(name -> sameField(same, name));
  }

  @Override
  public int hashCode() {
    return Objects.hash(change, key, List.copyOf(new TreeSet<>(values.keySet())));
  }

  @Override
  public String toString() {
    return change + " " + key + (change == Change.DELETE ? "" : " " + JavaForm.shown(values));
  }
}
