package dev.syncline.jdbc.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A REST API that forgives nothing: {@code POST /table} makes a new record every time it is called,
 * whatever was there before; {@code PATCH} and {@code DELETE /table/id} need the id; {@code GET
 * /table?number=…} finds records by their number, but learns of new ones only after a while.
 * Requests take effect after a random delay, also when the caller is dead by then; some answers are
 * lost on the way, before or after the effect.
 */
final class RecordServer implements Place {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(16);
  private final Map<String, Map<String, Entry>> tables = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration mostDelay;
  private final Duration searchLag;
  private final double lostAnswers;
  private volatile Duration held = Duration.ZERO;
  private int waiting;

  /** Fields, and the time from which a search finds the record. */
  private record Entry(Map<String, String> fields, long searchableAt) {}

  /**
   * A server on a port of its own.
   *
   * @param mostDelay the longest time until a request takes effect
   * @param searchLag how long a search misses a new record
   * @param lostAnswers the share of answers that get lost, 0 to 1
   */
  RecordServer(Duration mostDelay, Duration searchLag, double lostAnswers) throws IOException {
    this.mostDelay = mostDelay;
    this.searchLag = searchLag;
    this.lostAnswers = lostAnswers;
    tables.put("customers", new ConcurrentHashMap<>());
    tables.put("orders", new ConcurrentHashMap<>());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  @Override
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** From now on every change of a record is held back for so long before it takes effect. */
  void holdUpdates(Duration time) {
    held = time;
  }

  /** How many changes are being held back. */
  synchronized int waiting() {
    return waiting;
  }

  /** Waits until all that was held back has taken effect. */
  synchronized void awaitHeld() throws InterruptedException {
    while (waiting > 0) {
      wait();
    }
  }

  private synchronized void waiting(int more) {
    waiting += more;
    notifyAll();
  }

  int lostAnswers() {
    return lost.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var random = new Random();
      boolean read = exchange.getRequestMethod().equals("GET");
      boolean drop = !read && random.nextDouble() < lostAnswers;
      if (drop) {
        lost.incrementAndGet();
        if (random.nextBoolean()) {
          return;
        }
      }
      boolean hold = exchange.getRequestMethod().equals("PATCH") && !held.isZero();
      if (hold) {
        waiting(1);
        await(held);
      } else {
        // Mostly short, sometimes long.
        await(Duration.ofNanos((long) (Math.pow(random.nextDouble(), 60) * mostDelay.toNanos())));
      }
      boolean expired = !read && expired(exchange);
      String answer = expired ? "" : answer(exchange, body);
      if (hold) {
        waiting(-1);
      }
      if (drop || expired) {
        return;
      }
      byte[] bytes = answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.equals("gone") ? 404 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static boolean expired(HttpExchange exchange) {
    String at = exchange.getRequestHeaders().getFirst(HttpLoader.EXPIRES);
    return System.currentTimeMillis() > Long.parseLong(at);
  }

  private void await(Duration time) {
    try {
      if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String answer(HttpExchange exchange, String body) {
    String[] path = exchange.getRequestURI().getPath().split("/");
    Map<String, Entry> table = tables.get(path[1]);
    return switch (exchange.getRequestMethod()) {
      case "POST" -> {
        String id = path[1].charAt(0) + "-" + ids.incrementAndGet();
        table.put(id, new Entry(form(body), System.nanoTime() + searchLag.toNanos()));
        yield id;
      }
      case "PATCH" -> {
        Entry changed =
            table.computeIfPresent(
                path[2],
                (id, entry) -> {
                  var fields = new LinkedHashMap<>(entry.fields);
                  fields.putAll(form(body));
                  return new Entry(fields, entry.searchableAt);
                });
        yield changed == null ? "gone" : path[2];
      }
      case "DELETE" -> table.remove(path[2]) == null ? "gone" : path[2];
      default -> search(table, form(exchange.getRequestURI().getRawQuery()).get("number"));
    };
  }

  /** Lines of number and id. */
  private static String search(Map<String, Entry> table, String numbers) {
    var wanted = List.of(numbers.split(","));
    var found = new StringBuilder();
    long now = System.nanoTime();
    table.forEach(
        (id, entry) -> {
          String number = String.valueOf(entry.fields.get("number"));
          if (wanted.contains(number) && now - entry.searchableAt >= 0) {
            found.append(number).append(' ').append(id).append('\n');
          }
        });
    return found.toString();
  }

  private static Map<String, String> form(String text) {
    var fields = new LinkedHashMap<String, String>();
    for (String field : text.split("&")) {
      int equals = field.indexOf('=');
      fields.put(field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), UTF_8));
    }
    return fields;
  }

  @Override
  public Map<String, List<String>> customers() {
    return rows("customers", fields -> fields.get("name") + "|" + fields.get("email"));
  }

  @Override
  public Map<String, List<String>> orders() {
    Map<String, Entry> customers = tables.get("customers");
    return rows(
        "orders",
        fields -> {
          Entry customer = customers.get(String.valueOf(fields.get("customer")));
          return (customer == null ? "nobody" : customer.fields.get("number"))
              + ("|" + fields.get("item") + "|" + fields.get("amount"));
        });
  }

  private Map<String, List<String>> rows(
      String table, java.util.function.Function<Map<String, String>, String> values) {
    var rows = new TreeMap<String, List<String>>();
    for (Entry entry : tables.get(table).values()) {
      rows.computeIfAbsent(String.valueOf(entry.fields.get("number")), key -> new ArrayList<>())
          .add(values.apply(entry.fields));
    }
    return rows;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
