package dev.syncline.http.page;

import dev.syncline.http.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages by number ({@code page=3}), or by the number of records before them ({@code offset=200}). A
 * page that is shorter than asked for is not the last one: servers have their own largest size. The
 * end is an empty page, unless the answer says more.
 *
 * @param parameter the number of the page, or of the records before it
 * @param byRecords whether records are counted, not pages
 * @param first the first number
 * @param size the parameter for the size of a page, and its value
 * @param totalPages where the number of pages stands
 * @param ends how else the end is known
 * @param overlap how many records come again, to see whether the pages have shifted
 */
record Counted(
    String parameter,
    boolean byRecords,
    long first,
    Optional<Map.Entry<String, Long>> size,
    Optional<JsonPath> totalPages,
    Ends ends,
    int overlap)
    implements Pagination {

  @Override
  public PageRequest request(String position) {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put(parameter, number(position));
    size.ifPresent(named -> parameters.put(named.getKey(), named.getValue()));
    return PageRequest.of(parameters);
  }

  private long number(String position) {
    return position.isEmpty() ? first : Long.parseLong(position);
  }

  @Override
  public Optional<String> next(String position, PageEnd end) {
    long number = number(position);
    long fresh = end.records() - (position.isEmpty() ? 0 : overlap);
    if (fresh <= 0 || ends.reached(end)) {
      return Optional.empty();
    }
    if (byRecords) {
      return Optional.of(String.valueOf(number + Math.max(0, end.records() - overlap)));
    }
    Optional<Long> pages = totalPages.flatMap(path -> Ends.number(end.values().apply(path)));
    boolean last = pages.isPresent() && number - first + 1 >= pages.get();
    return last ? Optional.empty() : Optional.of(String.valueOf(number + 1));
  }

  @Override
  public List<JsonPath> wanted() {
    var wanted = new ArrayList<>(ends.wanted());
    totalPages.ifPresent(wanted::add);
    return wanted;
  }

  @Override
  public boolean shifts() {
    return true;
  }
}
