package dev.syncline.http.page;

import dev.syncline.api.error.PermanentException;
import dev.syncline.http.json.JsonPath;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages that hold the address of the next one: in a header {@code Link} with {@code rel="next"}
 * (RFC 8288), or in the body. Whether that address is followed is for the client to say.
 *
 * @param path where it stands in the body; empty for the header
 * @param size the parameter for the size of the first page, and its value
 * @param ends how else the end is known
 */
record ByLink(Optional<JsonPath> path, Optional<Map.Entry<String, Long>> size, Ends ends)
    implements Pagination {

  @Override
  public PageRequest request(String position) {
    if (!position.isEmpty()) {
      return new PageRequest(Map.of(), Optional.of(URI.create(position)));
    }
    var parameters = new LinkedHashMap<String, Object>();
    size.ifPresent(named -> parameters.put(named.getKey(), named.getValue()));
    return PageRequest.of(parameters);
  }

  @Override
  public Optional<String> next(String position, PageEnd end) {
    if (ends.hasMore().isPresent() && ends.reached(end)) {
      return Optional.empty();
    }
    Optional<String> link =
        path.isPresent()
            ? end.values().apply(path.get()).map(Object::toString).filter(text -> !text.isBlank())
            : LinkHeader.next(end.headers().allValues("Link"));
    if (link.isEmpty()) {
      return Optional.empty();
    }
    String next = resolved(end.uri(), link.get());
    if (next.equals(position) || next.equals(end.uri().toString())) {
      throw new PermanentException(
          "the API names the page that was just read as the next one; it would never end");
    }
    return Optional.of(next);
  }

  private static String resolved(URI page, String link) {
    try {
      return page.resolve(link).toString();
    } catch (IllegalArgumentException e) {
      throw new PermanentException("the link to the next page is no address");
    }
  }

  @Override
  public List<JsonPath> wanted() {
    var wanted = new ArrayList<>(ends.wanted());
    path.ifPresent(wanted::add);
    return wanted;
  }
}
