package dev.syncline.http.page;

import dev.syncline.http.json.JsonPath;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an answer says that there is no more.
 *
 * @param total where the number of all records stands
 * @param hasMore where it stands whether there is another page
 */
public record Ends(Optional<JsonPath> total, Optional<JsonPath> hasMore) {

  boolean reached(PageEnd end) {
    if (hasMore.isPresent()) {
      Object more = end.values().apply(hasMore.get()).orElse(false);
      return more.equals(false) || more.equals("false") || more.equals(0L);
    }
    return total(end).map(all -> end.recordsSoFar() >= all).orElse(false);
  }

  /** The number of all records, as this page tells it. */
  public Optional<Long> total(PageEnd end) {
    return total.flatMap(path -> number(end.values().apply(path)));
  }

  List<JsonPath> wanted() {
    return Stream.concat(total.stream(), hasMore.stream()).toList();
  }

  static Optional<Long> number(Optional<Object> value) {
    try {
      return value.map(number -> new BigDecimal(number.toString()).longValueExact());
    } catch (NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
