package dev.syncline.http.page;

import dev.syncline.api.error.PermanentException;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages that name the next one by a token, in the answer's body or in a header.
 *
 * @param place where the token stands
 * @param parameter by which parameter it is sent back
 * @param size the parameter for the size of a page, and its value
 * @param ends how else the end is known
 */
record ByToken(Place place, String parameter, Optional<Map.Entry<String, Long>> size, Ends ends)
    implements Pagination {

  /** Where a token stands. */
  sealed interface Place {
    /** In the body. */
    record Body(JsonPath path) implements Place {}

    /** In a header. */
    record Header(String name) implements Place {}
  }

  @Override
  public PageRequest request(String position) {
    var parameters = new LinkedHashMap<String, Object>();
    if (!position.isEmpty()) {
      parameters.put(parameter, position);
    }
    size.ifPresent(named -> parameters.put(named.getKey(), named.getValue()));
    return PageRequest.of(parameters);
  }

  @Override
  public Optional<String> next(String position, PageEnd end) {
    if (ends.hasMore().isPresent() && ends.reached(end)) {
      return Optional.empty();
    }
    Optional<String> token = token(end).filter(text -> !text.isBlank());
    if (token.isEmpty() && ends.hasMore().isPresent()) {
      throw new PermanentException(
          "the API says that there are more records, but not where: there is no " + place);
    }
    if (token.isPresent() && token.get().equals(position)) {
      throw new PermanentException(
          "the API names the page that was just read as the next one; it would never end");
    }
    return token;
  }

  private Optional<String> token(PageEnd end) {
    if (place instanceof Place.Body body) {
      return end.values().apply(body.path()).map(JsonText::plain);
    }
    return place instanceof Place.Header header
        ? end.headers().firstValue(header.name())
        : Optional.empty();
  }

  @Override
  public List<JsonPath> wanted() {
    var wanted = new ArrayList<>(ends.wanted());
    if (place instanceof Place.Body body) {
      wanted.add(body.path());
    }
    return wanted;
  }
}
