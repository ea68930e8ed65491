package dev.syncline.smartsuite.load;

import dev.syncline.api.Change;
import dev.syncline.api.destination.DestinationRef;
import dev.syncline.api.destination.WriteResult;
import dev.syncline.api.error.PermanentException;
import dev.syncline.api.error.SyncException;
import dev.syncline.http.client.ApiClient;
import dev.syncline.http.client.ApiRequest;
import dev.syncline.http.client.Reply;
import dev.syncline.http.client.ResponseFilters;
import dev.syncline.http.json.JsonText;
import dev.syncline.http.limit.Turn;
import dev.syncline.http.load.Item;
import dev.syncline.http.wire.Cancellation;
import dev.syncline.smartsuite.client.SmartSuiteClient;
import dev.syncline.smartsuite.records.DeletedRecords;
import dev.syncline.smartsuite.records.Records;
import dev.syncline.smartsuite.schema.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings deleted records back: with their comments, their history and the links of others to them.
 * The API adds "(Restored)" to the title, which is taken off again.
 *
 * <p>Until then the record holds what it held when it was deleted. A process may die in between,
 * and a look-up would take the record for written; so one that still has the mark is deleted again
 * by whoever looks for it, and restored anew with the write that follows.
 */
final class Restoring {
  static final String TITLE = "title";
  private static final String SUFFIX = "(Restored)";
  private static final int LARGEST = 16 << 20;

  private final SmartSuiteClient client;
  private final Records records;
  private final Table table;
  private final Optional<ExternalId> externalId;
  private final Map<String, String> titles = new HashMap<>();
  private @Nullable Map<String, String> deleted;

  Restoring(
      SmartSuiteClient client, Records records, Table table, Optional<ExternalId> externalId) {
    this.client = client;
    this.records = records;
    this.table = table;
    this.externalId = externalId;
  }

  /**
   * Restores those new records that were there before, and makes updates of them. Deleted records
   * are asked for once in a run, when the first new record comes.
   *
   * @param results gets what could neither be restored nor may be created
   * @param end until when requests may begin
   */
  List<Item> instead(List<Item> items, @Nullable WriteResult[] results, Instant end) {
    var after = new ArrayList<Item>();
    for (Item item : items) {
      Optional<String> id = item.change() == Change.INSERT ? before(item) : Optional.empty();
      if (id.isEmpty()) {
        after.add(item);
        continue;
      }
      Optional<WriteResult> instead =
          restore(id.get(), Duration.between(client.api().clock().instant(), end));
      if (instead.isEmpty()) {
        deleted().values().remove(id.get());
        after.add(update(item, id.get()));
      } else if (instead.get() instanceof WriteResult.Gone) {
        deleted().values().remove(id.get());
        // Not in the trash any more: somebody was faster, or it is gone for good.
        List<Map<String, @Nullable Object>> held = records.surely(List.of(id.get()));
        held.forEach(record -> remember(id.get(), record));
        after.add(held.isEmpty() ? item : update(item, id.get()));
      } else {
        results[item.row()] = instead.get();
      }
    }
    return after;
  }

  private Item update(Item item, String id) {
    var record = new LinkedHashMap<String, @Nullable Object>();
    record.put("id", id);
    record.putAll(item.record());
    var update =
        new Item(
            item.row(),
            Change.UPDATE,
            record,
            Optional.of(DestinationRef.of(id)),
            item.idempotencyKey());
    clean(update);
    return update;
  }

  /**
   * The deleted record that a new one was before. Unless the title is the external id: the API
   * changes it, so that nobody would find a record that was restored and not written since.
   */
  private Optional<String> before(Item item) {
    if (externalId.map(ExternalId::titled).orElse(true)) {
      return Optional.empty();
    }
    Object key = externalId.map(id -> item.record().get(id.slug())).orElse(null);
    return key == null ? Optional.empty() : Optional.ofNullable(deleted().get(text(key)));
  }

  private Map<String, String> deleted() {
    Map<String, String> known = deleted;
    if (known == null) {
      known = new HashMap<>();
      for (var record : listed()) {
        Object key = externalId.map(field -> record.get(field.slug())).orElse(null);
        if (key != null) {
          known.put(text(key), String.valueOf(record.get("id")));
        }
      }
      deleted = known;
    }
    return known;
  }

  /** Who may not look into the trash finds nothing to restore there. */
  private List<Map<String, @Nullable Object>> listed() {
    try {
      return new DeletedRecords(client, table).all();
    } catch (PermanentException e) {
      return List.of();
    }
  }

  private String text(Object value) {
    return externalId.map(id -> id.text(value)).orElse("");
  }

  /**
   * Restores a record.
   *
   * @param left how long requests may still begin
   * @return empty if it is back; else what is to be said of its change
   */
  Optional<WriteResult> restore(String id, Duration left) {
    if (left.isNegative()) {
      return Optional.of(
          new WriteResult.Retry("the time for this batch was over", Optional.empty()));
    }
    Turn turn = client.api().await(left);
    if (!turn.now()) {
      return Optional.of(new WriteResult.Retry(turn.reason(), Optional.of(turn.delay())));
    }
    ApiRequest request = ApiRequest.of("POST", records.path(id + "/restore/")).body("{}");
    Reply reply = client.api().send(request, ResponseFilters.NONE, new Cancellation());
    if (reply instanceof Reply.Success success) {
      remember(id, success);
      return Optional.empty();
    }
    String reason = ApiClient.reason(reply);
    if (reply instanceof Reply.RateLimited limited) {
      return Optional.of(new WriteResult.Retry(reason, limited.delay()));
    }
    if (reply instanceof Reply.NotSent) {
      return Optional.of(new WriteResult.Retry(reason, Optional.empty()));
    }
    return Optional.of(
        reply instanceof Reply.InDoubt ? new WriteResult.InDoubt(reason) : new WriteResult.Gone());
  }

  private void remember(String id, Reply.Success success) {
    try (var answer = success.answer()) {
      Object said = JsonText.read(answer.text(LARGEST)).orElse(Map.of());
      remember(id, said instanceof Map<?, ?> record ? record : Map.of());
    } catch (IOException e) {
      // The record is back; only its title is not known.
      titles.remove(id);
    }
  }

  private void remember(String id, Map<?, ?> record) {
    if (record.get(TITLE) instanceof String title) {
      titles.put(id, title);
    }
  }

  /** The title of a record as it was before it was restored. */
  static String unmarked(String title) {
    String before = title;
    while (before.endsWith(SUFFIX)) {
      before = before.substring(0, before.length() - SUFFIX.length()).stripTrailing();
    }
    return before;
  }

  /** Whether a record was restored, and not written since. */
  static boolean isMarked(Map<String, @Nullable Object> record) {
    return record.get(TITLE) instanceof String title && title.endsWith(SUFFIX);
  }

  /** Deletes a record again that was restored, and perhaps not written since. */
  void takeBack(Map<String, @Nullable Object> record) {
    String id = String.valueOf(record.get("id"));
    client.tell(ApiRequest.of("DELETE", records.path(id + "/")));
    Object key = externalId.map(field -> record.get(field.slug())).orElse(null);
    if (deleted != null && key != null) {
      deleted().put(text(key), id);
    }
  }

  /** Deletes a record again that was restored for a write that was refused. */
  void takeBackQuietly(Item item) {
    String id = item.ref().map(DestinationRef::toString).orElse("");
    try {
      client.tell(ApiRequest.of("DELETE", records.path(id + "/")));
    } catch (SyncException e) {
      // It stays, with the API's mark in its title; the rejection is told in any case.
      titles.remove(id);
    }
  }

  /** Takes off again what the API has added to the title, unless a title is written anyway. */
  void clean(Item item) {
    String title = titles.remove(item.ref().map(DestinationRef::toString).orElse(""));
    if (title != null && title.endsWith(SUFFIX) && !item.record().containsKey(TITLE)) {
      item.record().put(TITLE, unmarked(title));
    }
  }
}
