package dev.syncline.testkit.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A simulated source: rows at places, in the order in which scans read them. */
final class SourceTable {
  private final TreeMap<Long, SourceRow> places = new TreeMap<>();
  private final Map<Long, Long> placeOf = new HashMap<>();
  private final Map<Long, SourceRow> before = new HashMap<>();
  private final Map<Long, Long> changedAt = new HashMap<>();
  private long changes;
  private long scanBegan;
  private long last;
  private long first;

  TreeMap<Long, SourceRow> places() {
    return places;
  }

  /** The row of a key. */
  Optional<SourceRow> row(long id) {
    return Optional.ofNullable(placeOf.get(id)).map(places::get);
  }

  Set<Long> ids() {
    return placeOf.keySet();
  }

  List<SourceRow> keyless() {
    return places.values().stream().filter(row -> row.id() == null).toList();
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Puts a row in the place of the one with its key, or at the end. */
  void put(SourceRow row) {
    Long id = row.id();
    if (id == null) {
      places.put(++last, row);
      return;
    }
    changedAt.put(id, ++changes);
    Long place = placeOf.get(id);
    if (place == null) {
      place = ++last;
      placeOf.put(id, place);
    }
    SourceRow earlier = places.put(place, row);
    if (earlier != null) {
      before.put(id, earlier);
    }
  }

  /** What a key was before its last change; empty if it never was anything else. */
  @Nullable SourceRow earlier(long id) {
    return before.get(id);
  }

  boolean remove(long id) {
    Long place = placeOf.remove(id);
    if (place == null) {
      return false;
    }
    changedAt.put(id, ++changes);
    SourceRow gone = places.remove(place);
    if (gone != null) {
      before.put(id, gone);
    }
    return true;
  }

  void removeKeyless() {
    places.values().removeIf(row -> row.id() == null);
  }

  /** Moves a row to the front, where a scan that is under way has been already. */
  void moveToFront(long id, Instant now) {
    Long place = placeOf.get(id);
    if (place != null) {
      changedAt.put(id, ++changes);
      SourceRow row = places.remove(place);
      placeOf.put(id, --first);
      if (row != null) {
        places.put(first, row.at(now));
      }
    }
  }

  /** How many changes there were. */
  long changes() {
    return changes;
  }

  /** Whether a key changed after so many changes. */
  boolean changedSince(long id, long mark) {
    return changedAt.getOrDefault(id, 0L) > mark;
  }

  /** The keys that changed after so many changes. */
  List<Long> changedKeysSince(long mark) {
    return changedAt.keySet().stream().filter(id -> changedSince(id, mark)).toList();
  }

  /** A scan from the beginning begins. */
  void beginScan() {
    scanBegan = changes;
  }

  /** Whether a key changed since the last scan from the beginning began. */
  boolean changedSinceScan(long id) {
    return changedSince(id, scanBegan);
  }

  List<Entry<Long, SourceRow>> copy() {
    var copies = new ArrayList<Entry<Long, SourceRow>>(places.size());
    places.forEach((place, row) -> copies.add(Map.entry(place, row)));
    return copies;
  }
}
