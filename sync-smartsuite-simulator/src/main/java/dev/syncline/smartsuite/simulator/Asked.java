package dev.syncline.smartsuite.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param path with its last slash, behind the address of the API
 */
record Asked(String method, String path, Map<String, String> query, Headers headers, String body) {
  static final String BASE = "/api/v1";
  static final String WEBHOOKS = "/smartsuite.webhooks.engine.Webhooks";
  private static final Pattern IDS =
      Pattern.compile("/applications/([^/]+)/(?:records/(?:([0-9a-f]{24})/)?)?.*");

  static Asked of(String method, URI uri, Headers headers, String body) {
    var query = new LinkedHashMap<String, String>();
    if (uri.getRawQuery() != null) {
      for (String part : uri.getRawQuery().split("&")) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        query.put(
            URLDecoder.decode(name, UTF_8),
            equals < 0 ? "" : URLDecoder.decode(part.substring(equals + 1), UTF_8));
      }
    }
    String path = uri.getPath();
    return new Asked(
        method, path.startsWith(BASE) ? path.substring(BASE.length()) : path, query, headers, body);
  }

  RequestKind kind() {
    if (path.startsWith(WEBHOOKS)) {
      return RequestKind.WEBHOOKS;
    }
    if (!path.endsWith("/")) {
      return RequestKind.OTHER;
    }
    if (path.startsWith("/applications/")) {
      return path.contains("/records/") ? records() : tables();
    }
    if (path.startsWith("/solutions/")) {
      return RequestKind.SOLUTIONS;
    }
    return switch (path) {
      case "/members/list/" -> RequestKind.MEMBERS;
      case "/accounts/" -> RequestKind.ACCOUNTS;
      case "/deleted-records/", "/deleted-records/paginated/" -> RequestKind.DELETED;
      default -> RequestKind.OTHER;
    };
  }

  private RequestKind tables() {
    if (path.equals("/applications/")) {
      return RequestKind.TABLES;
    }
    if (path.endsWith("/add_field/")) {
      return RequestKind.ADD_FIELD;
    }
    if (path.endsWith("/change_field/")) {
      return RequestKind.CHANGE_FIELD;
    }
    return path.endsWith("/delete_field/") ? RequestKind.DELETE_FIELD : RequestKind.TABLE;
  }

  private RequestKind records() {
    String rest = path.substring(path.indexOf("/records/") + "/records".length());
    boolean one = rest.matches("/[^/]+/") && !rest.matches("/(list|bulk|bulk_delete)/");
    return switch (method
        + " "
        + (one ? "/id/" : rest.endsWith("/restore/") ? "/restore/" : rest)) {
      case "POST /list/" -> RequestKind.LIST;
      case "POST /" -> RequestKind.CREATE;
      case "POST /bulk/" -> RequestKind.BULK_CREATE;
      case "PATCH /bulk/" -> RequestKind.BULK_UPDATE;
      case "PUT /bulk/" -> RequestKind.BULK_REPLACE;
      case "PATCH /bulk_delete/" -> RequestKind.BULK_DELETE;
      case "POST /restore/" -> RequestKind.RESTORE;
      case "GET /id/" -> RequestKind.GET;
      case "PATCH /id/" -> RequestKind.UPDATE;
      case "PUT /id/" -> RequestKind.REPLACE;
      case "DELETE /id/" -> RequestKind.DELETE;
      default -> RequestKind.OTHER;
    };
  }

  /** The table in the path. */
  String table() {
    Matcher ids = IDS.matcher(path);
    return ids.matches() ? ids.group(1) : "";
  }

  /** The record in the path. */
  String record() {
    Matcher ids = IDS.matcher(path);
    return ids.matches() ? Optional.ofNullable(ids.group(2)).orElse("") : "";
  }

  Map<String, @Nullable Object> json() {
    return Json.object(Json.read(body));
  }

  boolean says(String parameter) {
    return "true".equalsIgnoreCase(query.get(parameter));
  }

  int number(String parameter, int usual) {
    try {
      return Integer.parseInt(query.getOrDefault(parameter, String.valueOf(usual)));
    } catch (NumberFormatException e) {
      throw new Refusal(400, Map.of(parameter, List.of("A valid integer is required.")));
    }
  }
}
