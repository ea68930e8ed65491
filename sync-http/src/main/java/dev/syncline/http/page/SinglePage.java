package dev.syncline.http.page;

import dev.syncline.http.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything comes in one answer.
 *
 * @param ends how it is known that it does
 */
record SinglePage(Ends ends) implements Pagination {

  @Override
  public PageRequest request(String position) {
    return PageRequest.of(Map.of());
  }

  @Override
  public Optional<String> next(String position, PageEnd end) {
    return Optional.empty();
  }

  @Override
  public List<JsonPath> wanted() {
    return ends.wanted();
  }
}
