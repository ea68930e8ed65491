package dev.syncline.http.page;

import dev.syncline.http.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the pages of a list follow one another. A page is named by a text, its position; the first
 * one's is empty.
 *
 * <p>Immutable.
 */
public interface Pagination {

  /** The position of the first page. */
  String FIRST = "";

  /** How the page at a position is asked for. */
  PageRequest request(String position);

  /**
   * The position of the next page; empty if this was the last one.
   *
   * @throws dev.syncline.api.error.PermanentException if the answer contradicts itself
   */
  Optional<String> next(String position, PageEnd end);

  /** The single values that have to be looked at in every page. */
  default List<JsonPath> wanted() {
    return List.of();
  }

  /**
   * Whether the pages shift when records come and go while they are read: what is counted shifts,
   * what is named by the source itself does not.
   */
  default boolean shifts() {
    return false;
  }

  /** Whether a record names what is behind it, so that a reading can go on behind any of them. */
  default boolean byRecord() {
    return false;
  }

  /** The position behind a record, where records name it. */
  default String behind(Map<String, @Nullable Object> record) {
    throw new IllegalStateException("records do not name what is behind them");
  }

  /**
   * What a record shares with others, where those at the end of a page come again on the next one;
   * else empty.
   */
  default Optional<String> tie(Map<String, @Nullable Object> record) {
    return Optional.empty();
  }

  /** How many records of the page before come again at the beginning of the next one. */
  default int overlap() {
    return 0;
  }
}
