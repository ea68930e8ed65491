package dev.syncline.http.client;

import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.RetryableException;
import dev.syncline.api.error.SyncException;
import dev.syncline.http.json.JsonPath;
import dev.syncline.http.json.JsonRecords;
import dev.syncline.http.limit.Turn;
import dev.syncline.http.wire.Answer;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.http.wire.TooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks an API for one thing; what may work later is a {@link RetryableException}. */
public final class Asking {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ApiClient client;
  private final ResponseFilters filters;
  private final Cancellation cancellation;

  /** Asks with these filters in front of those of the connection. */
  public Asking(ApiClient client, ResponseFilters filters, Cancellation cancellation) {
    this.client = client;
    this.filters = filters;
    this.cancellation = cancellation;
  }

  /** A single value in an answer. */
  public Object value(ApiRequest request, JsonPath path) {
    try (Answer answer = answer(request, false).orElseThrow()) {
      var document = reader(answer, request, JsonPath.ROOT, List.of(path));
      Optional<Map<String, @Nullable Object>> whole = document.next();
      Object value = whole.map(path::in).orElse(null);
      if (value == null) {
        throw new PermanentException(
            client.where(request) + " has no '" + path + "' in its answer");
      }
      return value;
    } catch (IOException e) {
      throw broken(request, e);
    }
  }

  /** A record; empty if there is none. */
  public Optional<Map<String, @Nullable Object>> record(ApiRequest request, JsonPath path) {
    Optional<Answer> found = answer(request, true);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Answer answer = found.get()) {
      var records = reader(answer, request, path, List.of());
      Optional<Map<String, @Nullable Object>> record = records.next();
      records.requireRecords();
      return record;
    } catch (IOException e) {
      throw broken(request, e);
    }
  }

  /** All records of an answer. An address that is not there is an error. */
  public List<Map<String, @Nullable Object>> records(ApiRequest request, JsonPath path) {
    return records(request, path, false);
  }

  /** All records of an answer; none where the address names what is asked for, and is not there. */
  public List<Map<String, @Nullable Object>> recordsIfThere(ApiRequest request, JsonPath path) {
    return records(request, path, true);
  }

  private List<Map<String, @Nullable Object>> records(
      ApiRequest request, JsonPath path, boolean mayBeMissing) {
    Optional<Answer> found = answer(request, true, mayBeMissing);
    var all = new ArrayList<Map<String, @Nullable Object>>();
    if (found.isEmpty()) {
      return all;
    }
    try (Answer answer = found.get()) {
      var records = reader(answer, request, path, List.of());
      for (var next = records.next(); next.isPresent(); next = records.next()) {
        all.add(next.get());
      }
      records.requireRecords();
      return all;
    } catch (IOException e) {
      throw broken(request, e);
    }
  }

  /** An answer as text. */
  public String document(ApiRequest request) {
    try (Answer answer = answer(request, false).orElseThrow();
        InputStream body = answer.body(client.limits().recordBytes())) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw broken(request, e);
    }
  }

  /** Something whose answer says nothing more than that it worked. */
  public void tell(ApiRequest request) {
    answer(request, false).orElseThrow().close();
  }

  private JsonRecords reader(
      Answer answer, ApiRequest request, JsonPath records, List<JsonPath> wanted)
      throws IOException {
    return new JsonRecords(
        answer.body(client.limits().recordBytes()),
        records,
        wanted,
        client.limits(),
        client.where(request));
  }

  private SyncException broken(ApiRequest request, IOException e) {
    if (e instanceof TooLarge) {
      return new PermanentException(
          client.where(request)
              + " answers more than "
              + client.limits().recordBytes()
              + " bytes; raise 'maxRecordBytes' if that is right",
          e);
    }
    return new RetryableException(
        client.where(request) + " broke off: " + client.masked(String.valueOf(e.getMessage())), e);
  }

  /** An answer; empty where it may be missing and is. */
  private Optional<Answer> answer(ApiRequest request, boolean mayBeMissing) {
    return answer(request, mayBeMissing, mayBeMissing);
  }

  private Optional<Answer> answer(ApiRequest request, boolean mayBeIgnored, boolean mayBeMissing) {
    Turn turn = client.await(PATIENCE);
    if (!turn.now()) {
      throw new RetryableException(turn.reason(), turn.delay(), null);
    }
    Reply reply = client.send(request, filters, cancellation);
    if (reply instanceof Reply.Success success) {
      return Optional.of(success.answer());
    }
    boolean missing =
        reply instanceof Reply.Refused refused
            && (refused.status() == 404 || refused.status() == 410);
    if ((reply instanceof Reply.Ignored && mayBeIgnored) || (missing && mayBeMissing)) {
      return Optional.empty();
    }
    if (reply instanceof Reply.Refused || reply instanceof Reply.Ignored) {
      throw new PermanentException(ApiClient.reason(reply));
    }
    Optional<Duration> delay =
        reply instanceof Reply.RateLimited limited
            ? limited.delay()
            : reply instanceof Reply.InDoubt doubt ? doubt.delay() : Optional.empty();
    throw RetryableException.of(ApiClient.reason(reply), delay);
  }
}
