package dev.syncline.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is asked of an API.
 *
 * @param method GET, POST, …
 * @param path behind the API's address, already encoded
 * @param absolute an address that came out of an answer, in place of path and query
 * @param query parameters, in order; a name may come several times
 * @param headers more headers
 * @param body JSON
 */
public record ApiRequest(
    String method,
    String path,
    Optional<URI> absolute,
    List<Map.Entry<String, String>> query,
    Map<String, String> headers,
    Optional<String> body) {

  /** Copies the collections. */
  public ApiRequest {
    query = List.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** A request without anything else. */
  public static ApiRequest of(String method, String path) {
    return new ApiRequest(method, path, Optional.empty(), List.of(), Map.of(), Optional.empty());
  }

  /** With one more parameter. */
  public ApiRequest query(String name, String value) {
    var more = new ArrayList<>(query);
    more.add(Map.entry(name, value));
    return new ApiRequest(method, path, absolute, more, headers, body);
  }

  /** With one more header. */
  public ApiRequest header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiRequest(method, path, absolute, query, more, body);
  }

  /** With a JSON body. */
  public ApiRequest body(String json) {
    return new ApiRequest(method, path, absolute, query, headers, Optional.of(json));
  }

  /** To an address that came out of an answer; relative ones are resolved by {@code from}. */
  public ApiRequest at(URI address) {
    return new ApiRequest(method, path, Optional.of(address), List.of(), headers, body);
  }

  /** Whether it may be sent twice, and to where a redirect leads. */
  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** The address without the parameters of the credentials. */
  URI uri(String base) {
    if (absolute.isPresent()) {
      return absolute.get();
    }
    String start = path.isEmpty() || path.startsWith("/") ? base + path : base + "/" + path;
    return with(URI.create(start), query);
  }

  static URI with(URI uri, List<Map.Entry<String, String>> parameters) {
    if (parameters.isEmpty()) {
      return uri;
    }
    String more =
        parameters.stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    String text = uri.toString();
    String separator = uri.getRawQuery() == null ? "?" : uri.getRawQuery().isEmpty() ? "" : "&";
    return URI.create(text + separator + more);
  }

  /** A text as a part of an address. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** Method and path: parameters may be secret. */
  @Override
  public String toString() {
    return method + " " + (absolute.isPresent() ? absolute.get().getRawPath() : path);
  }
}
