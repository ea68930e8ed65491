package dev.syncline.testkit.simulation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is held of a key before and after a run. */
record Content(
    Map<Long, List<Map<String, @Nullable Object>>> atFirst,
    Map<Long, List<Map<String, @Nullable Object>>> atLast) {

  Optional<Map<String, @Nullable Object>> before(long key) {
    return one(atFirst.get(key));
  }

  Optional<Map<String, @Nullable Object>> after(long key) {
    return one(atLast.get(key));
  }

  private static Optional<Map<String, @Nullable Object>> one(
      @Nullable List<Map<String, @Nullable Object>> rows) {
    return rows == null ? Optional.empty() : rows.stream().filter(Objects::nonNull).findFirst();
  }

  /** For messages. */
  static String told(Optional<Map<String, @Nullable Object>> content) {
    return content.map(Map::toString).orElse("absent");
  }
}
