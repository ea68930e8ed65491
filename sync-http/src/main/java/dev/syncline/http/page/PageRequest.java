package dev.syncline.http.page;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How a page is asked for.
 *
 * @param parameters by name; where they go, the pagination says
 * @param address an address that came out of the page before, in place of everything
 */
public record PageRequest(Map<String, Object> parameters, Optional<URI> address) {

  /** Copies the parameters. */
  public PageRequest {
    parameters = Map.copyOf(parameters);
  }

  static PageRequest of(Map<String, Object> parameters) {
    return new PageRequest(parameters, Optional.empty());
  }
}
