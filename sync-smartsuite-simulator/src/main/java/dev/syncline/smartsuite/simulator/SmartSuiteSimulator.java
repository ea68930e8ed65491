package dev.syncline.smartsuite.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * SmartSuite's API in this process, on a port of its own of this machine: {@code
 * SmartSuiteSimulator.builder().table(SimulatedTable.of(id, "Customers")).start()}. It keeps
 * records, counts requests, keeps the limits, and fails when told to. Times come from the builder's
 * clock, so that months pass in no time.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public final class SmartSuiteSimulator implements AutoCloseable {
  static {
    // Else every answer waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final SimulatorBuilder settings;
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            var thread = new Thread(work, "smartsuite-simulator");
            thread.setDaemon(true);
            return thread;
          });
  private final Traffic traffic;
  private final Workspace workspace;
  private final Faults faults;
  private final Calls calls;

  SmartSuiteSimulator(SimulatorBuilder settings) {
    this.settings = settings;
    this.traffic = settings.traffic();
    this.workspace = settings.workspace();
    this.faults = settings.faults;
    this.calls = new Calls(settings, workspace);
    settings.file.ifPresent(file -> KeptFile.read(file, workspace, traffic));
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What is simulated. */
  public static SimulatorBuilder builder() {
    return new SimulatorBuilder();
  }

  /** The address of the API, without its last slash. */
  public String baseUrl() {
    return origin() + Asked.BASE;
  }

  /** The address of the webhooks, without its last slash. */
  public String webhooksUrl() {
    return origin() + Asked.WEBHOOKS;
  }

  private String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The key that is accepted. */
  public String token() {
    return settings.token;
  }

  /** The workspace that is accepted. */
  public String account() {
    return settings.account;
  }

  /** The id of the one solution. */
  public String solution() {
    return settings.solution;
  }

  /** The records of a table, in the order of their creation; as they are kept. */
  public List<Map<String, @Nullable Object>> records(String table) {
    synchronized (calls) {
      return workspace.rows(table).live().stream().map(SmartSuiteSimulator::copy).toList();
    }
  }

  /** The deleted records of a table. */
  public List<Map<String, @Nullable Object>> deletedRecords(String table) {
    synchronized (calls) {
      return workspace.rows(table).deleted().stream().map(SmartSuiteSimulator::copy).toList();
    }
  }

  private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> row) {
    var copy = new LinkedHashMap<>(row);
    copy.values().removeIf(value -> value == null);
    return copy;
  }

  /** A table as it is now. */
  public SimulatedTable table(String table) {
    synchronized (calls) {
      return workspace.rows(table).table();
    }
  }

  /**
   * Creates a record, as a person would in the browser: no request is counted.
   *
   * @return its id
   */
  public String create(String table, Map<String, ?> values) {
    synchronized (calls) {
      Rows rows = workspace.rows(table);
      return String.valueOf(workspace.create(rows, Json.object(values)).get("id"));
    }
  }

  /** Changes a record, as a person would in the browser. */
  public void update(String table, String id, Map<String, ?> values) {
    synchronized (calls) {
      workspace.update(workspace.rows(table), id, Json.object(values), false);
    }
  }

  /** Deletes a record, as a person would in the browser. */
  public void delete(String table, String id) {
    synchronized (calls) {
      workspace.delete(workspace.rows(table), id);
    }
  }

  /** The next request of this kind fails in this way; may be said several times. */
  public void fail(RequestKind kind, Fault fault) {
    faults.add(kind, fault);
  }

  /** Every request of this kind fails in this way until {@link #heal} is called. */
  public void failAlways(RequestKind kind, Fault fault) {
    faults.always(kind, fault);
  }

  /** No request fails any more. */
  public void heal() {
    faults.clear();
  }

  /** How many requests of this kind came, refused ones too. */
  public long requests(RequestKind kind) {
    return traffic.of(kind);
  }

  /** How many requests came, by kind. */
  public Map<RequestKind, Long> requests() {
    return traffic.counts();
  }

  /** The most requests that came in one second of the clock. */
  public int peakPerSecond() {
    return traffic.peak();
  }

  /** How many requests were answered with 429. */
  public long refused() {
    return traffic.refused();
  }

  /** How many requests counted for the quota in this month. */
  public long requestsThisMonth() {
    return traffic.inMonth();
  }

  /** Counts of requests begin anew; the month's does not. */
  public void forgetRequests() {
    traffic.forget();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Asked asked =
          Asked.of(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      RequestKind kind = asked.kind();
      traffic.count(kind);
      Optional<Told> refused = calls.unknown(asked).or(traffic::refusal);
      Optional<Fault> fault = refused.isEmpty() ? faults.next(kind) : Optional.empty();
      Told told = refused.orElseGet(() -> calls.answer(kind, asked, fault));
      tell(exchange, told, fault);
    }
  }

  private void tell(HttpExchange exchange, Told told, Optional<Fault> fault) throws IOException {
    if (fault.filter(Calls.CUT::contains).isPresent()) {
      return;
    }
    settings.pause(fault.filter(Fault.SLOW::equals).isPresent());
    byte[] body = told.text().getBytes(UTF_8);
    told.headers().forEach(exchange.getResponseHeaders()::set);
    boolean text = told.body() instanceof String;
    exchange.getResponseHeaders().set("Content-Type", text ? "text/plain" : "application/json");
    exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
    boolean cut = fault.filter(Fault.ANSWER_CUT::equals).isPresent();
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, cut ? body.length / 2 : body.length);
    out.flush();
  }

  /** Stops; where a file was named, everything is written to it. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    settings.file.ifPresent(
        file -> {
          synchronized (calls) {
            KeptFile.write(file, workspace, traffic);
          }
        });
  }
}
