package dev.syncline.jdbc.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.syncline.api.Change;
import dev.syncline.api.Check;
import dev.syncline.api.destination.ChangeBatch;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.Loader;
import dev.syncline.api.destination.LoaderTraits;
import dev.syncline.api.destination.LooksUp;
import dev.syncline.api.destination.Target;
import dev.syncline.api.destination.WriteContext;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.record.Key;
import dev.syncline.api.record.RecordBatch;
import dev.syncline.api.record.Schema;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Writes to a {@link RecordServer}, and promises nothing that the server does not: no upsert, no
 * idempotent create, no atomic batch. What has no answer is in doubt.
 */
final class HttpLoader implements Loader, LooksUp {
  /** What a test of a slower server sets. */
  static final String SLOWEST = "crash.mostDelayMillis";

  static final Duration MOST_DELAY = Duration.ofMillis(Long.getLong(SLOWEST, 200));
  static final Duration SEARCH_LAG = Duration.ofMillis(150);
  private static final Duration TIMEOUT = Duration.ofMillis(400);

  /** A request says until when the server may carry it out; later, the server drops it. */
  static final String EXPIRES = "Expires-At";

  /** What may pass between the engine's look at the clock and the request, on a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private static final Duration DEADLINE = TIMEOUT.plus(MOST_DELAY).plus(SLACK);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI table;
  private List<String> keyFields = List.of();

  HttpLoader(URI server, String table) {
    this.table = server.resolve("/" + table);
  }

  @Override
  public LoaderTraits traits() {
    return LoaderTraits.of(20, DEADLINE);
  }

  @Override
  public Optional<Schema> prepare(Target target) {
    keyFields = target.keyFields();
    return Optional.empty();
  }

  @Override
  public List<WriteResult> write(ChangeBatch batch, WriteContext context) {
    var answers = new ArrayList<CompletableFuture<WriteResult>>();
    for (int row = 0; row < batch.size(); row++) {
      answers.add(send(batch, row));
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<WriteResult> send(ChangeBatch batch, int row) {
    long expires = System.currentTimeMillis() + TIMEOUT.plus(MOST_DELAY).toMillis();
    var request =
        HttpRequest.newBuilder().timeout(TIMEOUT).header(EXPIRES, String.valueOf(expires));
    if (batch.change(row) == Change.INSERT) {
      request.uri(table).POST(BodyPublishers.ofString(form(batch.values(), row)));
    } else {
      URI record = URI.create(table + "/" + batch.ref(row).orElseThrow().single());
      request.uri(record);
      if (batch.change(row) == Change.DELETE) {
        request.DELETE();
      } else {
        request.method("PATCH", BodyPublishers.ofString(form(batch.values(), row)));
      }
    }
    return client.sendAsync(request.build(), BodyHandlers.ofString()).handle(HttpLoader::result);
  }

  private static WriteResult result(HttpResponse<String> response, Throwable error) {
    if (error != null) {
      return new WriteResult.InDoubt("no answer: " + error.getClass().getSimpleName());
    }
    return response.statusCode() == 404
        ? new WriteResult.Gone()
        : WriteResult.Written.as(DestinationRef.of(response.body()));
  }

  private static String form(RecordBatch values, int row) {
    var fields = new ArrayList<String>();
    for (int i = 0; i < values.schema().size(); i++) {
      fields.add(
          values.schema().field(i).name()
              + "="
              + URLEncoder.encode(String.valueOf(values.value(row, i)), UTF_8));
    }
    return String.join("&", fields);
  }

  @Override
  public List<String> lookupFields() {
    return keyFields;
  }

  @Override
  public List<List<DestinationRef>> lookup(List<Key> keys) {
    String numbers =
        keys.stream()
            .map(key -> URLEncoder.encode(key.toString(), UTF_8))
            .collect(Collectors.joining(","));
    var request = HttpRequest.newBuilder(URI.create(table + "?number=" + numbers)).timeout(TIMEOUT);
    Map<String, List<DestinationRef>> found = new HashMap<>();
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      for (String line : answer.body().lines().toList()) {
        String[] parts = line.split(" ");
        found
            .computeIfAbsent(parts[0], number -> new ArrayList<>())
            .add(DestinationRef.of(parts[1]));
      }
    } catch (IOException e) {
      throw new RetryableException("the search of " + table + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableException("interrupted", e);
    }
    return keys.stream().map(key -> found.getOrDefault(key.toString(), List.of())).toList();
  }

  @Override
  public Duration settle() {
    return SEARCH_LAG;
  }

  @Override
  public Check check() {
    return Check.passed("not asked");
  }

  @Override
  public void close() {}
}
