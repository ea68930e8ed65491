package dev.syncline.examples.syncflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A server in this process that speaks JSON to whoever shows a token signed with a shared key. */
final class JsonServer implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Else every answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String key;
  private final Clock clock;
  private final AtomicLong requests = new AtomicLong();

  /** A request. */
  record Asked(String method, String path, Map<String, String> query, @Nullable JsonNode body) {
    int number(String name, int usual) {
      String text = query.get(name);
      return text == null ? usual : Integer.parseInt(text);
    }
  }

  /** An answer. */
  record Told(int status, @Nullable Object body) {}

  /** What answers. */
  @FunctionalInterface
  interface Route {
    Told answer(Asked asked) throws IOException;
  }

  JsonServer(String key, Clock clock, Route route) throws IOException {
    this.key = key;
    this.clock = clock;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, route));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  long requests() {
    return requests.get();
  }

  private void handle(HttpExchange exchange, Route route) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      byte[] body = exchange.getRequestBody().readAllBytes();
      Told told;
      try {
        told =
            allowed(exchange)
                ? route.answer(
                    new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        query(exchange.getRequestURI().getRawQuery()),
                        body.length == 0 ? null : JSON.readTree(body)))
                : new Told(401, Map.of("detail", "the token is missing, wrong or expired"));
      } catch (RuntimeException e) {
        told = new Told(400, Map.of("detail", String.valueOf(e.getMessage())));
      }
      tell(exchange, told);
    }
  }

  private static void tell(HttpExchange exchange, Told told) throws IOException {
    if (told.body() == null) {
      exchange.sendResponseHeaders(told.status(), -1);
      return;
    }
    byte[] bytes = JSON.writeValueAsBytes(told.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(told.status(), bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    var query = new HashMap<String, String>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  /** A JSON Web Token, signed with our key (HS256), that has not expired. */
  private boolean allowed(HttpExchange exchange) throws IOException {
    String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String[] parts = header.replaceFirst("^Bearer ", "").split("\\.");
    if (parts.length != 3) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] wanted = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return MessageDigest.isEqual(wanted, Base64.getUrlDecoder().decode(parts[2]))
          && claims.path("exp").asLong() > clock.instant().getEpochSecond();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
