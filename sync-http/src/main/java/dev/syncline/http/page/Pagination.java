package dev.syncline.http.page;

import dev.syncline.http.json.JsonPath;
import java.util.List;
import java.util.Optional;

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

  /** How many records of the page before come again at the beginning of the next one. */
  default int overlap() {
    return 0;
  }
}
