package dev.syncline.http.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syncline.http.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/**
 * An API in this process: routes, a log of what was asked, and answers that a test puts in the way
 * of the next requests.
 */
public final class SimulatedApi implements AutoCloseable {
  static {
    // Else every answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Function<Asked, Told>> routes = new LinkedHashMap<>();
  private final Queue<Function<Asked, Optional<Told>>> obstacles = new ArrayDeque<>();
  private final List<Asked> log = new CopyOnWriteArrayList<>();

  /** What was asked; header names in lower case. */
  public record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {
    /** The body as a value. */
    public Object json() {
      return JsonText.read(body).orElseThrow();
    }
  }

  /** What is told. */
  public record Told(int status, Map<String, String> headers, byte[] body, boolean cut) {
    /** JSON. */
    public static Told json(Object value) {
      return of(200, JsonText.write(value));
    }

    /** A text with a status. */
    public static Told of(int status, String body) {
      return new Told(
          status, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8), false);
    }

    /** With one more header. */
    public Told header(String name, String value) {
      var more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Told(status, more, body, cut);
    }

    /** The same, packed. */
    public Told gzip() {
      var packed = new ByteArrayOutputStream();
      try (var out = new GZIPOutputStream(packed)) {
        out.write(body);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return new Told(status, headers, packed.toByteArray(), cut)
          .header("Content-Encoding", "gzip");
    }

    /** The line is cut instead of an answer. */
    public static Told nothing() {
      return new Told(0, Map.of(), new byte[0], true);
    }

    /** The line is cut in the middle of the body. */
    public Told cutInTheMiddle() {
      return new Told(status, headers, body, true);
    }
  }

  /** An API on a port of its own. */
  public SimulatedApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** What is answered below a path; the longest path counts. */
  public SimulatedApi route(String path, Function<Asked, Told> answer) {
    routes.put(path, answer);
    return this;
  }

  /** Answers that the next requests get, one each. */
  public void next(Told... answers) {
    for (Told answer : answers) {
      next(asked -> Optional.of(answer));
    }
  }

  /** What stands in the way of a next request; an empty answer lets it through. */
  public synchronized void next(Function<Asked, Optional<Told>> obstacle) {
    obstacles.add(obstacle);
  }

  /** Everything that was asked. */
  public List<Asked> log() {
    return log;
  }

  /** Taken one after the other, but carried out by each request for itself. */
  private Optional<Told> obstacle(Asked asked) {
    Function<Asked, Optional<Told>> obstacle;
    synchronized (this) {
      obstacle = obstacles.poll();
    }
    return obstacle == null ? Optional.empty() : obstacle.apply(asked);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new LinkedHashMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      var asked =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              query(exchange.getRequestURI().getRawQuery()),
              headers,
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      log.add(asked);
      Told told = obstacle(asked).orElseGet(() -> routed(asked));
      tell(exchange, told);
    }
  }

  /** What a request would be answered; it takes effect. */
  public Told carryOut(Asked asked) {
    return routed(asked);
  }

  /** The next request takes effect, but its answer does not arrive. */
  public void loseTheNextAnswer() {
    next(
        asked -> {
          carryOut(asked);
          return Optional.of(Told.nothing());
        });
  }

  private Told routed(Asked asked) {
    return routes.entrySet().stream()
        .filter(route -> asked.path().startsWith(route.getKey()))
        .max(Comparator.comparingInt(route -> route.getKey().length()))
        .map(route -> route.getValue().apply(asked))
        .orElse(Told.of(404, "{\"error\": \"no such path\"}"));
  }

  private static void tell(HttpExchange exchange, Told told) throws IOException {
    if (told.status() == 0) {
      return;
    }
    told.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(told.status(), told.body().length == 0 ? -1 : told.body().length);
    int length = told.cut() ? told.body().length / 2 : told.body().length;
    OutputStream out = exchange.getResponseBody();
    out.write(told.body(), 0, length);
    out.flush();
  }

  private static Map<String, String> query(String raw) {
    var query = new LinkedHashMap<String, String>();
    if (raw != null && !raw.isEmpty()) {
      for (String part : raw.split("&")) {
        int equals = part.indexOf('=');
        query.put(
            URLDecoder.decode(part.substring(0, equals), UTF_8),
            URLDecoder.decode(part.substring(equals + 1), UTF_8));
      }
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
